"""What Matrix is: names of people, how a request is refused, and what to ask about a room that is not known."""

from urllib.parse import quote, urlencode

import msgspec

from policy.account import Account
from policy.activity import Thread
from policy.adapter import Exchange, Platform, Refusal
from policy.notice import Notice

# Local parts of old accounts may hold any printable character but a colon; servers fold case in new ones. What begins
# with another sigil than the person's names a room or an event.
HANDLE = r"@(?![!#$@])[!-9;-~]{1,200}:(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9][a-z0-9.-]{0,229})(?::[0-9]{1,5})?"
INVITATION = "invitation to "

platform = Platform(
    "matrix",
    handle=HANDLE,
    handle_key=lambda text: "@" + text.lower(),
    ids=r"(?!)",  # the name is the identity: it never changes
    profiles=(
        "matrix.to/#/{handle}",
        "matrix:u/{handle}",
        "app.element.io/#/user/{handle}",
    ),
    minimum_age=0,  # the protocol has none; servers may
)


@platform.refusal
def refuse(_: Exchange, notice: Notice) -> Refusal:
    """Clients are pages of another origin, so without the CORS header they would see a broken network, and try again."""
    body = msgspec.json.encode({"errcode": "M_FORBIDDEN", "error": notice.text})
    return Refusal(403, body, {"content-type": "application/json", "access-control-allow-origin": "*"})


def invitation(room: str) -> Thread:
    """The conversation with whoever invites to a room; who else is in there is not known before it is entered."""
    return platform.thread(INVITATION + room)


@platform.resolver
def resolve(unknown: Account | Thread, exchange: Exchange) -> Exchange | None:
    """Who is in a room: its list of members, invited ones too (`joined_members` leaves them out).

    Who invites to one, only a sync can tell; without `since` it consumes nothing.
    """
    if isinstance(unknown, Account) or not unknown.ids:
        return None
    name = unknown.ids[0]
    if name.startswith(INVITATION):
        room = name.removeprefix(INVITATION)
        return _question(exchange, "/_matrix/client/v3/sync", timeout="0", set_presence="offline", filter=invitation_only(room))
    return _question(exchange, f"/_matrix/client/v3/rooms/{quote(name, safe='')}/members", not_membership="leave")


def invitation_only(room: str) -> str:
    """A sync filter for one room's state and nothing else."""
    none: dict[str, list[str]] = {"types": []}
    rooms = {"rooms": [room], "timeline": {"limit": 1}, "ephemeral": none, "account_data": none}
    return msgspec.json.encode({"room": rooms, "presence": none, "account_data": none}).decode()


def _question(exchange: Exchange, path: str, **query: str) -> Exchange:
    return Exchange(method="GET", host=exchange.host, path=path, query=urlencode(query), headers=exchange.headers)
