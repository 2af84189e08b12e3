"""Snapchat: a name of its own making and a UUID that only its wire shows."""

from policy.adapter import Platform

platform = Platform(
    "snapchat",
    hosts=("snapchat.com",),
    handle=r"[a-z][a-z0-9._-]{1,13}[a-z0-9]",
    ids=r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    id_key=str.lower,
    profiles=("*.snapchat.com/add/{handle}", "*.snapchat.com/@{handle}", "*.snapchat.com/u/{handle}"),
)
