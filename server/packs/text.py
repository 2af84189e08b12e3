"""Lists as text, an entry a line: URLs (OpenPhish, URLhaus), host names, hosts files, and filter lists.

Filter lists are read as strictly as rulesets (adguard.py): only rules that block exactly one host, or what starts with one
address, and whole pages rather than parts of pages.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from policy.packs.entry import Entry, host_entry, page_entry
from server.packs.reading import NO_ADDRESS, Content, Item, gathered, lines, of_url

HEADER = 40  # lines in which a list may say how old it is
STAMP = re.compile(r"[!#;].*(?:updated|modified)[^0-9]{0,20}([0-9]{4}-[0-9]{2}-[0-9]{2})", re.IGNORECASE)
RULE = re.compile(r"\|\|([^/^*|?$]+)(?:(\^)|(/[^*|^]*)(\^?))")
PAGES = frozenset(("all", "document", "doc", "important"))
NOT_STRICT = "a rule that names more than one host or address, or only parts of pages"
LOCAL = frozenset(("localhost", "localhost.localdomain", "local", "broadcasthost", "0.0.0.0", "ip6-localhost", "ip6-loopback"))  # noqa: S104


def urls(text: str, file: str) -> Content:
    """One URL a line."""
    return _content(text, file, ("#",), of_url)


def domains(text: str, file: str) -> Content:
    """One host name a line, `*.` in front or not; it stands for everything below it too."""
    return _content(text, file, ("#", "!", ";", "//"), lambda line: _host(line.split("#")[0].strip().removeprefix("*.")))


def hosts(text: str, file: str) -> Content:
    """A hosts file: an address of this machine, then names."""

    def items() -> Iterator[Item]:
        for number, line in lines(text, ("#",)):
            _, *names = line.split("#")[0].split()
            yield from ((number, _host(name)) for name in names or [""] if name not in LOCAL)

    return gathered(file, items(), stamp(text))


def filters(text: str, file: str) -> Content:
    """A filter list as ad blockers read it."""
    return _content(text, file, ("!", "[", "# "), _filter)


def stamp(text: str) -> date | None:
    """The day of which a list's first lines say that it was updated."""
    for line in text.splitlines()[:HEADER]:
        if found := STAMP.match(line):
            return date.fromisoformat(found[1])
    return None


def of_rule(rule: str) -> Entry | None:
    """The entry of a filter rule without options; None for one that could mean more than it seems to."""
    found = RULE.fullmatch(rule)
    if found is None:
        return None
    host, whole_host, path, end = found.groups()
    return host_entry(host) if whole_host else page_entry(f"{host}{path}", whole=bool(end))


def _filter(line: str) -> Entry | str:
    rule, _, options = line.partition("$")
    if options and not set(options.split(",")) <= PAGES:
        return NOT_STRICT
    return of_rule(rule) or NOT_STRICT


def _host(name: str) -> Entry | str:
    return host_entry(name) or NO_ADDRESS


def _content(text: str, file: str, comments: tuple[str, ...], entry: Callable[[str], Entry | str]) -> Content:
    return gathered(file, ((number, entry(line)) for number, line in lines(text, comments)), stamp(text))
