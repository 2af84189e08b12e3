"""What the adviser does when something else fails: it says so, keeps the draft, and never sends unchecked by itself.

What is written while the guard is up may be checked before it goes down, and is then rightly sent: so it is written afterwards.
A draft's check is given up after a second and a half, which a busy machine needs for less. Where something must happen in the
middle of a check, the message is therefore to somebody on a site that no proxy reads: who that is may take five seconds.
"""

import pytest

from tests.extension import drafts
from tests.extension.browser import Browser
from tests.extension.composer import Composer, Way
from tests.extension.pages import BY_NAME
from tests.extension.street import Street
from tests.extension.tab import Tab
from tests.extension.test_people import STRANGER
from tests.extension.words import say
from tests.together.waiting import until

FORM, CHAT = BY_NAME["form"], BY_NAME["chat"]
WAYS: list[Way] = ["key", "button"]


def is_being_checked(composer: Composer, way: Way) -> None:
    """Send, and see that it is said. The word stands for a second: whoever looked too late sends again."""
    composer.send(way)

    def said() -> bool:
        if panel := composer.tab.shown("[role=dialog]", say("failed_slow")):
            panel.click(say("edit"))
            composer.tab.no_panel()
            composer.send(way)
        return composer.tab.shown(".quiet", say("checking")) is not None

    until(said, why="a word that it is being checked")


@pytest.mark.parametrize("way", WAYS)
def test_without_the_guard_a_send_waits_and_goes_once_it_is_back(tab: Tab, street: Street, way: Way) -> None:
    composer = Composer(tab, FORM)
    with street.guard_down():
        text = composer.write(drafts.clean())
        composer.send(way)
        panel = tab.panel(say("failed_away"))
        assert (composer.sent, composer.text) == ([], text)
        panel.click(say("try_again"))
        panel = tab.panel(say("failed_away"))
        assert (composer.sent, composer.text) == ([], text)
    panel.click(say("try_again"))
    composer.has_sent(text)


def test_without_the_guard_the_tutor_may_send_unchecked(tab: Tab, street: Street) -> None:
    composer = Composer(tab, FORM)
    with street.guard_down():
        text = composer.write(drafts.danger())
        composer.send("key")
        tab.panel(say("failed_away")).click(say("send_unchecked"))
        composer.has_sent(text)


@pytest.mark.parametrize("way", WAYS)
def test_while_the_guard_is_slow_a_send_waits_and_says_why(tab: Tab, street: Street, way: Way) -> None:
    composer = Composer(tab, CHAT)
    with street.guard_slow():
        text = composer.write(drafts.danger())
        is_being_checked(composer, way)
        panel = tab.panel(say("failed_slow"))
        assert (composer.sent, composer.text) == ([], text)
    panel.click(say("try_again"))
    panel = tab.panel("4.2.7")
    assert (composer.sent, composer.text) == ([], text)
    panel.click(say("edit"))
    tab.no_panel()
    assert composer.has_focus()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["clean", "danger"])
def test_a_worker_that_ends_in_the_middle_of_a_check_is_asked_again(
    tab: Tab, street: Street, browser: Browser, way: Way, kind: str
) -> None:
    composer = Composer(tab, street.square.private(STRANGER))
    with street.guard_slow():
        text = composer.write(drafts.MADE[kind]())
        composer.send(way)
        tab.box(".quiet", say("checking"))
        browser.restart_worker()
        assert (composer.sent, composer.text) == ([], text)
    if kind == "clean":
        composer.has_sent(text)
    else:
        tab.panel("4.2.7")
        assert (composer.sent, composer.text) == ([], text)


def test_a_worker_that_sleeps_is_woken(tab: Tab, browser: Browser) -> None:
    composer = Composer(tab, FORM)
    text = composer.write(drafts.clean())
    browser.restart_worker()
    composer.send("button")
    composer.has_sent(text)


def test_a_text_that_changes_during_the_check_is_not_sent(tab: Tab, street: Street) -> None:
    composer = Composer(tab, street.square.private(STRANGER))
    with street.guard_slow():
        text = composer.write(drafts.clean())
        composer.send("button")
        tab.box(".quiet", say("checking"))
        tab.click(composer.page.composer)
        tab.press("End")
        tab.type(" more")
    tab.box(".quiet", say("changed"))
    assert (composer.sent, composer.text) == ([], f"{text} more")
