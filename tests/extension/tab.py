"""One tab, driven as a person drives it; the same in every browser.

The adviser gives the guard a second and a half, and says so when that was too short, as it may be on a busy machine. Whoever
waits for something else then presses "Try again", as a tutor would.
"""

import base64
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tests.extension import keys
from tests.extension.bidi import Bidi, Refused
from tests.extension.nodes import DEEP, Node, closed_roots
from tests.extension.panel import Panel
from tests.extension.values import plain
from tests.extension.words import say
from tests.together.waiting import PATIENCE, until

BOX = """(root, selector, holding) => [...root.querySelectorAll(selector)]
  .find(box => box.checkVisibility() && box.innerText.toLowerCase().includes(holding)) ?? null"""
SHOWN = """root => [...root.children].filter(one => one.tagName !== 'STYLE' && one.checkVisibility()).map(one => one.innerText)
  .join('\\n').trim()"""
VIEWPORT = {"width": 1280, "height": 900}


class Tab:
    """`call` is BiDi's; `context` the browser's name for the tab."""

    def __init__(self, bidi: Bidi, context: str) -> None:
        self.bidi, self.context = bidi, context

    def open(self, url: str) -> None:
        """Load a page to its end."""
        self.do("browsingContext.navigate", url=url, wait="complete")

    def reload(self) -> None:
        self.do("browsingContext.reload", wait="complete")

    def type(self, text: Iterable[str]) -> None:
        self._keys(keys.strokes(text))

    def press(self, chord: str) -> None:
        self._keys(keys.chord(chord))

    def click(self, selector: str) -> None:
        self.click_on(self.find(selector))

    def click_on(self, shared_id: str) -> None:
        pointer = {"type": "pointer", "id": "mouse", "actions": keys.click(shared_id)}
        self.do("input.performActions", actions=[pointer])

    def choose_file(self, selector: str, file: Path) -> None:
        """As a person who picks one in the browser's own window."""
        self.do("input.setFiles", element={"sharedId": self.find(selector)}, files=[str(file)])

    def find(self, selector: str, seconds: float = PATIENCE) -> str:
        """The handle of the first element that matches, once there is one."""
        locator = {"type": "css", "value": selector}
        nodes = until(
            lambda: self.do("browsingContext.locateNodes", locator=locator, maxNodeCount=1)["nodes"], seconds, selector
        )
        return str(nodes[0]["sharedId"])

    def evaluate(self, expression: str) -> Any:
        """A value out of the page's own world. The page's CSP does not bind it."""
        return plain(self._result(self.do("script.evaluate", raw="target", expression=expression, awaitPromise=True)))

    def apply(self, function: str, *handles: str, values: tuple[Any, ...] = ()) -> Any:
        """A function's value, given elements (by handle) and then plain values."""
        return plain(self._apply(function, handles, values))

    def handle(self, function: str, *handles: str, values: tuple[Any, ...] = ()) -> str:
        """The handle of the element that a function finds; "" for none."""
        return str(self._apply(function, handles, values).get("sharedId", ""))

    def until(self, expression: str, seconds: float = PATIENCE) -> Any:
        """A page's value once it is true. A page in the middle of loading has none."""
        return self._shown_when_late(lambda: self._try(lambda: self.evaluate(expression)), seconds, expression)

    def roots(self) -> list[Node]:
        """The closed shadow roots that stand in the page, which only extensions' pages and we can see."""
        document = self._result(
            self.do(
                "script.evaluate",
                raw="target",
                expression="document.documentElement",
                awaitPromise=False,
                serializationOptions=DEEP,
            )
        )
        return closed_roots(document)

    def panel(self, holding: str = "", seconds: float = PATIENCE) -> Panel:
        """The box that waits for an answer, once it is shown with that text in it."""
        return self.box("[role=dialog]", holding, seconds)

    def no_panel(self, seconds: float = PATIENCE) -> None:
        until(lambda: self._try(lambda: self.box_now("[role=dialog]") is None), seconds, "no panel")

    def box(self, selector: str, holding: str = "", seconds: float = PATIENCE) -> Panel:
        """Any box of the adviser's, once it is shown with that text in it."""
        wanted = f"{selector} with “{holding}”"
        return self._shown_when_late(lambda: self.shown(selector, holding), seconds, wanted)

    def shown(self, selector: str, holding: str = "") -> Panel | None:
        """Such a box, if there is one now; none while the page changes."""
        return self._try(lambda: self.box_now(selector, holding))

    def box_now(self, selector: str, holding: str = "") -> Panel | None:
        for root in self.roots():
            if box := self.handle(BOX, str(root["sharedId"]), values=(selector, holding.casefold())):
                return Panel(self, box)
        return None

    def adviser_says(self) -> str:
        """All that the adviser shows in this page now."""
        return "\n".join(str(self.apply(SHOWN, str(root["sharedId"]))) for root in self.roots())

    def screenshot(self, file: Path) -> None:
        """A picture of what is in view, of few colours: some are kept in the documentation."""
        file.parent.mkdir(parents=True, exist_ok=True)
        taken = Image.open(BytesIO(base64.b64decode(self.do("browsingContext.captureScreenshot")["data"])))
        taken.convert("RGB").quantize(64).save(file, optimize=True)

    def resize(self, width: int = VIEWPORT["width"], height: int = VIEWPORT["height"], zoom: int = 1) -> None:
        """A window of that size, at a zoom: the same as fewer and bigger CSS pixels."""
        size = {"width": width // zoom, "height": height // zoom}
        self.do("browsingContext.setViewport", viewport=size, devicePixelRatio=float(zoom))

    def close(self) -> None:
        self.do("browsingContext.close")

    def do(self, method: str, /, raw: str = "", **parameters: Any) -> dict[str, Any]:
        """A command about this tab."""
        where = {"target": {"context": self.context}} if raw == "target" else {"context": self.context}
        return self.bidi.call(method, **where, **parameters)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _keys(self, actions: list[keys.Action]) -> None:
        self.do("input.performActions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def _apply(self, function: str, handles: tuple[str, ...], values: tuple[Any, ...]) -> dict[str, Any]:
        arguments = [{"sharedId": handle} for handle in handles] + [local(value) for value in values]
        answer = self.do(
            "script.callFunction", raw="target", functionDeclaration=function, arguments=arguments, awaitPromise=True
        )
        return self._result(answer)

    def _shown_when_late[T](self, condition: Callable[[], T | None], seconds: float, why: str) -> T:
        def met() -> T | None:
            found = condition()
            if not found:
                self._insist()
            return found

        try:
            return until(met, seconds, why)  # type: ignore[return-value]  # None is no result
        except AssertionError as late:
            late.add_note(f"the adviser shows: {self.adviser_says()!r}")
            raise

    def _insist(self) -> None:
        for late in ("failed_slow", "failed_office"):
            if panel := self.shown("[role=dialog]", say(late)):
                panel.click(say("try_again"))

    @staticmethod
    def _result(answer: dict[str, Any]) -> dict[str, Any]:
        if answer["type"] == "exception":
            raise Refused(answer["exceptionDetails"]["text"])
        result: dict[str, Any] = answer["result"]
        return result

    @staticmethod
    def _try[T](work: Callable[[], T]) -> T | None:
        try:
            return work()
        except Refused:
            return None  # the page changed between two questions about it


def local(value: str | float | bool) -> dict[str, Any]:
    """A plain value as BiDi takes it."""
    kinds = {str: "string", bool: "boolean", int: "number", float: "number"}
    return {"type": kinds[type(value)], "value": value}
