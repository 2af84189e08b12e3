"""YouTube: handles in any script, and a channel id whose case counts."""

import unicodedata

from policy.adapter import Platform

CHANNEL = r"UC[A-Za-z0-9_-]{22}"
PAGES = "watch|shorts|feed|results|playlist|channel|account|premium|gaming|live|hashtag|redirect|embed"
EDGE, INNER = r"(?:[^\W_])", r"[\w.\-\u00b7]"


def handle_key(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


platform = Platform(
    "youtube",
    hosts=("youtube.com", "youtu.be", "youtubei.googleapis.com"),
    handle=rf"(?!(?:{PAGES})$)(?=.{{3,30}}$){EDGE}{INNER}*{EDGE}",
    handle_key=handle_key,
    ids=CHANNEL,
    bare_ids=CHANNEL,
    profiles=(
        "*.youtube.com/channel/{id}",
        "*.youtube.com/c/{handle}",
        "*.youtube.com/user/{handle}",
        "*.youtube.com/{handle}/videos",
        "*.youtube.com/{handle}",
    ),
)
