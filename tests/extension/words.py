"""The adviser's own words, read from its language files, so that tests press what a tutor would read."""

import json
from typing import Any

from extension.tools import pack

MESSAGES: dict[str, dict[str, Any]] = json.loads((pack.ROOT / "_locales" / "en_GB" / "messages.json").read_text("utf-8"))


def say(key: str, *parts: str) -> str:
    """A message with its holes filled: $1, $2, or $NAME$ by way of its placeholder."""
    message = MESSAGES[key]
    said = str(message["message"])
    for name, placeholder in message.get("placeholders", {}).items():
        said = said.replace(f"${name}$", placeholder["content"]).replace(f"${name.upper()}$", placeholder["content"])
    for number, part in enumerate(parts, 1):
        said = said.replace(f"${number}", part)
    return said
