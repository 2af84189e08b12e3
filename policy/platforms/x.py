"""X, once Twitter."""

from policy.adapter import Platform

PAGES = "home|explore|search|notifications|messages|settings|compose|intent|i|login|hashtag|share|tos|privacy|jobs"

platform = Platform(
    "x",
    hosts=("x.com", "twitter.com", "t.co"),
    handle=rf"(?!(?:{PAGES})$)[a-z0-9_]{{1,15}}",
    profiles=tuple(
        f"*.{site}{form}"
        for site in ("x.com", "twitter.com")
        for form in (
            "/i/user/{id}",
            "/intent/user?screen_name={handle}",
            "/intent/user?user_id={id}",
            "/intent/follow?screen_name={handle}",
            "/messages/compose?recipient_id={id}",
            "/@{handle}",
            "/{handle}",
        )
    ),
)
