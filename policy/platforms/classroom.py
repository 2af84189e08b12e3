"""Google Classroom: people are Google accounts."""

from policy.adapter import Platform
from policy.addresses import EMAIL, email

platform = Platform(
    "classroom",
    hosts=("classroom.google.com",),
    handle=EMAIL,
    handle_key=email,
    ids=r"[0-9]{6,21}",
    minimum_age=0,
)
