"""The API's description, OpenAPI 3.1, assembled from the route tables and the Structs that handlers really use.

The device API speaks MessagePack; its bodies are described by the same schemas, with `format: binary` where MessagePack
has bytes and JSON would have base64.
"""

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import msgspec

from policy import wire
from server import problem
from server.problem import Problem
from server.route import Route

type Json = dict[str, Any]

REF = "#/components/schemas/{name}"
DEVICE: dict[tuple[str, str], tuple[type | None, type | None]] = {
    ("post", "enrol"): (wire.Enrol, wire.Enrolled),
    ("post", "preflight"): (wire.Preflight, wire.Preflighted),
    ("post", "events"): (wire.Events, wire.EventsHeld),
    ("get", "changes"): (None, wire.Changes),
    ("post", "postflight"): (wire.Held, wire.Ledger),
    ("get", "packs/{name}"): (None, wire.PackChange),
    ("post", "evaluate"): (wire.Evaluate, wire.Evaluation),
    ("get", "stream"): (None, None),
}


def described(routes: Iterable[Route], *, version: str) -> Json:
    """The whole document for the admin API's routes and the device API."""
    admin = [route for route in routes if route.path.startswith("/api/")]
    shapes = [shape for route in admin for shape in (route.body, route.reply) if shape]
    shapes += [shape for pair in DEVICE.values() for shape in pair if shape]
    schemas, components = msgspec.json.schema_components([*shapes, Problem], ref_template=REF)
    schema = dict(zip([*shapes, Problem], schemas, strict=True))
    paths: Json = {}
    for route in admin:
        paths.setdefault(_written(route.path), {})[route.method.lower()] = _operation(route, schema)
    for (method, name), (body, answer) in DEVICE.items():
        paths.setdefault(wire.PREFIX + name, {})[method] = _device(method, name, _of(schema, body), _of(schema, answer))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tutor Guard office", "version": version},
        "paths": paths,
        "security": [{"token": []}],
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {"Problem": {"description": "What is wrong (RFC 9457).", "content": _content(
                problem.MEDIA_TYPE, schema[Problem])}},
        },
    }  # fmt: skip


def _written(path: str) -> str:
    """The path without the regular expressions in it."""
    return re.sub(r"\{(\w+):[^}]*\}", r"{\1}", path)


def _of(schema: dict[type, Json], shape: type | None) -> Json | None:
    return schema[shape] if shape else None


def _content(media: str, schema: Json) -> Json:
    return {media: {"schema": schema}}


def _operation(route: Route, schema: dict[type, Json]) -> Json:
    inside = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)", route.path)
    ]
    asked = [
        {"name": name, "in": "query", "required": False, "description": words, "schema": {"type": "string"}}
        for name, words in route.query.items()
    ]
    done: Json = {"description": HTTPStatus(route.status).phrase}
    if route.reply:
        done["content"] = _content("application/json", schema[route.reply])
    operation: Json = {
        "operationId": f"{route.method.lower()} {_written(route.path)}",
        "summary": route.summary,
        "parameters": inside + asked,
        "responses": {str(int(route.status)): done, "default": {"$ref": "#/components/responses/Problem"}},
    }
    if route.right is None:
        operation["security"] = []
    else:
        operation["description"] = f"Needs the right `{route.right}`."
    if route.body:
        operation["requestBody"] = {"required": True, "content": _content("application/json", schema[route.body])}
    elif route.text:
        operation["requestBody"] = {"required": True, "content": _content(route.text, {"type": "string"})}
    return operation


def _device(method: str, name: str, body: Json | None, answer: Json | None) -> Json:
    done: Json = {"description": "OK"}
    if answer:
        done["content"] = _content(wire.MEDIA_TYPE, answer)
    elif name == "stream":
        done["content"] = _content("text/event-stream", {"type": "string"})
    operation: Json = {
        "operationId": f"{method} {wire.PREFIX}{name}",
        "summary": f"Device sync: {name} (MessagePack)",
        "responses": {"200": done, "default": {"$ref": "#/components/responses/Problem"}},
    }
    if name == "changes":
        operation["parameters"] = [{"name": "cursor", "in": "query", "required": True, "schema": {"type": "string"}}]
    if name == "packs/{name}":
        operation["parameters"] = [
            {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}},
            {"name": "held", "in": "query", "required": False, "schema": {"type": "string"}},
        ]
    if name == "enrol":
        operation["security"] = []
    if body:
        operation["requestBody"] = {"required": True, "content": _content(wire.MEDIA_TYPE, body)}
    return operation
