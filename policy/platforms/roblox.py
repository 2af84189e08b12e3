"""Roblox, a virtual world (policy 3.2): the number in the profile's address is the account."""

from policy.adapter import Platform

platform = Platform(
    "roblox",
    hosts=("roblox.com",),
    handle=r"(?=.{3,20}$)[a-z0-9]+(?:_[a-z0-9]+)?",
    profiles=("*.roblox.com/users/{id}/profile", "*.roblox.com/users/{id}", "*.roblox.com/user.aspx?username={handle}"),
    minimum_age=0,
)
