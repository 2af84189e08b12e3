import logging

import pytest
from mitmproxy import exceptions, options
from mitmproxy.hooks import DoneHook
from mitmproxy.master import Master
from mitmproxy.proxy.layers.http import HttpRequestHook
from mitmproxy.test import tflow

from proxy_addons.hooks import Hooks


class Listening:
    def __init__(self, name: str, heard: list[str], error: Exception | None = None) -> None:
        self.name, self.heard, self.error = name, heard, error

    async def request(self, _: object) -> None:
        self.heard.append(self.name)
        if self.error:
            raise self.error

    def update(self, _: object) -> None:
        self.heard.append("update")


async def chain(*addons: object) -> Hooks:
    made = Hooks(Master(options.Options()))
    made.add(*addons)
    return made


async def test_every_addon_hears_of_an_event_in_order_and_of_nothing_else() -> None:
    heard: list[str] = []
    hooks = await chain(Listening("a", heard), Listening("b", heard))
    await hooks.handle_lifecycle(HttpRequestHook(tflow.tflow()))
    await hooks.trigger_event(DoneHook())
    assert heard == ["a", "b"]


async def test_an_addon_added_later_is_heard_too() -> None:
    heard: list[str] = []
    hooks = await chain(Listening("a", heard))
    await hooks.trigger_event(HttpRequestHook(tflow.tflow()))
    hooks.add(Listening("b", heard))
    await hooks.trigger_event(HttpRequestHook(tflow.tflow()))
    assert heard == ["a", "a", "b"]


async def test_one_that_fails_does_not_stop_the_others_and_its_words_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[str] = []
    hooks = await chain(Listening("a", heard, ValueError("canary")), Listening("b", heard))
    with caplog.at_level(logging.ERROR):
        await hooks.trigger_event(HttpRequestHook(tflow.tflow()))
    assert heard == ["a", "b"]
    assert "ValueError in request" in caplog.text
    assert "canary" not in caplog.text


async def test_one_that_halts_is_the_last() -> None:
    heard: list[str] = []
    hooks = await chain(Listening("a", heard, exceptions.AddonHalt()), Listening("b", heard))
    await hooks.trigger_event(HttpRequestHook(tflow.tflow()))
    assert heard == ["a"]


async def test_a_wrong_option_is_still_an_error() -> None:
    hooks = await chain(Listening("a", [], exceptions.OptionsError("no")))
    with pytest.raises(exceptions.OptionsError):
        await hooks.trigger_event(HttpRequestHook(tflow.tflow()))
