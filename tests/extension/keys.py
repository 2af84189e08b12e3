"""Key strokes and pointer moves as BiDi input actions: what the browser makes of them is trusted, as a person's are."""

from collections.abc import Iterable
from typing import Any

KEYS = {
    "Control": "\ue009",
    "Shift": "\ue008",
    "Alt": "\ue00a",
    "Meta": "\ue03d",
    "Enter": "\ue007",
    "Tab": "\ue004",
    "Escape": "\ue00c",
    "Backspace": "\ue003",
    "Delete": "\ue017",
    "Space": " ",
    "Home": "\ue011",
    "End": "\ue010",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}  # fmt: skip - a table
type Action = dict[str, Any]


def strokes(text: Iterable[str]) -> list[Action]:
    """Each character down and up; a new line as the keyboard makes one in a chat, with Shift held.

    What a person sees as one character may be several code points: then the text comes as a list.
    """
    made: list[Action] = []
    for character in text:
        made += chord("Shift+Enter") if character == "\n" else [_down(character), _up(character)]
    return made


def chord(keys: str) -> list[Action]:
    """`Control+Enter`: all down in order, all up in reverse."""
    values = [KEYS.get(name, name) for name in keys.split("+")]
    return [*map(_down, values), *map(_up, reversed(values))]


def click(shared_id: str) -> list[Action]:
    """The pointer onto an element, down, up."""
    onto = {"type": "element", "element": {"sharedId": shared_id}}
    return [
        {"type": "pointerMove", "x": 0, "y": 0, "origin": onto},
        {"type": "pointerDown", "button": 0},
        {"type": "pointerUp", "button": 0},
    ]


def _down(value: str) -> Action:
    return {"type": "keyDown", "value": value}


def _up(value: str) -> Action:
    return {"type": "keyUp", "value": value}
