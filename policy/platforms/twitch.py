"""Twitch: the login name, whatever is shown."""

from policy.adapter import Platform

PAGES = "directory|videos|settings|friends|inventory|wallet|drops|subscriptions|downloads|prime|turbo|jobs|store"

platform = Platform(
    "twitch",
    hosts=("twitch.tv",),
    handle=rf"(?!(?:{PAGES})$)[a-z0-9][a-z0-9_]{{3,24}}",
    profiles=("*.twitch.tv/{handle}", "*.twitch.tv/popout/{handle}/chat", "*.twitch.tv/{handle}/about"),
)
