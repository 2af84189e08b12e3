"""What can be seen in the address itself, whoever owns the site: its scheme, disguises, files, and what it hides."""

from collections.abc import Iterator

from policy.drafts.links import canonical, facts
from policy.drafts.links.address import Address
from policy.drafts.links.suffixes import Parts
from policy.drafts.links.verdict import Remark, caution, danger, note
from policy.hosts import upwards

WEB = frozenset(("http", "https"))
RUNS = frozenset(("about", "blob", "data", "file", "intent", "javascript", "vbscript", "view-source"))
PLACES = {
    "shortener": "{} is a link shortener: it cannot be verified. Open it and use the address that it leads to.",
    "wrapper": "{} hides the address that it leads to. Open it and use that address.",
    "links": "{} is a page of links that can change at any time.",
    "invite": "{} opens a private chat or invites into one.",
    "anonymous": "{} is an anonymous site or one that pairs strangers; pupils may not use such sites (7.2).",
    "adult": "{} is for adults only: it bets, dates or shows what pupils may not see (7.1).",
    "essays": "{} sells essays or writes them for pupils.",
    "copies": "{} shares films, books or programs without asking their owners.",
}


def signs(address: Address, parts: Parts, *, vouched: bool = False) -> Iterator[Remark]:
    """Every remark that the address alone calls for. `vouched`: somebody vouches for the host, so it is a site: gov.uk is one,
    though it is a public suffix.
    """
    if address.scheme not in WEB:
        yield from _scheme(address)
    if address.host:
        yield from _host(address, is_site=vouched or (parts.real and bool(parts.registrable)))
        yield from _place(address.host, address.path)
        yield from _file(address.path)


def _scheme(address: Address) -> Iterator[Remark]:
    if address.scheme in RUNS or address.scheme.startswith("ms-"):
        yield danger(f"“{address.scheme}:” is not a web address; it can run something on the reader's device.")
    else:
        yield caution(f"“{address.scheme}:” is not a web address.")


def _host(address: Address, *, is_site: bool) -> Iterator[Remark]:
    numeric = bool(canonical.four(address.host)) or address.host.startswith("[")
    if address.user:
        yield danger("There is an @ in front of the real host: what stands before it is only meant to look like one.")
    if not address.opens:
        yield caution("No browser would open this address as it is written.")
    if numeric:
        yield danger(f"It hides the number {address.host}.") if address.odd else caution("It is a number and not a name.")
    elif address.odd:
        yield caution("Its host is written with escapes or a backslash, which hides where it leads.")
    elif not is_site:
        yield caution(f"{address.host} is not the name of a site that everybody can reach.")
    if address.port:
        yield caution(f"It uses the unusual port {address.port}.")
    if address.scheme == "http" and address.stated:
        yield note("It is not encrypted (http): others can read and change the page.")


def _place(host: str, path: str) -> Iterator[Remark]:
    """What kind of place it is, if it is a known one: a whole site, or one folder of it (`discord.com/invite`)."""
    places, folder = facts.table("places"), path[1:].partition("/")[0]
    for name in upwards(host):
        if row := places.get(name) or places.get(f"{name}/{folder}"):
            yield caution(PLACES[row.kind].format(row.key))
            return


def _file(path: str) -> Iterator[Remark]:
    """What is downloaded, by the last name of the path; `report.pdf.exe` is a disguise."""
    _, *endings = path.rpartition("/")[2].lower().rsplit(".", 2)
    kinds = facts.table("files")
    kind = kinds[endings[-1]].kind if endings and endings[-1] in kinds else ""
    if kind == "program" and len(endings) > 1 and endings[0] in kinds:
        yield danger(f"It downloads a program that is named like a document (.{endings[0]}.{endings[1]}).")
    elif kind in {"program", "archive", "macro"}:
        yield caution(f"It downloads a file that can carry harmful programs (.{endings[-1]}).")
