"""A box of the adviser's inside its closed shadow root: what it says, and its buttons and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.together.waiting import PATIENCE, until

if TYPE_CHECKING:
    from tests.extension.tab import Tab

TEXT = "box => box.innerText.trim()"
BUTTONS = """box => [...box.querySelectorAll('button, [role=button], a[href]')].filter(one => one.checkVisibility())
  .map(one => (one.getAttribute('aria-label') ?? one.innerText).trim())"""
BUTTON = """(box, name) => [...box.querySelectorAll('button, [role=button], a[href]')]
  .find(one => one.checkVisibility() && (one.getAttribute('aria-label') ?? one.innerText).trim() === name) ?? null"""
FIRST = "(box, selector) => box.querySelector(selector)"
COUNT = "(box, selector) => box.querySelectorAll(selector).length"
ACTIVE = """box => { const active = box.getRootNode().activeElement;
  return box.contains(active) ? (active.getAttribute('aria-label') ?? active.innerText ?? '').trim() : ''; }"""


class Panel:
    def __init__(self, tab: Tab, box: str) -> None:
        self.tab, self.box = tab, box

    @property
    def text(self) -> str:
        """What a person reads in it."""
        return str(self.tab.apply(TEXT, self.box))

    @property
    def buttons(self) -> list[str]:
        return list(self.tab.apply(BUTTONS, self.box))

    @property
    def focused(self) -> str:
        """The name of the button that has the focus."""
        return str(self.tab.apply(ACTIVE, self.box))

    def click(self, name: str) -> None:
        """Scroll to a button, as far as it must be, and press it."""
        button = until(lambda: self.tab.handle(BUTTON, self.box, values=(name,)), PATIENCE, f"button “{name}”")
        self.tab.apply("one => one.scrollIntoView({block: 'nearest'})", button)
        self.tab.click_on(button)

    def fill(self, selector: str, text: str) -> None:
        """Click into a field and type."""
        self.tab.click_on(self.find(selector))
        self.tab.type(text)

    def find(self, selector: str) -> str:
        return until(lambda: self.tab.handle(FIRST, self.box, values=(selector,)), PATIENCE, selector)

    def count(self, selector: str) -> int:
        return int(self.tab.apply(COUNT, self.box, values=(selector,)))

    def apply(self, function: str, *values: Any) -> Any:
        """A function of the box."""
        return self.tab.apply(function, self.box, values=values)
