"""Profiles: the company's own, one that only looks like it, and the tutor's."""

from tests.extension.composer import Composer
from tests.extension.pages import Page
from tests.extension.street import OFFICIAL, Street
from tests.extension.tab import Tab
from tests.extension.words import say
from tests.together.waiting import until

MINE = "my_own_name"
NAV = f"<nav><a data-testid=AppTabBar_Profile_Link href='/{MINE}'>Profile</a></nav><textarea></textarea>"
PRIVACY = "https://x.com/settings/audience_and_tagging"


def visit(tab: Tab, street: Street, handle: str) -> None:
    Composer(tab, street.square.add(Page("profile", "x.com", f"/{handle}", "textarea", "control", NAV)))


def test_an_official_account_is_marked(tab: Tab, street: Street) -> None:
    visit(tab, street, OFFICIAL)
    tab.box(".quiet", say("official"))


def test_one_that_only_looks_like_it_is_reported_with_one_click(tab: Tab, street: Street) -> None:
    visit(tab, street, f"{OFFICIAL}1")
    banner = tab.box("section", say("lookalike"))
    assert say("clause_4_2_1") in banner.text
    banner.click(say("report_account"))
    tab.box("section", say("reported"))
    (report,) = until(lambda: [one for one in street.office.items("reports") if one["kind"] == "account"], why="the report")
    assert (report["platform"], report["clause"], report["route"]) == (
        "x",
        "4.2.1",
        "dsl",
    )  # whose reports the owner reads, too


def test_the_tutors_own_leads_to_the_sites_privacy_settings(tab: Tab, street: Street) -> None:
    visit(tab, street, MINE)
    hint = tab.box(".quiet", say("own_profile"))
    assert hint.apply("box => box.querySelector('a').href") == PRIVACY
    hint.click(say("close"))
    tab.until("document.querySelector('[popover]') === null")
    tab.evaluate("history.pushState(null, '', '/home'); 1")
    tab.evaluate(f"new Promise(done => setTimeout(done, 100)).then(() => history.pushState(null, '', '/{MINE}'))")
    tab.evaluate("new Promise(done => setTimeout(done, 300))")
    assert tab.adviser_says() == ""
