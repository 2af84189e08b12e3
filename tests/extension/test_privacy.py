"""What the adviser must not do: leave names or verdicts where others read, speak to anyone but the guard, obey a page."""

import json

import pytest

from tests.extension import drafts
from tests.extension.browser import Browser, console, new_tab
from tests.extension.composer import Composer
from tests.extension.pages import BY_NAME, Page
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.extension.test_people import visit
from tests.extension.words import say

FORM = BY_NAME["form"]
MAKERS = ("google.com", "googleapis.com", "gvt1.com", "gstatic.com", "mozilla.com", "mozilla.org", "mozilla.net", "firefox.com")
HIDDEN = ("verdict", "danger", "4.2.7", "not sent yet", "tutor guard", "safeguarding", "paypal")


def belongs_to_the_browser(host: str) -> bool:
    """What a browser asks its own maker, with or without the adviser."""
    return any(host == maker or host.endswith(f".{maker}") for maker in MAKERS)


@pytest.fixture
def held(tab: Tab) -> tuple[Composer, str]:
    composer = Composer(tab, FORM)
    text = composer.write(drafts.danger())
    tab.box("[role=status]", say("verdict_danger"))
    composer.send("key")
    tab.panel("4.2.7")
    return composer, text


def test_nothing_of_a_finding_stands_where_the_page_can_read_it(tab: Tab, held: tuple[Composer, str]) -> None:
    _, text = held
    seen = str(tab.evaluate("document.documentElement.outerHTML + document.title + document.body.innerText"))
    seen = seen.replace(text, "").lower()
    assert [word for word in HIDDEN if word in seen] == []


def test_nothing_is_kept_but_settings(tab: Tab, held: tuple[Composer, str], browser: Browser) -> None:
    composer, text = held
    tab.panel().click(say("edit"))
    inside = new_tab(browser.bidi)
    inside.open(f"{browser.extension}/pages/options.html")
    kept = str(inside.evaluate("chrome.storage.local.get(null).then(JSON.stringify)"))
    inside.until("chrome.action.getBadgeText({}).then(text => text === '')")  # `!` until the worker hears the guard
    inside.close()
    assert set(json.loads(kept)) <= {"managed", "language", "guard"}
    assert [word for word in (*text.split(), *HIDDEN) if word in kept] == []
    assert composer.text == text


def test_the_console_is_left_alone(tab: Tab, held: tuple[Composer, str], browser: Browser) -> None:
    _, text = held
    said = " ".join(map(str, console(browser.bidi))).lower()
    assert [word for word in (*text.split()[1:2], *HIDDEN) if word in said] == []


def test_a_pupils_name_stands_nowhere_but_where_the_page_put_it(tab: Tab, street: Street, browser: Browser) -> None:
    pupil = street.cast.pupil()
    visit(tab, pupil, browser)
    before = str(tab.evaluate("document.documentElement.outerHTML"))
    tab.click("#follow")
    panel = tab.panel("5.2")
    assert pupil.handle not in panel.text
    after = str(tab.evaluate("document.documentElement.outerHTML"))
    assert after.count(pupil.handle) == before.count(pupil.handle)
    panel.click(say("cancel"))


def test_nobody_but_the_guard_hears_of_a_draft(tab: Tab, street: Street) -> None:
    """The proxy's own log is the witness: every byte of this browser but loopback goes through it."""
    Composer(tab, FORM)  # by then nothing of the last test's page is under way any more
    before, tunnels = len(street.internet.seen), len(street.internet.tunnels)
    composer = Composer(tab, FORM)
    text = composer.write(drafts.danger())
    composer.send("button")
    panel = tab.panel("4.2.7")
    panel.click(say("send_anyway"))
    panel.fill("textarea", "it is the example for the lesson")
    panel.click(say("send_anyway"))
    composer.has_sent(text)
    seen = [one for one in street.internet.seen[before:] if not belongs_to_the_browser(one.host)]
    assert {one.host for one in seen} == {FORM.host}
    assert {one.path for one in seen} <= {
        FORM.path,
        "/stand-in/textarea.js",
        "/stand-in/page.css",
        "/stand-in/sent",
        "/favicon.ico",
    }
    reached = {name.partition(":")[0] for name in street.internet.tunnels[tunnels:]}
    assert {name for name in reached if not belongs_to_the_browser(name)} <= {FORM.host}


