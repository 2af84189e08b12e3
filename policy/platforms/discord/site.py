"""What Discord is: names of people, how a request is refused, what to ask about an unknown channel or person.

Is a channel one-to-one? A request to send names the channel alone. Private channels are known from READY and from the
events after it; any other belongs to a guild (a "server"), where nothing is one-to-one. Nobody lists all channels of
all guilds for that (there may be ten thousand of them): the page that the request comes from shows the channel, the
gateway is told which guild channel is being looked at, and failing both Discord is asked about it once.
"""

import re

import msgspec

from policy.account import Account
from policy.activity import Thread
from policy.adapter import Exchange, Platform, Refusal
from policy.formats import header
from policy.notice import Notice

CANNOT_SEND = 50007  # "cannot send messages to this user": clients give up at once
NO_REQUESTS = 80000  # "incoming friend requests disabled"
PAGE = re.compile(r"https://(?:\w+\.)?discord(?:app)?\.com/channels/([0-9]+)/([0-9/a-z]+)")
OWN_BODY = {"content-type", "content-length", "x-context-properties"}


def handle_key(text: str) -> str:
    """Lower case, but for the old form `Name#1234`, where case counts; everybody's discriminator is 0 in the new one."""
    name, _, discriminator = text.partition("#")
    return text if discriminator.strip("0") else name.lower()


platform = Platform(
    "discord",
    hosts=("discord.com", "discordapp.com", "discord.gg"),
    handle=r"(?!.*\.\.)[a-z0-9_.]{2,32}|[^@#:`\n]{2,32}#[0-9]{4}",
    handle_key=handle_key,
    bare_ids=r"[0-9]{17,20}",
    profiles=("*.discord.com/users/{id}", "*.discordapp.com/users/{id}"),
)


@platform.refusal
def refuse(exchange: Exchange, notice: Notice) -> Refusal:
    """The content type is exactly this one: with a charset behind it, clients take the body for text and stumble."""
    status, code = (400, NO_REQUESTS) if "relationships" in exchange.path else (403, CANNOT_SEND)
    return Refusal(status, msgspec.json.encode({"message": notice.text, "code": code}))


@platform.resolver
def resolve(unknown: Account | Thread, exchange: Exchange) -> Exchange | None:
    """A channel says its type and members, a profile the name. Not from the gateway: its handshake has no token."""
    if "authorization" not in exchange.headers:
        return None
    headers = {name: value for name, value in exchange.headers.items() if name not in OWN_BODY}
    match unknown:
        case Thread(ids=(channel, *_)):
            path, query = f"/api/v9/channels/{channel}", ""
        case Account(id=str(user)) if user:
            path, query = f"/api/v9/users/{user}/profile", "with_mutual_guilds=false"
        case _:
            return None
    return Exchange(method="GET", host=exchange.host, path=path, query=query, headers=headers)


def in_guild(exchange: Exchange, channel: str) -> bool:
    """Does the page that asks show this very channel, or this thread beside it, as part of a guild?"""
    page = PAGE.match(header(exchange.headers, "referer"))
    return page is not None and channel in page[2].split("/")
