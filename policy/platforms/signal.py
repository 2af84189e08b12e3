"""Signal: a telephone number, or a user name with its number behind a dot. Nothing on its wire can be read."""

from policy.adapter import Platform
from policy.addresses import phone

platform = Platform(
    "signal",
    hosts=("signal.org", "signal.me"),
    handle=r"\+[1-9][0-9]{7,14}|[a-z_][a-z0-9_]{2,31}\.[0-9]{2,9}",
    handle_key=lambda text: phone(text) or text.lower(),
    ids=r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    id_key=str.lower,
    profiles=("signal.me/#p/{handle}",),
)
