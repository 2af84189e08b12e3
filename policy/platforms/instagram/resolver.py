"""Whom to ask about an unknown thread or person: the private API has a request for each, which its own clients make.

The web client's requests carry numbers that change every few weeks, and its old addresses are gone: nothing to ask there.
"""

from policy.account import Account
from policy.activity import Thread
from policy.adapter import Exchange
from policy.formats import header
from policy.platforms.instagram.names import platform

HOST = "i.instagram.com"
THREAD_QUERY = "visual_message_return_type=unseen&direction=older&seq_id=40065&limit=20"  # as instagrapi asks
CREDENTIALS = ("authorization", "cookie", "user-agent", "accept-language", "x-mid")
PREFIXES = ("x-ig-", "ig-")
MOBILE = ("Instagram ", "Barcelona ")  # the second is the Threads app, on the same hosts


@platform.resolver
def resolve(unknown: Account | Thread, exchange: Exchange) -> Exchange | None:
    if not header(exchange.headers, "user-agent").startswith(MOBILE):
        return None
    match unknown:
        case Thread(ids=(name, *_)):
            return _get(f"/api/v1/direct_v2/threads/{name}/", exchange, THREAD_QUERY)
        case Account(id=number) if number:
            return _get(f"/api/v1/users/{number}/info/", exchange)
        case _:
            return None


def _get(path: str, exchange: Exchange, query: str = "") -> Exchange:
    """A request with the headers by which the client itself is known."""
    headers = {name: exchange.headers[name] for name in exchange.headers if name in CREDENTIALS or name.startswith(PREFIXES)}
    return Exchange(method="GET", host=HOST, path=path, query=query, headers=headers)
