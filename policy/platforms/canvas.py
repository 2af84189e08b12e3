"""Canvas, the learning platform: a person is a login or a number on one school's server."""

from policy.adapter import Platform
from policy.addresses import HOST, on_server, server_id

platform = Platform(
    "canvas",
    hosts=("instructure.com",),
    handle=rf"[^\s/]{{1,255}}@{HOST}",
    handle_key=on_server,
    ids=rf"{HOST}/[0-9]{{1,20}}",
    id_key=server_id,
    profiles=("{host}/users/{id}", "{host}/about/{id}"),
    minimum_age=0,
)
