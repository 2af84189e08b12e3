"""Moodle, the learning platform: a person is a user name or a number on one school's server."""

from policy.adapter import Platform
from policy.addresses import HOST, on_server, server_id

platform = Platform(
    "moodle",
    hosts=("moodlecloud.com",),
    handle=rf"[a-z0-9._@+-]{{1,100}}@{HOST}",
    handle_key=on_server,
    ids=rf"{HOST}/[0-9]{{1,20}}",
    id_key=server_id,
    profiles=(
        "{host}/user/profile.php?id={id}",
        "{host}/user/view.php?id={id}",
        "{host}/message/index.php?id={id}",
        "{host}/moodle/user/profile.php?id={id}",
    ),
    minimum_age=0,
)
