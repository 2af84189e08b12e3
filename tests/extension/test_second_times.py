"""What is left over from one send must not decide about the next: a key, a box, a pass, a lesson, a worker's sleep."""

from tests.extension import drafts
from tests.extension.browser import Browser
from tests.extension.composer import Composer
from tests.extension.keys import KEYS
from tests.extension.pages import BY_NAME, Page
from tests.extension.square import INSTAGRAM
from tests.extension.street import WHATSAPP_PUPIL, Street
from tests.extension.tab import Tab
from tests.extension.words import say
from tests.together.waiting import until

FORM = BY_NAME["form"]
BOX = "<textarea></textarea><button type=button>Post</button>"
TWO = Page("pair", "mastodon.social", "/pair", "textarea", "control", f"<div id=one>{BOX}</div><div id=two>{BOX}</div>")
PLAIN = Page(
    "plain", "www.tumblr.com", "/plain", "textarea", "plain", "<textarea></textarea>"
)  # no rule says what Enter does there
OPENS = Page("opens", "www.linkedin.com", "/opens/", "textarea", "control", f"{BOX}<button id=reply>Reply</button>")
STRANGER = "+44 7700 900888"
CHOSEN = """area => { addEventListener('keydown', event => event.stopImmediatePropagation(), {capture: true, once: true});
  area.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true, composed: true}));
  area.value += '日本'; }"""
LOOKED = "new Promise(done => setTimeout(done, {}))"  # asked for after the adviser's own, and no shorter: so it comes after it


def stroke(tab: Tab, kind: str, key: str = "Enter") -> None:
    """Down, or once more as a keyboard repeats it; or up."""
    actions = [{"type": "key", "id": "keyboard", "actions": [{"type": kind, "value": KEYS[key]}]}]
    tab.do("input.performActions", actions=actions)


def test_a_key_that_stays_down_opens_the_panel_and_does_nothing_more(tab: Tab) -> None:
    composer = Composer(tab, FORM)
    text = composer.write(drafts.danger())
    tab.evaluate("globalThis.heard = []; addEventListener('keyup', event => heard.push(event.key), true)")
    for _ in range(2):
        tab.evaluate("document.querySelector('#send').focus()")
        stroke(tab, "keyDown")
        panel = tab.panel("4.2.7")
        stroke(tab, "keyDown")
        assert panel.focused == say("edit")
        stroke(tab, "keyUp")
        tab.press("Enter")
        tab.no_panel()
    assert tab.evaluate("heard") == []
    assert (composer.sent, composer.text) == ([], text)


def test_a_box_that_gives_way_to_another_leaves_its_composer_usable(tab: Tab, street: Street) -> None:
    Composer(tab, street.square.add(TWO))
    texts = {"#one": drafts.danger(), "#two": drafts.danger()}
    for place, text in texts.items():
        tab.click(f"{place} textarea")
        tab.type(text)
        tab.press("Control+Enter")
        tab.panel(text.split()[1])
    tab.press("Escape")
    tab.no_panel()
    tab.click("#one textarea")
    tab.press("Control+Enter")
    tab.panel(texts["#one"].split()[1])
    assert tab.evaluate("standIn.sent()") == []


def test_the_same_words_to_the_next_person_are_asked_about_anew(tab: Tab, street: Street) -> None:
    """A site may keep its composer from one conversation to the next."""
    composer = Composer(tab, street.square.private(STRANGER))
    text = composer.write(drafts.clean())
    composer.send("key")
    composer.has_sent(text)
    tab.evaluate(f"document.querySelector('#main [title]').title = '{WHATSAPP_PUPIL}'")
    composer.write(text)
    composer.send("key")
    tab.panel("5.1").click(say("understood"))
    tab.no_panel()
    assert (composer.sent, composer.text) == ([text], text)


def test_an_enter_that_chose_is_no_sign_that_enter_makes_lines(tab: Tab, street: Street) -> None:
    composer = Composer(tab, street.square.add(PLAIN))
    composer.write(drafts.danger())
    tab.apply(CHOSEN, tab.find("textarea"))
    tab.evaluate(LOOKED.format(300))
    composer.send("key")
    tab.panel("4.2.7")
    assert composer.sent == []


def test_a_button_that_opens_a_composer_is_no_sign_of_change(tab: Tab, street: Street) -> None:
    composer = Composer(tab, street.square.add(OPENS))
    tab.click("textarea")
    tab.click("#reply")
    tab.evaluate(LOOKED.format(1300))
    text = composer.write(drafts.clean())
    composer.send("key")
    composer.has_sent(text)
    told = until(
        lambda: [one["what"] for one in street.state()["drift"] if one["site"] == "linkedin"], why="drift at the guard"
    )
    assert told == ["composer"]  # the key's, which came later: a text field is none that the site's rule knows


def test_a_finding_goes_along_with_its_composer(tab: Tab) -> None:
    """It stays beside it when the page is scrolled, reads as its language does, and goes when the composer goes."""
    composer = Composer(tab, FORM)
    tab.evaluate("document.documentElement.dir = 'rtl'; document.querySelector('#stage').style.margin = '300px 500px 2000px'")
    composer.write(drafts.danger())
    found = tab.box(".quiet", say("verdict_danger"))
    assert found.apply("box => getComputedStyle(box).direction") == "ltr"
    tab.evaluate("scrollBy(0, 200)")
    beside = tab.evaluate("document.querySelector('textarea').getBoundingClientRect().top")
    until(
        lambda: abs(found.apply("box => box.getBoundingClientRect().top") - beside) < 3, why="the finding beside the composer"
    )
    tab.evaluate("document.querySelector('form').remove()")
    tab.until("document.querySelector('[popover]') === null")


def test_a_request_that_came_while_the_worker_slept_is_asked_about(tab: Tab, street: Street, browser: Browser) -> None:
    """Once somebody looks at the page again."""
    pupil = street.cast.pupil()
    tab.open(f"https://{INSTAGRAM}/{pupil.handle}/?id={pupil.id}")
    tab.until("document.body.dataset.ready === 'yes'")
    browser.restart_worker()
    tab.evaluate(f"void fetch('/api/v1/web/friendships/{pupil.id}/follow/', {{method: 'POST'}})")
    until(street.guard.holds, why="the request at the guard")
    tab.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    tab.panel("5.2").click(say("cancel"))
    until(lambda: not street.guard.holds(), why="the answer at the guard")
    assert street.square.follows(pupil.id) == []
