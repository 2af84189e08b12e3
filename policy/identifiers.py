"""Who is meant, as a page or a form names them: identifiers in any spelling that people and programs use.

`instagram:id:222`, `id:222`, `handle:pupil_one`, `@pupil_one`, a profile's address. All of one list are one person, unless
there are two of a kind: then they are taken for several, which can only make a verdict stricter.
"""

from collections.abc import Iterable, Iterator

from policy.account import Account
from policy.adapter import Platform

KINDS = ("id", "handle")


def people(platform: Platform, identifiers: Iterable[str]) -> tuple[Account, ...]:
    """The people whom they name: as a rule one. Raises InvalidHandle, saying what is wrong."""
    return tuple(_together(_read(platform, identifier) for identifier in identifiers))


def _read(platform: Platform, identifier: str) -> Account:
    kind, separator, value = identifier.strip().removeprefix(f"{platform.name}:").partition(":")
    if not separator or kind not in KINDS:
        return platform.account(identifier)
    return platform.account(id=value) if kind == "id" else platform.account(value)


def _together(accounts: Iterable[Account]) -> Iterator[Account]:
    found = tuple(dict.fromkeys(accounts))
    if any(len({getattr(account, kind) for account in found} - {""}) > 1 for kind in KINDS):
        yield from found
        return
    whole: Account | None = None
    for account in found:
        whole = whole.joined(account) if whole else account
    if whole:
        yield whole
