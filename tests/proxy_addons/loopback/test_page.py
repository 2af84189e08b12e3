"""The page as a browser without scripts uses it: load, read, fill in the form, send."""

import asyncio
import re

import msgspec
import pytest

from policy.clauses import Clause
from policy.incident import Event, Outcome
from policy.standing import Standing
from policy.verdict import Action
from proxy_addons.conversation import Sent
from proxy_addons.hold import Cancelled, Continued, Gone

REASON = "she is my niece, the DSL knows"
BLOCKED = Event(
    key="00112233445566778899aabbccddeeff",
    incident="i",
    clause=Clause.ONE_TO_ONE,
    platform="instagram",
    act="message",
    action=Action.BLOCK,
    outcome=Outcome.BLOCKED,
    standing=Standing.CURRENT,
    subject="5a" * 16,
    epoch=1,
    serial=7,
    at=1_764_000_000,
)


async def load(http, path: str = "/") -> str:
    async with http.get(path) as response:
        assert response.status == 200
        assert response.content_type == "text/html"
        return await response.text()


@pytest.fixture
def send(http, address):
    """Fill in the form of the only hold on the page, and send it as a browser does."""

    async def send(page: str, **fields: str):
        (path,) = re.findall(r'action="(/holds/\w+)"', page)
        (token,) = re.findall(r'name="token" value="(\w+)"', page)
        form = {"token": token, "reason": "", **fields}
        origin = {"Origin": f"http://{address}"}
        async with http.post(path, data=form, headers=origin, allow_redirects=False) as response:
            await response.read()
        return response

    return send


async def follow(http, response) -> str:
    assert response.status == 303
    return await load(http, response.headers["Location"])


async def test_the_state_is_said_in_words_with_its_reasons_and_since_when(http, device) -> None:
    assert "<title>Watching: Tutor Guard</title>" in await load(http)

    device.pulse.not_seeing("discord", "its gateway speaks a new dialect")
    page = await load(http)
    assert "Partly watching" in page
    assert "Not watching <strong>Discord</strong> since" in page
    assert "its gateway speaks a new dialect" in page


async def test_what_is_watched_stands_there_and_so_does_what_is_not(http, device) -> None:
    page = await load(http)

    assert "chat.example" in page
    assert "your bank, your mail" in page


async def test_every_byte_for_the_office_is_shown_before_and_after_it_is_sent(http, device) -> None:
    assert "Nothing has been sent, and nothing waits to be sent." in await load(http)

    device.outbox.put(BLOCKED)
    page = await load(http)
    assert "A message to a pupil on Instagram was not sent (clause 5.1)." in page
    assert "waits to be sent" in page
    for name, value in msgspec.to_builtins(BLOCKED).items():
        assert f"&#34;{name}&#34;" in page
        assert str(value) in page

    device.outbox.forget([BLOCKED.key])
    page = await load(http)
    assert "waits to be sent" not in page
    assert BLOCKED.key in page


async def test_what_is_said_regularly_is_shown_word_for_word_too(http, device) -> None:
    device.courier.recent.append(Sent(1_764_000_000.0, "preflight", '{"version":"0.1.0","state":"degraded"}'))

    page = await load(http)
    assert "<code>preflight</code>" in page
    assert "&#34;state&#34;: &#34;degraded&#34;" in page


async def test_what_was_blocked_is_listed_without_names(http, device) -> None:
    device.notices.add(
        platform="instagram", act="message", clause=Clause.ONE_TO_ONE, action=Action.BLOCK, text="Message not sent."
    )

    page = await load(http)
    assert '<span class="mark">Blocked</span> message, clause 5.1<br>Message not sent.' in page


async def test_whatever_stands_in_a_notice_is_text(http, device) -> None:
    device.notices.add(
        platform="instagram", act="message", clause=Clause.ONE_TO_ONE, action=Action.BLOCK, text="<script>alert(1)</script>"
    )

    assert "<script>alert" not in await load(http)


