"""A report in the tutor's own words, from the form: it waits while the guard is away, and goes by itself once it is back."""

from secrets import token_hex
from typing import Any

from tests.extension.browser import Browser
from tests.extension.composer import Composer
from tests.extension.pages import BY_NAME
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.extension.words import say
from tests.together.waiting import until


def form(tab: Tab, browser: Browser) -> None:
    tab.open(f"{browser.extension}/pages/report.html")
    tab.until("!document.body.hidden")


def write(tab: Tab, words: str) -> None:
    tab.click("#words")
    tab.type(words)


def sent_while_away(tab: Tab) -> None:
    """The form says that the report waits."""
    tab.click("button[type=submit]")
    tab.until(f"document.querySelector('#said').innerText === {say('report_waiting')!r}")


def arrived(street: Street, words: str) -> dict[str, Any]:
    """The one report with these words, once the office has it."""
    (report,) = until(
        lambda: [one for one in street.office.items("reports") if one["words"] == words], why="the report at the office"
    )
    return dict(report)


def test_a_report_that_waits_for_the_guard_is_sent_without_being_asked_for(tab: Tab, street: Street, browser: Browser) -> None:
    words = f"A parent told me of it {token_hex(4)}"
    form(tab, browser)
    with street.guard_down():
        write(tab, words)
        sent_while_away(tab)
    Composer(tab, BY_NAME["form"])
    arrived(street, words)


def test_a_report_is_taken_while_the_page_still_asks_for_earlier_ones(tab: Tab, street: Street, browser: Browser) -> None:
    words = f"A parent told me of it {token_hex(4)}"
    with street.guard_slow():
        form(tab, browser)
        write(tab, words)
        sent_while_away(tab)
    Composer(tab, BY_NAME["form"])
    arrived(street, words)


def test_a_report_about_the_safeguarding_lead_goes_to_the_owner(tab: Tab, street: Street, browser: Browser) -> None:
    words = f"It is about the lead {token_hex(4)}"
    form(tab, browser)
    write(tab, words)
    tab.press("Tab")
    tab.press("Space")
    assert tab.evaluate("document.activeElement.id + document.querySelector('#about-dsl').checked") == "about-dsltrue"
    tab.click("button[type=submit]")
    tab.until(f"document.querySelector('#said').innerText.startsWith({say('report_to_owner').partition(';')[0]!r})")
    assert arrived(street, words)["route"] == "owner"
