"""TikTok: dots count in a handle, case doesn't."""

from policy.adapter import Platform

platform = Platform(
    "tiktok",
    hosts=("tiktok.com",),
    handle=r"[a-z0-9._]{1,23}[a-z0-9_]",
    profiles=("*.tiktok.com/@{handle}", "*.tiktok.com/@{handle}/live"),
)
