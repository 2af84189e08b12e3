"""mitmproxy's chain of addons, with the callables of each hook looked up once instead of at every event.

mitmproxy asks every addon for every hook's name, twice an event (each is followed by `update`, which only its console
needs): with few addons that is a fifth of a request's cost. What differs besides: an exception's text is never logged.
"""

import inspect
import logging
from collections.abc import Callable
from typing import Any

from mitmproxy import exceptions, hooks
from mitmproxy.addonmanager import AddonManager, traverse

logger = logging.getLogger(__name__)


class Hooks(AddonManager):
    """In place of a Master's `addons`."""

    def __init__(self, master: object) -> None:
        super().__init__(master)  # type: ignore[no-untyped-call]
        self._found: dict[str, list[Callable[..., Any]]] = {}

    def add(self, *addons: object) -> None:
        super().add(*addons)  # type: ignore[no-untyped-call]
        self._found.clear()

    async def handle_lifecycle(self, event: hooks.Hook) -> None:
        await self.trigger_event(event)

    async def trigger_event(self, event: hooks.Hook) -> None:
        try:
            calls = self._found[event.name]
        except KeyError:
            calls = self._found[event.name] = self._look_up(event.name)
        if not calls:
            return
        arguments = event.args()
        for call in calls:
            try:
                result = call(*arguments)
                if result is not None and inspect.isawaitable(result):
                    await result
            except exceptions.AddonHalt:
                return
            except exceptions.OptionsError:
                raise
            except Exception as error:  # noqa: BLE001 - mitmproxy's own addons; ours are wrapped by fail_closed
                logger.error("addon failed: %s in %s", type(error).__name__, event.name)  # noqa: TRY400 - the text may quote

    def _look_up(self, name: str) -> list[Callable[..., Any]]:
        calls = (getattr(addon, name, None) for addon in traverse(self.chain))
        return [call for call in calls if callable(call)]
