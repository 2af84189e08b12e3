"""A tutor at a composer: typing, and sending in every way that the page offers."""

from collections.abc import Iterable
from typing import Literal

from tests.extension.pages import Page
from tests.extension.tab import Tab

type Way = Literal["key", "button", "keyboard", "space"]
READY = "document.querySelector('#stage')?.dataset.ready === 'yes'"


def ways(page: Page) -> tuple[Way, ...]:
    """The key of the composer; the pointer on the button; Enter and Space on it."""
    pressed: tuple[Way, ...] = ("button", "keyboard", "space") if page.button else ()
    return (*(("key",) if page.keys else ()), *pressed)


class Composer:
    def __init__(self, tab: Tab, page: Page, url: str = "") -> None:
        self.tab, self.page = tab, page
        tab.open(url or page.url)
        tab.until(READY)

    def write(self, text: Iterable[str]) -> str:
        """Type into an empty composer; gives what the editor makes of it."""
        self.tab.click(self.page.composer)
        self.tab.type(text)
        return self.text

    def paste(self, text: str) -> str:
        """The same in one stroke: nothing but the whole is ever looked at."""
        self.tab.click(self.page.composer)
        self.tab.apply("text => document.execCommand('insertText', false, text)", values=(text,))
        return self.text

    def send(self, way: Way) -> None:
        match way:
            case "key":
                self.tab.press("Enter" if self.page.keys == "plain" else "Control+Enter")
            case "button":
                self.tab.click("#send")
            case "keyboard" | "space":
                self.tab.evaluate("document.querySelector('#send').focus()")
                self.tab.press("Enter" if way == "keyboard" else "Space")

    @property
    def text(self) -> str:
        """The draft as the editor itself holds it."""
        return str(self.tab.evaluate("standIn.read()"))

    @property
    def html(self) -> str:
        return str(self.tab.evaluate("standIn.html()"))

    @property
    def sent(self) -> list[str]:
        return list(self.tab.evaluate("standIn.sent()"))

    def has_sent(self, text: str) -> None:
        """That text, once, and the composer is empty again."""
        self.tab.until("standIn.sent().length > 0 && standIn.read() === ''")
        assert self.sent == [text]

    def has_focus(self) -> bool:
        """Is the caret in the composer?"""
        return bool(self.tab.evaluate(f"document.querySelector('{self.page.composer}').contains(document.activeElement)"))


def held(tab: Tab, page: Page, text: str) -> tuple[Composer, str]:
    """A composer whose send waits for an answer about a link in its text; and what the editor made of the text."""
    composer = Composer(tab, page)
    written = composer.write(text)
    composer.send("key")
    tab.panel("4.2.7")
    return composer, written
