"""Google Chat: people are Google accounts. Chat inside Gmail lies on a mail host and is never watched."""

from policy.adapter import Platform
from policy.addresses import EMAIL, email

platform = Platform(
    "google-chat",
    hosts=("chat.google.com",),
    handle=EMAIL,
    handle_key=email,
    ids=r"[0-9]{6,21}",
    id_key=lambda text: text.removeprefix("users/"),
)
