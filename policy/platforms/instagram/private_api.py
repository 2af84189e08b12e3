"""Instagram's private API (`/api/v1/…`), as the mobile app and the client libraries speak it, and what the web kept of it.

Everything under `broadcast/` sends, whatever the verb. Some bodies are signed: `signed_body=<signature>.<JSON>`.
Adding somebody to a group, close friends, unfollowing, declining and blocking are no contact: nobody reads them here.
"""

from collections.abc import Iterator, Mapping

from policy import formats
from policy.activity import Activity, FollowAccepted, FollowRequested, Medium, MessageRequestAccepted
from policy.adapter import Exchange
from policy.formats import AdapterDrift, Json
from policy.platforms.instagram.names import own_id, platform, recipient
from policy.platforms.instagram.recipients import Recipients, of
from policy.platforms.instagram.sending import accepted, conversation_opened, messages, story_reply

DIRECT = "/api/v1/direct_v2"
STORY_REPLIES = {"reel_share", "reel_react"}
MEDIA = ("photo", "video", "voice", "raven", "upload", "animated", "media_attachment")
SHARES = ("share", "profile", "location", "hashtag", "xma")
REACTIONS = {"like", "reaction"}


@platform.on("POST", f"{DIRECT}/threads/broadcast/{{verb}}")
def broadcast(exchange: Exchange, verb: str) -> Iterator[Activity]:
    fields = [recipients(exchange)]
    if verb in STORY_REPLIES:
        yield from story_reply(fields, own_id(exchange))
    else:
        yield from messages(fields, own_id(exchange), medium(verb))


@platform.on("POST", f"{DIRECT}/create_group_thread")
def create_thread(exchange: Exchange) -> Iterator[Activity]:
    """Of a thread with one other person too: the first step of a message to them."""
    yield from conversation_opened([recipients(exchange)], own_id(exchange))


@platform.on("POST", f"{DIRECT}/threads/approve_multiple")
def accept_message_requests(exchange: Exchange) -> Iterator[Activity]:
    yield from accepted([recipients(exchange)])


@platform.on("POST", f"{DIRECT}/threads/{{thread}}/approve", body=False)
def accept_message_request(_: Exchange, thread: str) -> Iterator[Activity]:
    yield MessageRequestAccepted(threads=(platform.thread(thread),))


@platform.on("POST", "/api/v1/friendships/create/{user}", body=False)
@platform.on("POST", "/api/v1/web/friendships/{user}/follow", body=False)
@platform.on("POST", "/web/friendships/{user}/follow", body=False)
def follow(_: Exchange, user: str) -> Iterator[Activity]:
    yield FollowRequested(people=(recipient(user),))


@platform.on("POST", "/api/v1/friendships/approve/{user}", body=False)
@platform.on("POST", "/api/v1/web/friendships/{user}/approve", body=False)
@platform.on("POST", "/web/friendships/{user}/approve", body=False)
def accept_follower(_: Exchange, user: str) -> Iterator[Activity]:
    yield FollowAccepted(people=(recipient(user),))


def recipients(exchange: Exchange) -> Recipients:
    """The recipient fields of a request's form, signed or not. Raises AdapterDrift."""
    return of(_fields(exchange))


def _fields(exchange: Exchange) -> Mapping[str, Json]:
    form: dict[str, Json] = dict(exchange.form())
    signed = form.get("signed_body")
    if not isinstance(signed, str):
        return form
    tree = formats.any_json(signed.partition(".")[2])
    if not isinstance(tree, dict):
        raise AdapterDrift("a signed body of another shape")
    return tree


def medium(verb: str) -> Medium:
    """What kind of thing a verb sends."""
    if verb in REACTIONS:
        return Medium.REACTION
    if verb.startswith("configure_") or any(word in verb for word in MEDIA):
        return Medium.MEDIA
    return Medium.SHARE if any(word in verb for word in SHARES) else Medium.TEXT
