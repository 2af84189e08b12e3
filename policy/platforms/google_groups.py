"""Google Groups: people are the addresses that they write from."""

from policy.adapter import Platform
from policy.addresses import EMAIL, email

platform = Platform(
    "google-groups",
    hosts=("groups.google.com",),
    handle=EMAIL,
    handle_key=email,
    ids=r"[0-9]{6,21}",
)
