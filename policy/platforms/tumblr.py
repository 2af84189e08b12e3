"""Tumblr: a person is a blog."""

from policy.adapter import Platform

PAGES = "www|api|dashboard|explore|search|tagged|settings|login|register|messaging|inbox|about|help|assets|media|static"

platform = Platform(
    "tumblr",
    hosts=("tumblr.com",),
    handle=rf"(?!-)(?!(?:{PAGES})$)[a-z0-9-]{{1,32}}(?<!-)",
    ids=r"t:[A-Za-z0-9_-]{10,40}",
    profiles=("www.tumblr.com/blog/{handle}", "www.tumblr.com/{handle}", "tumblr.com/{handle}", "{handle}.tumblr.com"),
    minimum_age=16,
)
