"""In every editor a draft is the same, byte for byte, after it was held, edited on, held again and sent."""

from random import Random

import pytest

from tests.extension import drafts
from tests.extension.composer import Composer
from tests.extension.pages import PAGES, Page
from tests.extension.tab import Tab
from tests.extension.words import say

# Code points: what they are parts of (emoji of several, marks on letters) comes about by chance.
CHARACTERS = "aZ09 .,!?'\"-_/()&%éßŵŷłﬁⅧ中かहไשלوع😀👩🏫👍🏽\u200d\u0301\n"
LENGTH = 24


def random_text(seed: int) -> list[str]:
    dice = Random(seed)
    middle = [dice.choice(CHARACTERS) for _ in range(LENGTH)]
    return ["x", *middle, " "]  # editors trim what stands at the edges


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.engine if isinstance(page, Page) else None)
def test_no_byte_of_a_draft_changes(tab: Tab, page: Page, seed: int) -> None:
    composer = Composer(tab, page)
    before = composer.write([*random_text(seed), *drafts.danger()])
    html = composer.html
    way = "button" if page.button else "key"
    composer.send(way)
    tab.panel("4.2.7").click(say("edit"))
    tab.no_panel()
    assert (composer.text, composer.html) == (before, html)
    tab.type([*random_text(seed + 100), "."])
    longer = composer.text
    assert len(longer) > len(before)
    composer.send(way)
    panel = tab.panel("4.2.7")
    panel.click(say("send_anyway"))
    panel.fill("textarea", "it is the example for the lesson")
    assert composer.text == longer
    panel.click(say("send_anyway"))
    composer.has_sent(longer)