async def test_the_default_of_a_hold_is_cancel(http, ask) -> None:
    await ask()

    page = await load(http)
    buttons = re.findall(r'<button[^>]* value="(\w+)"', page)
    assert buttons == ["cancel", "continue"]
    assert "1 request waits" not in page
    assert "A request waits for your answer" in page


async def test_a_page_on_which_somebody_may_write_is_not_loaded_anew(http, ask) -> None:
    assert 'http-equiv="refresh"' in await load(http)

    await ask()
    assert 'http-equiv="refresh"' not in await load(http)


async def test_continue_lets_the_request_go_on(http, ask, send) -> None:
    question = await ask()

    response = await send(await load(http), decision="continue", reason=REASON)
    assert "Your answer was taken" in await follow(http, response)
    assert await question == Continued(REASON)


async def test_cancel_needs_no_reason(http, ask, send) -> None:
    question = await ask()

    response = await send(await load(http), decision="cancel")
    assert "Nothing was sent" in await follow(http, response)
    assert await question == Cancelled()


async def test_a_short_reason_comes_back_with_what_was_written(http, ask, send) -> None:
    question = await ask()

    response = await send(await load(http), decision="continue", reason="<b>why")
    page = await response.text()
    assert response.status == 422
    assert "Please give a reason of at least 10 characters." in page
    assert "&lt;b&gt;why</textarea>" in page
    assert not question.done()


async def test_an_answer_that_comes_too_late_is_explained(http, ask, send) -> None:
    question = await ask()
    page = await load(http)
    await send(page, decision="cancel")
    await question

    response = await send(page, decision="continue", reason=REASON)
    assert response.status == 409
    assert "That question is closed" in await response.text()


async def test_an_answer_for_an_app_that_has_gone_says_what_to_do(http, ask, send) -> None:
    gone = asyncio.Event()
    question = await ask(gone=gone)
    page = await load(http)
    gone.set()
    assert await question == Gone()

    response = await send(page, decision="continue", reason=REASON)
    assert "Do it again within ten minutes" in await follow(http, response)


@pytest.mark.parametrize("token", ["", "0" * 64, "ö"])
async def test_a_form_that_was_not_on_our_page_answers_nothing(http, ask, send, token) -> None:
    question = await ask()

    response = await send(await load(http), decision="continue", reason=REASON, token=token)
    assert response.status == 403
    assert not question.done()


async def test_a_decision_that_is_none_answers_nothing(http, ask, send) -> None:
    question = await ask()

    response = await send(await load(http), decision="maybe", reason=REASON)
    assert response.status == 422
    assert not question.done()


async def test_the_pac_file_names_the_guarded_hosts_and_the_proxy(http) -> None:
    async with http.get("/proxy.pac") as response:
        assert response.content_type == "application/x-ns-proxy-autoconfig"
        pac = await response.text()
    assert "chat.example" in pac
    assert "PROXY 127.0.0.1:8118; DIRECT" in pac


@pytest.mark.parametrize(
    ("name", "kind"), [("status.css", "text/css"), ("live.js", "text/javascript"), ("icon.svg", "image/svg+xml")]
)
async def test_the_pages_own_files_are_served(http, name, kind) -> None:
    async with http.get(f"/static/{name}") as response:
        assert (response.status, response.content_type) == (200, kind)
        assert await response.read()


@pytest.mark.parametrize("path", ["/static/page.py", "/static/..%2fpage.py", "/static/", "/status.html"])
async def test_no_other_file_is_served(http, path) -> None:
    async with http.get(path) as response:
        assert response.status == 404


async def test_the_page_loads_nothing_from_elsewhere(http, ask, device) -> None:
    await ask()
    device.outbox.put(BLOCKED)

    page = await load(http)
    assert not re.findall(r"(?:src|href|action)=\"(?!/)[^\"#]", page)
    assert "style=" not in page
    assert "<style" not in page
