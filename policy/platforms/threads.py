"""Threads: the same names and numbers as Instagram."""

from policy.adapter import Platform

platform = Platform(
    "threads",
    hosts=("threads.com", "threads.net"),
    handle=r"(?!\.)(?!.*\.\.)[a-z0-9._]{1,30}(?<!\.)",
    profiles=("*.threads.com/@{handle}", "*.threads.net/@{handle}"),
)
