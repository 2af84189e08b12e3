"""Rulesets are read as strictly as they have to be: the scope of a pattern is no list of hosts."""

from datetime import date

import pytest

from policy.packs.entry import Entry
from policy.packs.lists import Category
from server.packs.adguard import ALLOWS, NO_PAGES, adguard, missing
from server.packs.reading import BadSource
from server.packs.text import NOT_STRICT
from tests.server.packs.published import DUMMY, NEW, OLD, blocks


def read(package):
    (reading,) = adguard(package.root)
    return reading


@pytest.mark.parametrize(
    ("pattern", "entry"),
    [
        ("||evil.example.com^", Entry("evil.example.com")),
        ("||Evil.Example.com^", Entry("evil.example.com")),
        ("||[::ffff:b2a2:ecde]^", Entry("178.162.236.222")),
        ("||a_b.example.com^", Entry("a_b.example.com")),
        ("||docs.google.com/forms/d/AbC^", Entry("docs.google.com", "/forms/d/abc", whole=True)),
        ("||1drv.ms/x?e=^", Entry("1drv.ms", "/x?e=", whole=True)),
        ("||example.com/download/", Entry("example.com", "/download/")),
    ],
)
@pytest.mark.parametrize("types", [{}, {"resourceTypes": ["main_frame", "script"]}])
def test_what_blocks_one_host_or_one_address_is_taken(package, pattern, entry, types):
    package.write(255, blocks(pattern, **types))
    assert read(package).content.entries == {entry}


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (blocks("||evil.example.com"), NOT_STRICT),
        (blocks("|http://evil.example.com^"), NOT_STRICT),
        (blocks("evil.example.com^"), NOT_STRICT),
        (blocks("||evil.*.com^"), NOT_STRICT),
        (blocks("||evil.example.com/*/a^"), NOT_STRICT),
        (blocks("||evil.example.com/a|"), NOT_STRICT),
        (blocks("/click.php?data="), NOT_STRICT),
        (blocks("", regexFilter="x", requestDomains=["net", "co.in"]), NOT_STRICT),
        (blocks("||evil.example.com^", requestDomains=["com.tr"]), NOT_STRICT),
        (blocks("||google-analytics.com^", initiatorDomains=["evil.example.com"]), NOT_STRICT),
        (blocks("||evil.example.com^", excludedInitiatorDomains=["x.example"]), NOT_STRICT),
        (blocks("||evil.example.com^", domainType="thirdParty"), NOT_STRICT),
        (blocks("||evil.example.com^", resourceTypes=["script"]), NO_PAGES),
        (blocks("||evil.example.com^", action="allow"), ALLOWS),
        (blocks("||evil.example.com^", action="modifyHeaders"), ALLOWS),
    ],
)
def test_what_could_mean_more_is_left_out_and_counted(package, rule, why):
    package.write(257, rule)
    content = read(package).content
    assert (content.entries, content.ignored, content.count) == (frozenset(), {why: 1}, 1)


def test_a_list_says_what_it_is_and_of_which_day(package):
    package.write(208, blocks("||evil.example.com^"))
    package.version(NEW)
    on = read(package).on
    assert (on.category, on.licence, on.as_of) == (Category.MALWARE, "GPL-3.0-only", date(2026, 3, 20))
    assert on.source == f"npm @adguard/dnr-rulesets {NEW}, ruleset 208"


def test_a_list_that_does_not_say_its_day_is_as_old_as_its_package(package):
    bare = {key: value for key, value in DUMMY.items() if key != "metadata"}
    package.write(255, blocks("||evil.example.com^"), first=bare)
    assert read(package).on.as_of is None
    package.version(OLD)
    assert read(package).on.as_of == date(2025, 10, 11)


def test_the_package_is_found_where_npm_puts_it(package, tmp_path):
    package.root = tmp_path / "node_modules" / "@adguard" / "dnr-rulesets"
    package.write(255, blocks("||evil.example.com^"))
    assert len(list(adguard(tmp_path))) == 1
    assert missing(tmp_path) == [208, 256, 257, 259]


def test_a_folder_that_is_no_package_is_named(tmp_path):
    with pytest.raises(BadSource, match="not the unpacked npm package"):
        list(adguard(tmp_path))


@pytest.mark.parametrize("text", ["", "{", "[{}]", '[{"action":{"type":"block"},"condition":5}]', "[5]"])
def test_a_ruleset_that_is_no_ruleset_is_named(package, text):
    file = package.write(255)
    file.write_text(text)
    with pytest.raises(BadSource, match=r"ruleset_255\.json: "):
        list(adguard(package.root))


@pytest.mark.parametrize("raw", [b'[{"id":1,"action":{"type":"\xff"}}]', b'[{"more":' + b"[" * 50_000])
def test_a_ruleset_of_bytes_that_are_no_text_or_too_deep_is_named(package, raw):
    package.write(255).write_bytes(raw)
    with pytest.raises(BadSource, match=r"ruleset_255\.json: "):
        list(adguard(package.root))


def test_the_real_package_gives_the_counts_of_a_strict_reading(real):
    counts = {}
    for reading in adguard(real(NEW)):
        hosts = sum(not entry.rest for entry in reading.content.entries)
        counts[int(reading.on.source.rpartition(" ")[2])] = (hosts, len(reading.content.entries) - hosts, str(reading.on.as_of))
    assert counts == {
        255: (24258, 27772, "2026-03-20"),
        208: (2315, 3208, "2026-03-20"),
        256: (968, 0, "2026-03-20"),
        257: (2939, 296, "2026-03-19"),
        259: (11850, 46, "2026-02-26"),
    }
