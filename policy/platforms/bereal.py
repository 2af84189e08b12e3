"""BeReal, by its handles."""

from policy.adapter import Platform

platform = Platform(
    "bereal",
    hosts=("bere.al", "bereal.com"),
    handle=r"[a-z0-9._-]{3,30}",
    ids=r"[A-Za-z0-9_-]{1,64}",
    profiles=("*.bere.al/{handle}",),
)
