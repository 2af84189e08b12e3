"""Zoom: people are the addresses of their accounts."""

from policy.adapter import Platform
from policy.addresses import EMAIL, email

platform = Platform(
    "zoom",
    hosts=("zoom.us", "zoom.com"),
    handle=EMAIL,
    handle_key=email,
    ids=r"[A-Za-z0-9_-]{1,64}",
    minimum_age=16,
)
