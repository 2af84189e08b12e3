"""What BiDi says of a value, as Python has it."""

from typing import Any


def plain(value: dict[str, Any]) -> Any:
    """Numbers, texts, lists and objects; anything else is its description."""
    match value["type"]:
        case "undefined" | "null":
            return None
        case "string" | "number" | "boolean":
            return value["value"]
        case "array" | "nodelist" | "htmlcollection":
            return [plain(item) for item in value["value"]]
        case "object":
            return {key: plain(item) for key, item in value["value"]}
        case _:
            return value
