"""Pairing the adviser with the guard on its options page, as a tutor does."""

from tests.extension.browser import Browser, welcome
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.together.waiting import until

SAID = "document.querySelector('#pair-said')"


def pair(browser: Browser, street: Street, *, fixed: bool = False) -> None:
    """`fixed`: the company has set the guard's address."""
    tab = welcome(browser)
    tab.until("document.querySelector('#guard').value !== ''")
    if not fixed:
        tab.click("summary")
        tab.click("#guard")
        tab.press("Control+a")
        tab.type(street.loopback)
    until(lambda: enters_a_code(tab, street), 120, "the pairing")  # the tab stays: it may be the browser's only one


def enters_a_code(tab: Tab, street: Street) -> bool:
    """Did it pair? It does not where the guard took too long to answer, as on a busy machine."""
    tab.click("#code")
    tab.press("Control+a")
    tab.type(street.code())
    tab.evaluate(f"{SAID}.textContent = ''")
    tab.press("Enter")
    tab.until(f"{SAID}.textContent !== ''")
    return bool(tab.evaluate("document.querySelector('#pair').hidden"))
