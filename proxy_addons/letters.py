"""What waits in the outbox for the office: the kinds of letters, and how a batch is made of them."""

from collections.abc import Iterable

from policy.incident import Event, Health, Review
from policy.register import Ask
from policy.report import Report
from policy.wire import Events

type Letter = Event | Review | Health | Report | Ask

KINDS: dict[str, type[Letter]] = {"event": Event, "review": Review, "health": Health, "report": Report, "ask": Ask}
NAMES = {shape: name for name, shape in KINDS.items()}


def kind(letter: Letter) -> str:
    return NAMES[type(letter)]


def batch(letters: Iterable[Letter]) -> Events:
    """One message of them all."""
    found = tuple(letters)
    return Events(
        events=tuple(one for one in found if isinstance(one, Event)),
        reviews=tuple(one for one in found if isinstance(one, Review)),
        health=tuple(one for one in found if isinstance(one, Health)),
        asks=tuple(one for one in found if isinstance(one, Ask)),
        reports=tuple(one for one in found if isinstance(one, Report)),
    )


def empty(events: Events) -> bool:
    return events == Events()
