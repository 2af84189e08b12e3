"""BigBlueButton, on the company's or a school's own server: people have no lasting handle but the one of that server."""

from policy.adapter import Platform
from policy.addresses import HOST, on_server, server_id

platform = Platform(
    "bigbluebutton",
    handle=rf"[^@\s/]{{1,120}}@{HOST}",
    handle_key=on_server,
    ids=rf"{HOST}/[A-Za-z0-9_-]{{1,64}}",
    id_key=server_id,
    minimum_age=0,
)
