"""The document as the browser holds it, closed shadow roots too, which a page's own scripts never see."""

from collections.abc import Iterator
from typing import Any

DEEP = {"maxDomDepth": None, "includeShadowTree": "all"}
type Node = dict[str, Any]


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, shadow roots before the light children."""
    yield node
    value = node.get("value") or {}
    inner = [value["shadowRoot"]] if value.get("shadowRoot") else []
    for child in [*inner, *value.get("children", [])]:
        yield from walk(child)


def closed_roots(document: Node) -> list[Node]:
    """The closed roots that scripts attached; browsers build their fields with such roots, too, and show them."""
    hosts = [node["value"] for node in walk(document) if (node.get("value") or {}).get("shadowRoot")]
    return [
        host["shadowRoot"] for host in hosts if host["shadowRoot"]["value"]["mode"] == "closed" and host["localName"] == "div"
    ]
