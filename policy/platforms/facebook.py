"""Facebook: dots and case don't count in a handle, so John.Smith.55 is johnsmith55."""

from policy.adapter import Platform

PAGES = frozenset(
    ("groups", "events", "marketplace", "watch", "messages", "friends", "login", "settings", "profile.php", "people", "pages")
)


def handle_key(text: str) -> str:
    """Without the dots; nothing for a name that ends like a web address, which Facebook refuses."""
    handle = text.lower()
    return "" if handle.endswith((".com", ".net")) or handle in PAGES else handle.replace(".", "")


platform = Platform(
    "facebook",
    hosts=("facebook.com", "fb.com", "fb.me", "fb.watch"),
    handle=r"[a-z0-9]{5,50}",
    handle_key=handle_key,
    profiles=(
        "*.facebook.com/profile.php?id={id}",
        "*.facebook.com/people/-/{id}",
        "*.facebook.com/messages/t/{id}",
        "*.facebook.com/{handle}",
        "*.fb.com/{handle}",
        "fb.me/{handle}",
        "m.me/{handle}",
        "*.messenger.com/t/{id}",
    ),
)
