"""From recipient fields to activities, for the web and the private API alike."""

from collections.abc import Iterable, Iterator, Sequence

from policy.activity import Medium, MessageRequestAccepted, MessageSent
from policy.adapter import AdapterDrift
from policy.platforms.instagram.names import platform, recipient
from policy.platforms.instagram.recipients import Recipients


def named(fields: Iterable[Recipients]) -> bool:
    """Does the request name anybody at all?"""
    return any(True for part in fields for _ in (*part.groups(), *part.threads()))


def messages(fields: Sequence[Recipients], own: str, medium: Medium) -> Iterator[MessageSent]:
    """One activity for each group, one for all copies to single people, one for all threads.

    Raises AdapterDrift when it names nobody; a message to the tutor alone gives none.
    """
    if not named(fields):
        raise AdapterDrift("a send that names nobody")
    if any(part.reaction_status == "deleted" for part in fields):
        return  # like everything that takes contact back, never delayed
    yield from _to_people([group for part in fields for group in part.groups()], own, medium)
    if threads := tuple(platform.thread(name) for name in _threads(fields)):
        yield MessageSent(threads=threads, medium=medium, apart=len(threads) > 1)


def conversation_opened(fields: Sequence[Recipients], own: str) -> Iterator[MessageSent]:
    """Whoever is named, in whatever nesting, becomes a member of the one new thread."""
    members = [name for part in fields for group in part.groups() for name in group]
    if not members:
        raise AdapterDrift("a conversation that names nobody")
    yield from _to_people([members], own, Medium.OPENED)


def story_reply(fields: Sequence[Recipients], own: str) -> Iterator[MessageSent]:
    """A reply to a story is a message to its owner, even where no recipient is named."""
    if named(fields):
        yield from messages(fields, own, Medium.STORY_REPLY)
    elif owner := next((part.owner() for part in fields if part.owner()), ""):
        yield from _to_people([[owner]], own, Medium.STORY_REPLY)
    else:
        raise AdapterDrift("a story reply that names nobody")


def accepted(fields: Sequence[Recipients]) -> Iterator[MessageRequestAccepted]:
    """One activity for each request, for each may be somebody alone."""
    threads = _threads(fields)
    if not threads:
        raise AdapterDrift("no message request named")
    for name in threads:
        yield MessageRequestAccepted(threads=(platform.thread(name),))


def _to_people(groups: Iterable[Iterable[str]], own: str, medium: Medium) -> Iterator[MessageSent]:
    others = [tuple(dict.fromkeys(name for name in group if name != own)) for group in groups]
    for group in dict.fromkeys(others):
        if len(group) > 1:
            yield MessageSent(people=tuple(map(recipient, group)), medium=medium)
    if singles := tuple(recipient(group[0]) for group in dict.fromkeys(others) if len(group) == 1):
        yield MessageSent(people=singles, medium=medium, apart=len(singles) > 1)


def _threads(fields: Iterable[Recipients]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in fields for name in part.threads()))
