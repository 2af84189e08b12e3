"""The verdict on one link: every remark is collected, the worst decides, and nothing good outweighs anything bad.

A site that somebody vouches for, or that is well known, is not judged by the look of its name; what can be seen in the
address itself still counts. A link with other links inside is never better than the worst of them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

import msgspec

from policy.drafts.evidence import Evidence
from policy.drafts.links import canonical, idn, listed, lookalike, model, signs, topics, trust
from policy.drafts.links.address import Address, read
from policy.drafts.links.suffixes import Parts, parts
from policy.drafts.links.verdict import Level, Remark, caution, danger

INNER = re.compile(
    r"https?:[/\\]{1,3}(?=[^\s/\\&])|(?<==)[/\\]{2,3}(?=[^\s/\\&])|(?<==)www\.|(?:javascript|data):(?=[a-z])", re.IGNORECASE
)
SENDS_ON = re.compile(  # without a scheme, in a parameter that says where its reader is sent, or behind Google's AMP
    r"(?:^/(?:amp|c)/s/|[?&#](?:u|ur[il]|link|href|r(?:edirect|eturn)(?:_?ur[il]|_?to)?|next|dest(?:ination)?|go(?:to)?|to|target|"
    r"out|continue|forward)=)(?!www\.)((?:[a-z0-9-]++\.)++[a-z]{2,24}+)(?=[/?&#:]|$)",
    re.IGNORECASE,
)
SHOWS = (".translate.goog", ".cdn.ampproject.org")
SIGNS_OF_INNER, BEHIND_AMP = frozenset(":=%"), "/s/"  # without one of them neither expression finds anything
INNER_END = re.compile(r"[\s&#\"'<>]")
DEEPEST, MOST_INNER, LONGEST_INNER = 2, 4, 2_000
LONGEST = 10_000  # several times what browsers and servers agree on
TOO_LONG = "It is longer than any link that people follow, and was not read to its end."
TOO_MANY = "There are too many links to look at each; this one was only looked up on the lists of harmful pages."
LIKE = {
    "drawn": "Its name is drawn like {} but is another.",
    "inside": "{} stands inside the name, but the site is another.",
    "behind": "Its name ends like {}, but the site is another.",
    "one key": "Its name is one key away from {}.",
}


class Judgement(msgspec.Struct, frozen=True):
    level: Level
    reasons: tuple[str, ...]
    host: str = ""
    url: str = ""


UNREADABLE = Judgement(Level.CAUTION, ("This cannot be read as an address.",))


def judge(written: str, evidence: Evidence, depth: int = 0) -> Judgement:
    """What is to be said of a link, as written."""
    address = read(written[:LONGEST])
    if address is None:
        return UNREADABLE
    vouched = trust.vouched(address.host, evidence) if address.host else ""
    remarks = [
        *listed.remarks(address, evidence),
        *listed.confirmed(address, evidence),
        *_remarks(address, vouched=bool(vouched)),
        *_inner(address, evidence, depth),
        *((caution(TOO_LONG),) if len(written) > LONGEST else ()),
    ]
    worst = max((remark.level for remark in remarks), default=Level.UNVERIFIED)
    level = Level.REPUTABLE if vouched and worst <= Level.UNVERIFIED else worst
    said = sorted(remarks, key=lambda remark: -remark.level)
    closing = vouched or ("" if worst > Level.UNVERIFIED else trust.unvouched(address.host, evidence))
    comfort = listed.comfort(evidence) if level is Level.UNVERIFIED and address.host else ""
    reasons = tuple(dict.fromkeys(filter(None, (*(remark.reason for remark in said), closing, comfort))))
    return Judgement(level, reasons, address.host, address.url)


def glance(written: str, evidence: Evidence) -> Judgement:
    """What is to be said of one link among thousands: a caution, or what the lists say."""
    address = read(written[:LONGEST])
    if address is None:
        return UNREADABLE
    said = [*listed.remarks(address, evidence), *listed.confirmed(address, evidence)]
    if not said:
        return Judgement(Level.CAUTION, (TOO_MANY,), address.host, address.url)
    said.sort(key=lambda remark: -remark.level)
    reasons = dict.fromkeys((*(remark.reason for remark in said), TOO_MANY))
    return Judgement(max(said[0].level, Level.CAUTION), tuple(reasons), address.host, address.url)


def _remarks(address: Address, *, vouched: bool) -> Iterator[Remark]:
    own = parts(address.host)
    yield from signs.signs(address, own, vouched=vouched)
    if address.host and own.registrable and not vouched and not trust.known(address.host, own.hosting):
        yield from _of_name(address.host)


@lru_cache(maxsize=2048)
def _of_name(host: str) -> tuple[Remark, ...]:
    """The same for every link to a site, and for every draft that has one."""
    return tuple(_name(host, parts(host)))


def _name(host: str, own: Parts) -> Iterator[Remark]:
    """What the look of the name says."""
    suspicion = idn.suspicion(idn.unicode(host))
    if suspicion:
        yield caution(f"A part of its name {suspicion}.")
    how, site = lookalike.like(host, own)
    if how:
        yield (danger if how in {"drawn", "inside"} else caution)(LIKE[how].format(site))
    yield from topics.remarks(host, own)
    yield from model.judged(host, own)


def _inner(address: Address, evidence: Evidence, depth: int) -> Iterator[Remark]:
    """Links inside the link: where it sends its reader on."""
    plain = len(address.path) < 2 and not address.query and not address.fragment
    for written in chain(_shown(address.host), () if plain else _links_inside(address)):
        inner = judge(written, evidence, depth + 1) if depth < DEEPEST else Judgement(Level.CAUTION, ())
        yield caution(f"It sends its reader on to another address{f' ({inner.host})' if inner.host else ''}.")
        if inner.level > Level.UNVERIFIED:
            yield from (Remark(inner.level, reason) for reason in inner.reasons[:2])
            yield Remark(inner.level, "The address that it leads to is in doubt.")


def _shown(host: str) -> Iterator[str]:
    """The site that a translator shows, spelt in front of its own name: `my--site-co-uk.translate.goog`."""
    if host.endswith(SHOWS):
        name = host.removesuffix(next(one for one in SHOWS if host.endswith(one)))
        yield f"https://{name.replace('--', ' ').replace('-', '.').replace(' ', '-')}/"


def _links_inside(address: Address) -> Iterator[str]:
    after = f"{address.path}?{address.query}#{address.fragment}" if address.host else ""
    if SIGNS_OF_INNER.isdisjoint(after) and BEHIND_AMP not in after:
        return
    text = canonical.unescaped(after).decode("utf-8", "replace")
    schemed = (found.start() for found in INNER.finditer(text))
    bare = (found.start(1) for found in SENDS_ON.finditer(text) if parts(found[1].lower()).real)
    for start in islice(chain(schemed, bare), MOST_INNER):
        end = INNER_END.search(text, start + 1, start + LONGEST_INNER)
        written = text[start : end.start() if end else start + LONGEST_INNER]
        yield f"https:{written}" if written[0] in "/\\" else written
