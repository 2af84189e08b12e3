"""Is an account the company's own (2.9.1), or does it only look like that without being registered (4.2.1)?

An account counts as official only by the office's register, ids before handles. Another one looks like the company's when
its handle or its shown name has a name of the company in it, as whole words however dressed up (policy/drafts/terms.py), or
run together with other words in a handle. "Tutor training" is no "Tutor Train", so a reading in ordinary words goes first.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from policy.account import Account, InvalidHandle
from policy.drafts.hashtags import segments, tables
from policy.drafts.hashtags.letters import plain
from policy.drafts.phrases import LEAST_CHANGED
from policy.drafts.terms import DIGITS, matches, one_apart, tokens
from policy.platforms import by_name
from policy.register import OfficialAccount
from policy.settings import Settings

SHORTEST_INSIDE = 6  # a shorter name inside a longer handle is an accident
LONGEST = 200  # of a shown name or a handle; no platform has longer ones
APART = re.compile(r"[\W_]+")
AROUND = frozenset({  # what stands beside a company's name in an account's
    "academy", "education", "hq", "help", "learning", "official", "real", "support", "team", "the", "tuition", "tutor",
    "tutoring", "tutors", "uk",
})  # fmt: skip

type Verdict = Literal["official", "lookalike", "neither"]


class Judged(msgspec.Struct, frozen=True):
    """`reasons`: sentences for the tutor."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()


def official(settings: Settings, platform: str, identifiers: Iterable[str], display_name: str = "") -> Judged:
    """What to say of an account. `identifiers`: `platform:handle:value`, `id:value`, or as people write them."""
    account = _account(platform, identifiers)
    named = [one for one in settings.register.accounts if one.platform == platform]
    if account and (known := _registered(account, named)):
        return known
    shown = (display_name[:LONGEST], account.handle[:LONGEST] if account else "")
    if name := next(filter(None, (_like(text, name) for name in _names(settings) for text in shown)), ""):
        registered = "This account is not in the company's register of official accounts."
        return Judged("lookalike", (f"It looks like an account of {name}.", registered))
    return Judged("neither")


def _account(platform: str, identifiers: Iterable[str]) -> Account | None:
    """One account out of all that names it; what cannot be an identifier there is passed over."""
    rules, found = by_name(platform), None
    for identifier in identifiers:
        kind, _, value = identifier.removeprefix(f"{platform}:").partition(":")
        try:
            if rules is None:
                account = Account(platform, handle=identifier)
            elif kind in {"handle", "id"}:
                account = rules.account(id=value) if kind == "id" else rules.account(value)
            else:
                account = rules.account(identifier)
        except InvalidHandle:
            continue
        found = found.joined(account) if found else account
    return found


def _registered(account: Account, named: list[OfficialAccount]) -> Judged | None:
    for one in named:
        if account.id and account.id == one.id:
            return Judged("official", ("It is in the company's register of official accounts.",))
    for one in named:
        if account.handle and account.handle == one.handle:
            if account.id and one.id:
                return Judged("lookalike", ("It bears the handle of an official account, but it is another account.",))
            return Judged("official", ("It is in the company's register of official accounts.",))
    return None


def _names(settings: Settings) -> Iterator[str]:
    """What the company is called: its names, its sites without their endings, the handles of its accounts."""
    for name in settings.drafts.names:
        yield name
        if "." in name and " " not in name:
            yield name.removeprefix("www.").partition(".")[0]
    yield from (one.handle for one in settings.register.accounts if len(one.handle) >= SHORTEST_INSIDE)


def _like(text: str, name: str) -> str:
    """The name, if it stands in the text."""
    parts = tuple(token.word for token in tokens(name))
    if not parts or not text:
        return ""
    if len(parts) == 1 and parts[0] in tables.words():  # a word that others use too: only where it stands alone
        said = [token.word for token in tokens(text)]
        return name if parts[0] in said and AROUND.issuperset({*said} - {parts[0]}) else ""
    if any(matches(text, (name,), changed=True)) or _inside(text, "".join(parts)):
        return name
    return ""


def _inside(text: str, name: str) -> bool:
    """Does the name stand in a word that was run together, the rest of it being words or numbers?"""
    return len(name) >= SHORTEST_INSIDE and any(_within(word, name) for word in APART.split(plain(text).casefold()) if word)


def _within(word: str, name: str) -> bool:
    read = word.translate(DIGITS)
    for length in (len(name), len(name) - 1, len(name) + 1):
        for start in range(len(read) - length + 1):
            window, end = read[start : start + length], start + length
            same = window == name
            if not same and not (len(name) >= LEAST_CHANGED and one_apart(window, name)):
                continue
            if _words(word[:start]) and _words(word[end:]) and not _otherwise(read, start, end, same=same):
                return True
    return False


def _words(rest: str) -> bool:
    """Is it words or a number, or nothing at all?"""
    return not rest or rest.isdigit() or all(map(_known, segments.words(rest.strip("0123456789"))))


def _otherwise(read: str, start: int, end: int, *, same: bool) -> bool:
    """Do ordinary words make up the whole, in which the name does not stand?"""
    pieces = segments.words(read)
    if not all(map(_known, pieces)):
        return False
    ends = {sum(map(len, pieces[:count])) for count in range(len(pieces) + 1)}
    return not (same and {start, end} <= ends)


def _known(piece: str) -> bool:
    return len(piece) > 1 and piece in tables.words()
