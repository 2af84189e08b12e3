"""A pupil's name in a draft, from the office's registry to the box that holds the post."""

import pytest

from tests.extension.composer import Composer, Way
from tests.extension.pages import BY_NAME
from tests.extension.street import NAMED, Street
from tests.extension.tab import Tab
from tests.extension.words import say
from tests.together.waiting import until

TEXT = f"So proud of {NAMED} today!"
FORM, CHAT = BY_NAME["form"], BY_NAME["chat"]


@pytest.fixture(autouse=True)
def known(street: Street) -> None:
    street.looks_up(TEXT)


@pytest.mark.parametrize("way", ["key", "button"])
def test_a_pupils_full_name_waits_for_a_reason(tab: Tab, street: Street, way: Way) -> None:
    composer = Composer(tab, FORM)
    before = street.square.sent(FORM.host).count(TEXT)
    composer.write(TEXT)
    composer.send(way)
    panel = tab.panel(NAMED)
    assert say("clause", "5.7") in panel.text or say("clause_5_7") in panel.text
    panel.click(say("send_anyway"))
    panel.click(say("send_anyway"))
    assert say("reason_short", "10") in panel.text
    assert (composer.sent, composer.text) == ([], TEXT)
    tab.press("Escape")
    tab.no_panel()
    assert composer.has_focus()
    assert street.square.sent(FORM.host).count(TEXT) == before


def test_a_name_is_found_while_typing_once_the_tutor_pauses(tab: Tab, street: Street) -> None:
    composer = Composer(tab, CHAT)
    composer.write(TEXT)
    quiet = tab.box(".quiet", NAMED)
    assert quiet.text.startswith(say("verdict_inappropriate"))
    assert composer.text == TEXT


def test_somebody_who_is_no_pupil_may_be_named(tab: Tab, street: Street) -> None:
    composer = Composer(tab, FORM)
    text = composer.write("We read about Hortensia Plumtreebank today.")
    composer.send("button")
    composer.has_sent(text)
    until(lambda: text in street.square.sent(FORM.host))
