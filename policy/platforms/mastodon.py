"""Mastodon and what speaks its language: a name on a server, and a number that only that server knows."""

from policy.adapter import Platform
from policy.addresses import HOST, on_server, server_id

platform = Platform(
    "mastodon",
    hosts=("mastodon.social", "mastodon.online"),
    handle=rf"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?@{HOST}",
    handle_key=on_server,
    ids=rf"{HOST}/[A-Za-z0-9]{{1,40}}",
    id_key=server_id,
    profiles=("{host}/@{handle}", "{host}/web/@{handle}", "{host}/users/{handle}", "{host}/web/accounts/{id}"),
)
