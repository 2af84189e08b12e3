"""REST answers that tell who is in which channel, who wrote, who asks, and which name an id has.

Errors teach nothing, and lists come as objects then: only a success is read.
"""

import msgspec

from policy.adapter import Exchange, Findings
from policy.platforms.discord.sending import API, CHANNEL, OWN
from policy.platforms.discord.shapes import Channel, Message, Relationship, User, conversation, received, relationship
from policy.platforms.discord.site import in_guild, platform
from policy.sighting import PersonSeen, SelfSeen


class Profile(msgspec.Struct, frozen=True):
    user: User = User()


class Preview(msgspec.Struct, frozen=True):
    message_preview: Message | None = None


@platform.on_answer("GET", OWN)
def own(exchange: Exchange, **_: str) -> Findings:
    if exchange.status == 200 and (tutor := exchange.answer_json(User).account):
        yield SelfSeen(tutor)


@platform.on_answer("GET", f"{OWN}/channels")
def channels(exchange: Exchange, **_: str) -> Findings:
    if exchange.status == 200:
        for listed in exchange.answer_json(list[Channel]):
            yield from conversation(listed)


@platform.on_answer("POST", f"{OWN}/channels")
@platform.on_answer("GET", f"{OWN}/dms/{{user}}")
@platform.on_answer("GET", CHANNEL)
@platform.on_answer("PUT", f"{CHANNEL}/recipients/@me")
def one_channel(exchange: Exchange, **_: str) -> Findings:
    if exchange.status == 200:
        yield from conversation(exchange.answer_json(Channel))


@platform.on_answer("GET", f"{CHANNEL}/messages")
def history(exchange: Exchange, channel: str, **_: str) -> Findings:
    """Messages name their authors, but not the guild that they may be in; the page knows."""
    if exchange.status == 200 and not in_guild(exchange, channel):
        for message in exchange.answer_json(list[Message]):
            yield from received(message)


@platform.on_answer("GET", f"{OWN}/message-requests/supplemental-data")
def message_requests(exchange: Exchange, **_: str) -> Findings:
    if exchange.status == 200:
        for request in exchange.answer_json(list[Preview]):
            yield from received(request.message_preview or Message())


@platform.on_answer("GET", f"{OWN}/relationships")
def relationships(exchange: Exchange, **_: str) -> Findings:
    if exchange.status == 200:
        for relation in exchange.answer_json(list[Relationship]):
            yield from relationship(relation)


@platform.on_answer("GET", f"{API}/users/{{user}}/profile")
def profile(exchange: Exchange, **_: str) -> Findings:
    if exchange.status == 200 and (person := exchange.answer_json(Profile).user.account):
        yield PersonSeen(person)
