"""Rocket.Chat, on the company's or a school's own server."""

from policy.adapter import Platform
from policy.addresses import HOST, on_server, server_id

platform = Platform(
    "rocketchat",
    hosts=("rocket.chat",),
    handle=rf"[a-z0-9._-]{{1,100}}@{HOST}",
    handle_key=on_server,
    ids=rf"{HOST}/[A-Za-z0-9._-]{{1,64}}",
    id_key=server_id,
    profiles=("{host}/direct/{handle}",),
    minimum_age=0,
)
