"""WhatsApp: a telephone number, from 2026 on also a user name. Its wire cannot be read."""

from policy.adapter import Platform
from policy.addresses import phone


def handle_key(text: str) -> str:
    """A number in E.164, British if it says nothing else; a user name in lower case."""
    bare = text.removesuffix("@s.whatsapp.net").removesuffix("@c.us")
    return phone(bare) or bare.lower()


platform = Platform(
    "whatsapp",
    hosts=("whatsapp.com", "wa.me", "whatsapp.net"),
    handle=r"\+[1-9][0-9]{7,14}|(?=[0-9._]*[a-z])[a-z0-9._]{3,35}",
    handle_key=handle_key,
    ids=r"[0-9]{5,20}@lid",
    bare_ids=r"[0-9]{5,20}@lid",
    profiles=("wa.me/{handle}", "*.whatsapp.com/send?phone={handle}", "whatsapp://send?phone={handle}"),
)
