"""AdGuard's rulesets from the npm package `@adguard/dnr-rulesets`, in the form in which browsers take them.

Only what blocks exactly one host with everything below it (`||host^`), or what starts with one address (`||host/path`), on
whole pages, and under no other condition: rules with further conditions name public suffixes and big honest sites as the
*scope* of a pattern, and would brand `net`, `com.tr` or `squarespace.com` if they were read as lists of hosts. That goes for
`excludedInitiatorDomains` too, though a browser would block those hosts for most visitors (57 in March 2026): one list uses
the field for remarks, and has a whole suffix (`||top^`) and old blogs under it.

The package is GPL-3.0-only, so a pack with these lists is passed on under that licence. Nothing of it is in this repository.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from policy.packs.lists import Category, ThreatList
from server.packs.reading import BadSource, Content, Item, Reading, gathered
from server.packs.text import NOT_STRICT, of_rule, stamp

PACKAGE = "@adguard/dnr-rulesets"
LICENCE = "GPL-3.0-only"
RULESETS = {
    255: ("AdGuard: Phishing URL Blocklist", Category.PHISHING),
    208: ("AdGuard: Online Malicious URL Blocklist (URLhaus)", Category.MALWARE),
    256: ("AdGuard: Scam Blocklist by DurableNapkin", Category.SCAM),
    257: ("AdGuard: uBlock Origin Badware risks", Category.BADWARE),
    259: ("AdGuard: Dandelion Sprout's Anti-Malware List", Category.MALWARE),
}
CONDITIONS = frozenset(("urlFilter", "resourceTypes"))
DUMMY = "dummy.rule.adguard.com"  # the first rule of each ruleset, which only carries what is said of it
NO_PAGES = "a rule for parts of pages"
ALLOWS = "a rule that does not block"


class Does(msgspec.Struct, frozen=True):
    type: str


class Rule(msgspec.Struct, frozen=True):
    action: Does
    condition: dict[str, msgspec.Raw] = {}
    metadata: msgspec.Raw = msgspec.Raw()


class About(msgspec.Struct, frozen=True, rename="camel"):
    raw_filter_list: str = ""


class Package(msgspec.Struct, frozen=True):
    version: str = ""


def adguard(folder: Path) -> Iterator[Reading]:
    """Each of the rulesets that are there. Raises BadSource if there is none."""
    root = _root(folder)
    version = _version(root)
    for number, (name, category) in RULESETS.items():
        file = _file(root, number)
        if file.is_file():
            content = _content(file, version)
            source = f"npm {PACKAGE}{f' {version}' if version else ''}, ruleset {number}"
            yield Reading(ThreatList(name, category, source, LICENCE, content.as_of), content)


def missing(folder: Path) -> list[int]:
    """The rulesets that are not there: older packages have no 259."""
    root = _root(folder)
    return [number for number in RULESETS if not _file(root, number).is_file()]


def _root(folder: Path) -> Path:
    """The package itself, where `npm pack` or `npm install` put it."""
    for root in (folder, folder / "package", folder / "node_modules" / PACKAGE):
        if any(_file(root, number).is_file() for number in RULESETS):
            return root
    raise BadSource(f"{folder} is not the unpacked npm package {PACKAGE}: there is no {_file(Path(), 255)}")


def _file(root: Path, number: int) -> Path:
    return root / "dist" / "filters" / "declarative" / f"ruleset_{number}" / f"ruleset_{number}.json"


def _version(root: Path) -> str:
    try:
        return msgspec.json.decode((root / "package.json").read_bytes(), type=Package).version
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return ""


def _content(file: Path, version: str) -> Content:
    try:
        rules = msgspec.json.decode(file.read_bytes(), type=list[Rule])
        about = rules[0].metadata if rules else msgspec.Raw()
        text = msgspec.json.decode(about, type=About).raw_filter_list if about else ""
        return gathered(str(file), _items(rules), stamp(text) or _day(version))
    except OSError as error:
        raise BadSource(f"{file} cannot be read: {error.strerror}") from error
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise BadSource(f"{file}: {error}") from error


def _items(rules: list[Rule]) -> Iterator[Item]:
    for number, rule in enumerate(rules, 1):
        pattern = _text(rule, "urlFilter")
        if pattern != DUMMY:
            yield number, _why_not(rule) or of_rule(pattern) or NOT_STRICT


def _why_not(rule: Rule) -> str:
    if rule.action.type != "block":
        return ALLOWS
    if not rule.condition.keys() <= CONDITIONS:
        return NOT_STRICT
    types = rule.condition.get("resourceTypes")
    return NO_PAGES if types and "main_frame" not in msgspec.json.decode(types, type=list[str]) else ""


def _text(rule: Rule, key: str) -> str:
    found = rule.condition.get(key)
    return msgspec.json.decode(found, type=str) if found else ""


def _day(version: str) -> date | None:
    """The day in a version such as 3.3.20260320140136."""
    try:
        return datetime.strptime(version.rpartition(".")[2][:8], "%Y%m%d").replace(tzinfo=UTC).date()
    except ValueError:
        return None
