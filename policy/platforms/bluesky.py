"""Bluesky: a handle is a DNS name, the DID behind it stays."""

from policy.adapter import Platform
from policy.addresses import HOST

DID = r"did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.:%-]+)"


def did(text: str) -> str:
    return text.lower().removeprefix("at://")


platform = Platform(
    "bluesky",
    hosts=("bsky.app", "bsky.social", "bsky.network", "bsky.chat"),
    handle=rf"(?=.{{3,253}}$){HOST}",
    ids=DID,
    id_key=did,
    bare_ids=rf"(?:at://)?(?i:{DID})",
    profiles=("bsky.app/profile/{handle}", "at://{handle}"),
)
