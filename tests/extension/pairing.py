"""Pairing the adviser with the guard on its options page, as a tutor does."""

from tests.extension.browser import Browser, welcome
from tests.extension.street import Street


def pair(browser: Browser, street: Street, *, fixed: bool = False) -> None:
    """`fixed`: the company has set the guard's address."""
    tab = welcome(browser)
    tab.until("document.querySelector('#guard').value !== ''")
    if not fixed:
        tab.click("summary")
        tab.click("#guard")
        tab.press("Control+a")
        tab.type(street.loopback)
    tab.click("#code")
    tab.type(street.code())
    tab.press("Enter")
    tab.until("document.querySelector('#pair').hidden")  # the tab stays: it may be the browser's only one
