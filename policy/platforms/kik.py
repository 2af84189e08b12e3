"""Kik, by its handles. Its terms say 13 with a parent; sign-up wants a birth date of an adult."""

from policy.adapter import Platform

platform = Platform(
    "kik",
    hosts=("kik.me", "kik.com"),
    handle=r"[a-z0-9._]{2,30}",
    ids=r"[a-z0-9._-]{1,64}@talk\.kik\.com",
    profiles=("*.kik.me/{handle}", "*.kik.com/u/{handle}"),
    minimum_age=18,
)
