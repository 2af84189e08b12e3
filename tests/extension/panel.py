"""The adviser's panel inside its closed shadow root: what it says, and its buttons and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.together.waiting import until

if TYPE_CHECKING:
    from tests.extension.tab import Tab

TEXT = """root => [...root.children].filter(element => element.tagName !== 'STYLE' && element.checkVisibility())
  .map(element => element.innerText.trim()).filter(Boolean).join('\\n')"""
BUTTONS = """root => [...root.querySelectorAll('button, [role=button], a[href]')].filter(one => one.checkVisibility())
  .map(one => (one.getAttribute('aria-label') ?? one.innerText).trim())"""
BUTTON = """(root, name) => [...root.querySelectorAll('button, [role=button], a[href]')]
  .find(one => one.checkVisibility() && (one.getAttribute('aria-label') ?? one.innerText).trim() === name) ?? null"""
FIRST = "(root, selector) => root.querySelector(selector)"
COUNT = "(root, selector) => root.querySelectorAll(selector).length"
ACTIVE = "root => (root.activeElement?.getAttribute('aria-label') ?? root.activeElement?.innerText ?? '').trim()"


class Panel:
    def __init__(self, tab: Tab, root: str) -> None:
        self.tab, self.root = tab, root

    @property
    def text(self) -> str:
        """What a person reads in it."""
        return str(self.tab.apply(TEXT, self.root))

    @property
    def buttons(self) -> list[str]:
        return list(self.tab.apply(BUTTONS, self.root))

    @property
    def focused(self) -> str:
        """The name of the button that has the focus."""
        return str(self.tab.apply(ACTIVE, self.root))

    def click(self, name: str) -> None:
        self.tab.click_on(until(lambda: self.tab.handle(BUTTON, self.root, values=(name,)), 5, f"button “{name}”"))

    def fill(self, selector: str, text: str) -> None:
        """Click into a field and type."""
        self.tab.click_on(self.find(selector))
        self.tab.type(text)

    def find(self, selector: str) -> str:
        return until(lambda: self.tab.handle(FIRST, self.root, values=(selector,)), 5, selector)

    def count(self, selector: str) -> int:
        return int(self.tab.apply(COUNT, self.root, values=(selector,)))

    def apply(self, function: str, *values: Any) -> Any:
        """A function of the root."""
        return self.tab.apply(function, self.root, values=values)
