"""Public suffixes and registrable domains, by the list that tldextract carries.

The list is read by these few lines and not through tldextract itself, whose import costs half a second (it can also
fetch the list): a draft must be answered within a second of a cold start. A test holds both to the same answers.
Private suffixes (`web.app`, `github.io`) are kept apart: below them anybody may publish, and nobody vouches.
"""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from policy.drafts.links import facts
from policy.hosts import upwards

MOST_LABELS = 12  # no rule is longer, and a host may have as many dots as it likes
PRIVATE = "===BEGIN PRIVATE DOMAINS==="


class Rules(msgspec.Struct, frozen=True):
    """Rules of the list as written; of those like `*.ck` what follows the star, and the exceptions without their mark."""

    written: frozenset[str]
    below: frozenset[str]
    exceptions: frozenset[str]


class Parts(msgspec.Struct, frozen=True):
    """A host by its registration: `registrable` is "" for a suffix itself, an address and a single word.

    `suffix` is the public one; `hosting` the private suffix, if the host lies below one, and `site` the name under it.
    """

    suffix: str
    registrable: str
    hosting: str = ""
    site: str = ""
    real: bool = True  # False: the list has no such suffix, so the last label is taken for one

    @property
    def name(self) -> str:
        """The label that somebody chose: `example` of example.co.uk."""
        return (self.site or self.registrable).partition(".")[0]


@lru_cache(maxsize=8192)
def parts(host: str) -> Parts:
    """Take a canonical host apart; a single word and an address have no parts."""
    public, private = _rules()
    suffix, registrable = _longest(host, public)
    labels = host.split(".")
    if not suffix:
        named = len(labels) > 1 and not labels[-1].isdigit() and "[" not in host
        return Parts(labels[-1], ".".join(labels[-2:]), real=False) if named else Parts("", "", real=False)
    hosting, site = _longest(host, private)
    if len(hosting) <= len(suffix) or site in {"", f"www.{hosting}"}:
        return Parts(suffix, registrable)
    return Parts(suffix, registrable, hosting, site)


def is_top(label: str) -> bool:
    """Is this the last label of any name in the world? In lower case, ASCII or not."""
    return label in _tops()


def is_suffix(host: str) -> bool:
    return any(_longest(host, rules)[0] == host for rules in _rules())


def covers_suffix(host: str) -> bool:
    """Is it a public suffix, or is one below it, so that it stands for more than one owner's sites?"""
    return is_suffix(host) or host in _above()


def _longest(host: str, rules: Rules) -> tuple[str, str]:
    """The longest suffix of `host` that a rule names, and the same with one label more ("" if there is none)."""
    if host.count(".") >= MOST_LABELS:
        host = ".".join(host.split(".")[-MOST_LABELS:])
    longer = ""
    for name in upwards(host):
        parent = name.partition(".")[2]
        if name in rules.exceptions:
            return parent, name
        if name in rules.written or parent in rules.below:
            return name, longer
        longer = name
    return "", ""


@cache
def _tops() -> frozenset[str]:
    return frozenset(rule.rpartition(".")[2] for rule in _rules()[0].written)


@cache
def _above() -> frozenset[str]:
    """Every name with a suffix below it: amazonaws.com, for s3.amazonaws.com."""
    rules = (rule.removeprefix("!") for rules in _rules() for rule in rules.written)
    return frozenset(name for rule in rules for name in upwards(rule) if name not in {rule, "*"})


@cache
def _rules() -> tuple[Rules, Rules]:
    found = find_spec("tldextract")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("tldextract, which carries the public suffix list")
    public, _, private = (Path(found.origin).parent / ".tld_set_snapshot").read_text("utf-8").partition(PRIVATE)
    return _read(public), _read(private, facts.words("hosting"))


def _read(text: str, more: frozenset[str] = frozenset()) -> Rules:
    rules = {line.strip() for line in text.splitlines() if line.strip() and not line.startswith("//")}
    rules |= more | {_ascii(rule) for rule in rules if not rule.isascii()}
    below = (rule.removeprefix("*.") for rule in rules if rule.startswith("*."))
    return Rules(frozenset(rules), frozenset(below), frozenset(rule[1:] for rule in rules if rule.startswith("!")))


def _ascii(rule: str) -> str:
    try:
        return rule if rule.isascii() else rule.encode("idna").decode()
    except UnicodeError:
        return rule
