from datetime import date

import pytest

from policy.packs.entry import Entry
from server.packs.reading import BadSource
from server.packs.text import NOT_STRICT, domains, filters, hosts, of_rule, stamp, urls

A, B = Entry("a.harm.test"), Entry("b.harm.test")


def test_urls_stand_one_a_line():
    content = urls("# Last updated: 2026-03-20\nhttps://a.harm.test\nhttps://b.harm.test/x\n", "feed")
    assert content.entries == {A, Entry("b.harm.test", "/x", whole=True)}
    assert content.as_of == date(2026, 3, 20)


def test_names_of_hosts_stand_one_a_line_with_or_without_a_star():
    content = domains("! list\na.harm.test # why\n*.b.harm.test\nnot a host\n", "feed")
    assert (content.entries, content.count) == ({A, B}, 3)


def test_a_hosts_file_names_hosts_after_an_address():
    content = hosts("127.0.0.1 localhost\n0.0.0.0 a.harm.test b.harm.test # x\n\n", "feed")
    assert content.entries == {A, B}


def test_a_filter_list_is_read_strictly():
    rules = ["||a.harm.test^", "||b.harm.test^$all", "@@||c.harm.test^", "||d.harm.test^$script"]
    content = filters("\n".join(["[Adblock Plus]", "! Last modified: 2026-03-20", *rules]), "feed")
    assert (content.entries, content.ignored, content.as_of) == ({A, B}, {NOT_STRICT: 2}, date(2026, 3, 20))


@pytest.mark.parametrize(
    "rule", ["||a.harm.test^$domain=b.example", "||a.*^", "a.harm.test", "||a.harm.test", "/x/", "||a.com^x"]
)
def test_what_is_not_one_host_or_address_is_left_out(rule):
    assert filters(rule, "feed").ignored == {NOT_STRICT: 1}


def test_a_rule_with_a_path_is_for_the_page():
    assert of_rule("||docs.google.com/forms/d/a^") == Entry("docs.google.com", "/forms/d/a", whole=True)
    assert of_rule("||docs.google.com/") == Entry("docs.google.com")


@pytest.mark.parametrize("reader", [urls, domains, hosts])
def test_a_web_page_is_no_list(reader):
    page = "<!doctype html>\n<html>\n<head><title>Not found</title></head>\n<body>\n<p class='x'>Sorry</p>\n</body>\n</html>\n"
    with pytest.raises(BadSource, match="feed, line 1"):
        reader(page, "feed")


def test_a_list_without_a_date_has_none():
    assert stamp("a.harm.test\n# updated") is None
