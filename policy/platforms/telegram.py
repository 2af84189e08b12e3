"""Telegram: a public name, if the person has one, and a number. Its wire cannot be read."""

from policy.adapter import Platform

platform = Platform(
    "telegram",
    hosts=("telegram.org", "t.me", "telegram.me", "telegram.dog"),
    handle=r"(?!.*__)[a-z][a-z0-9_]{3,30}[a-z0-9]",
    profiles=(
        "t.me/s/{handle}",
        "t.me/{handle}",
        "telegram.me/{handle}",
        "telegram.dog/{handle}",
        "tg://resolve?domain={handle}",
        "tg://user?id={id}",
        "web.telegram.org/k/#{handle}",
    ),
    minimum_age=18,  # by the terms of 2026-08; to be verified for the UK
)
