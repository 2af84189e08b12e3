"""The API's description is valid OpenAPI 3.1 and names every route that the server has."""

import re

import msgspec
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from server import openapi
from server.admin import ROUTES
from server.app import build
from server.roles import Right
from server.route import Routes


@pytest.fixture(scope="module")
def document():
    return msgspec.json.decode(msgspec.json.encode(openapi.described(ROUTES, version="1")))


def test_the_description_is_valid(document):
    OpenAPIV31SpecValidator(document).validate()


async def test_every_route_of_the_server_has_an_operation(document, database, packs):
    app = build(database, packs, pin=bytes(32))
    described = {(method, path) for path, item in document["paths"].items() for method in item}
    served = {
        (route.method.lower(), re.sub(r"\{(\w+):[^}]*\}", r"{\1}", route.resource.canonical))
        for route in app.router.routes()
        if route.resource.canonical.startswith("/api/") and route.method != "HEAD"
    }
    assert served == described


def test_every_operation_says_what_it_does(document):
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    assert all(operation["summary"] for operation in operations)
    assert len({operation["operationId"] for operation in operations}) == len(operations)


def test_what_needs_nobody_to_be_logged_in_says_so(document):
    open_to_all = {
        path for path, item in document["paths"].items() for operation in item.values() if operation.get("security") == []
    }
    assert open_to_all == {"/api/openapi.json", "/api/device/v1/enrol", "/api/public/v1/official-accounts"}


def test_shapes_and_parameters_are_described():
    class Thing(msgspec.Struct):
        name: str

    routes = Routes("/api/things")

    @routes.on("POST", "/{id:.+}/name", Right.READ_PUPILS, body=Thing, reply=Thing, status=201, query={"force": "why"})
    async def name_thing(_):
        """Name a thing."""

    @routes.on("POST", "", Right.IMPORT, text="text/csv")
    async def load_things(_):
        """Load things."""

    made = openapi.described(routes, version="1")
    operation = made["paths"]["/api/things/{id}/name"]["post"]
    shape = {"$ref": "#/components/schemas/Thing"}
    assert [(parameter["name"], parameter["in"]) for parameter in operation["parameters"]] == [
        ("id", "path"),
        ("force", "query"),
    ]
    assert operation["requestBody"]["content"]["application/json"]["schema"] == shape
    assert operation["responses"]["201"]["content"]["application/json"]["schema"] == shape
    assert "text/csv" in made["paths"]["/api/things"]["post"]["requestBody"]["content"]
