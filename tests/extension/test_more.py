"""A further site that the company named: allowed in the options, the adviser stands in its pages, until it is taken back."""

from collections.abc import Iterator

import pytest

from tests.extension import drafts
from tests.extension.browser import Browser, new_tab
from tests.extension.composer import Composer
from tests.extension.firefox import Firefox
from tests.extension.pages import Page
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.extension.words import say

FORM = "<form><textarea></textarea><button id=send type=submit>Post</button></form>"
FURTHER = Page("further", "social.school.example", "/home", "textarea", "control", FORM)
MATCH = f"https://{FURTHER.host}/*"
PROMPTS = "extensions.webextOptionalPermissionPrompts"


@pytest.fixture
def options(browser: Browser) -> Iterator[Tab]:
    """The options with that site in them; Firefox answers its own question with yes. Chromium has no way to do that."""
    assert isinstance(browser, Firefox)
    browser.privileged(f"Services.prefs.setBoolPref('{PROMPTS}', false)")
    inside = new_tab(browser.bidi)
    inside.open(f"{browser.extension}/pages/options.html")
    inside.evaluate(f"chrome.storage.session.set({{managed: {{sites: ['{MATCH}']}}}})")
    inside.reload()
    inside.until("!document.querySelector('#sites').hidden")
    yield inside
    inside.evaluate("chrome.storage.session.set({managed: {}})")
    inside.close()
    browser.privileged(f"Services.prefs.clearUserPref('{PROMPTS}')")


@pytest.mark.parametrize("browser", ["firefox"], indirect=True)
def test_a_further_site_is_watched_while_the_tutor_allows_it(options: Tab, tab: Tab, street: Street) -> None:
    street.square.add(FURTHER)
    switch = "document.querySelector('#site-list button')"
    assert options.evaluate(f"{switch}.innerText") == say("site_on")
    options.do("browsingContext.activate")
    options.click("#site-list button")
    options.until(f"{switch}.innerText === {say('site_off')!r}")
    composer = Composer(tab, FURTHER)
    composer.write(drafts.danger())
    composer.send("key")
    tab.panel("4.2.7").click(say("edit"))
    options.click("#site-list button")
    options.until(f"{switch}.innerText === {say('site_on')!r}")
    composer = Composer(tab, FURTHER)
    text = composer.write(drafts.danger())
    composer.send("key")
    composer.has_sent(text)
