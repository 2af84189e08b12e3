"""XMPP chats of schools and companies (Jitsi, Openfire, Snikket …): an address like an e-mail's, no number behind it."""

from policy.adapter import NEVER, Platform
from policy.addresses import HOST, on_server


def bare_address(text: str) -> str:
    """Without the device (`/resource`) that a message came from."""
    return on_server(text.removeprefix("xmpp:").partition("/")[0].partition("?")[0])


platform = Platform(
    "xmpp",
    handle=rf"[^\s@/\"&'<>:]{{1,255}}@{HOST}",
    handle_key=bare_address,
    ids=NEVER,
    minimum_age=0,
)
