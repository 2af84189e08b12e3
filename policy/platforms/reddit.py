"""Reddit: a name that can never be changed, and a base-36 id behind it."""

from policy.adapter import Platform

platform = Platform(
    "reddit",
    hosts=("reddit.com", "redd.it", "redditspace.com"),
    handle=r"[a-z0-9_-]{3,20}",
    ids=r"t2_[a-z0-9]{1,13}",
    id_key=str.lower,
    profiles=(
        "*.reddit.com/user/{handle}",
        "*.reddit.com/u/{handle}",
        "*.reddit.com/message/compose?to={handle}",
        "user/{handle}",
        "/user/{handle}",
        "u/{handle}",
        "/u/{handle}",
    ),
)
