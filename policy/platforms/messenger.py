"""Messenger on its own site; the people are Facebook's."""

from policy.adapter import Platform
from policy.platforms.facebook import handle_key

platform = Platform(
    "messenger",
    hosts=("messenger.com", "m.me"),
    handle=r"[a-z0-9]{5,50}",
    handle_key=handle_key,
    profiles=(
        "*.messenger.com/t/{id}",
        "*.messenger.com/e2ee/t/{id}",
        "m.me/{handle}",
        "*.facebook.com/profile.php?id={id}",
        "*.facebook.com/messages/t/{id}",
        "*.facebook.com/{handle}",
    ),
)
