"""The API describes itself to anybody who may reach the server."""

from server.admin import api_openapi


async def test_the_description_is_served_without_a_login(client):
    answer = await client.get("/api/openapi.json")
    document = await answer.json()
    assert (answer.status, document["openapi"]) == (200, "3.1.0")
    assert document["info"]["version"] == api_openapi.own_version()
    assert "/api/admin/v1/pupils/{ref}/accounts" in document["paths"]


def test_a_version_is_always_known():
    assert api_openapi.own_version()
