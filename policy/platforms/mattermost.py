"""Mattermost, on the company's or a school's own server."""

from policy.adapter import Platform
from policy.addresses import HOST, on_server, server_id

platform = Platform(
    "mattermost",
    hosts=("cloud.mattermost.com",),
    handle=rf"[a-z0-9._-]{{1,64}}@{HOST}",
    handle_key=on_server,
    ids=rf"{HOST}/[a-z0-9]{{26}}",
    id_key=server_id,
    minimum_age=0,
)
