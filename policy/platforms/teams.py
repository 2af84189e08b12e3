"""Microsoft Teams, at work or school and at home: people are addresses, with a directory number behind them."""

from policy.adapter import Platform
from policy.addresses import EMAIL, email

GUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

platform = Platform(
    "teams",
    hosts=("teams.microsoft.com", "teams.live.com", "teams.cloud.microsoft"),
    handle=EMAIL,
    handle_key=email,
    ids=rf"{GUID}|8:[a-z0-9.:_-]{{1,100}}",
    id_key=lambda text: text.lower().removeprefix("8:orgid:"),
    bare_ids=r"(?i:8:orgid:.+)",
    profiles=("teams.microsoft.com/l/chat/0/0?users={handle}",),
    minimum_age=0,
)