def test_a_page_cannot_answer_for_the_tutor(tab: Tab, held: tuple[Composer, str]) -> None:
    composer, text = held
    for kind in ("keydown", "keyup", "click", "pointerdown", "pointerup", "submit"):
        for key in ("Enter", " "):
            tab.evaluate(
                f"""for (const one of document.querySelectorAll('body > div, html > div')) {{
                  one.dispatchEvent(new KeyboardEvent('{kind}', {{key: '{key}', bubbles: true, composed: true}}));
                  one.click(); }}"""
            )
    tab.evaluate("window.postMessage({ask: 'decide', of: {answer: 'continue'}}, '*')")
    assert tab.panel("4.2.7").buttons
    assert (composer.sent, composer.text) == ([], text)


def test_a_page_that_removes_the_panel_sends_nothing(tab: Tab, held: tuple[Composer, str]) -> None:
    composer, text = held
    tab.evaluate(
        """globalThis.gone = 0; new MutationObserver(() => { for (const one of document.querySelectorAll('[popover]')) {
          one.remove(); globalThis.gone++; } }).observe(document.documentElement, {childList: true, subtree: true});
        document.querySelectorAll('[popover]').forEach(one => one.remove())"""
    )
    tab.until("globalThis.gone >= 1")
    tab.click(FORM.composer)
    composer.send("key")
    assert (composer.sent, composer.text) == ([], text)


def test_a_page_can_neither_call_the_adviser_nor_tell_that_it_is_there(tab: Tab, browser: Browser) -> None:
    tab.open(FORM.url)
    tab.until("document.querySelector('#stage').dataset.ready === 'yes'")
    tried = f"""(async () => {{
      const reach = async work => {{ try {{ return await work() ? 'reached' : 'nothing'; }} catch {{ return 'refused'; }} }};
      const loaded = tag => new Promise((yes, no) => {{
        const one = Object.assign(document.createElement(tag), {{src: '{browser.extension}/icons/16.png'}});
        one.onload = () => yes(true); one.onerror = no; document.body.append(one); }});
      const call = () => chrome.runtime.sendMessage('{browser.extension.split("//")[1]}', {{ask: 'hello', of: {{host: 'x'}}}});
      const file = () => fetch('{browser.extension}/manifest.json');
      return [await reach(file), await reach(() => loaded('img')), await reach(call)];
    }})()"""
    assert tab.evaluate(tried) == ["refused", "refused", "refused"]
    assert tab.evaluate("['chrome', 'browser'].filter(name => globalThis[name]?.runtime?.id)") == []
    assert tab.evaluate("[...document.documentElement.querySelectorAll('[popover]')].length") == 0


def test_a_page_cannot_reach_the_guard_from_here(tab: Tab, street: Street) -> None:
    page: Page = street.square.add(Page("bare", "www.tumblr.com", "/try", "textarea", "plain", "<textarea></textarea>"))
    tab.open(page.url)
    tried = f"""(async () => {{
      const reach = async work => {{ try {{ return await work(); }} catch {{ return 'refused'; }} }};
      const post = () => fetch('{street.loopback}/v1/draft', {{method: 'POST', body: '{{}}',
        headers: {{'content-type': 'application/json', authorization: 'Bearer x'}}}}).then(reply => reply.status);
      const listen = () => new Promise((yes, no) => {{
        const one = new WebSocket('{street.loopback.replace("http", "ws")}/v1/notices', ['tutor-guard', 'bearer.x']);
        one.onopen = () => yes('open'); one.onerror = no; }});
      return [await reach(post), await reach(listen)];
    }})()"""
    assert tab.evaluate(tried) == ["refused", "refused"]
