import asyncio
import json

import pytest

from proxy_addons.hold import Cancelled, Continued, Gone

REASON = "she is my niece, the DSL knows"


@pytest.fixture
async def held(ask, address):
    """A request that waits at a guard that runs."""
    return await ask()


async def test_holds_are_listed_for_programs(command, held, device) -> None:
    listed = json.loads((await command("holds", "--json")).stdout)

    assert listed == [
        {
            "id": device.holds.list()[0].id,
            "platform": "instagram",
            "act": "follow",
            "clause": "5.2",
            "standing": "current",
            "asked_at": "2025-11-24T16:00:00.000Z",
            "expires_at": "2025-11-24T16:01:00.000Z",
        }
    ]


async def test_holds_are_listed_for_people_with_what_to_do(command, held, device) -> None:
    said = (await command("holds")).stdout

    assert device.holds.list()[0].id in said
    assert "instagram: follow (clause 5.2)" in said
    assert "answer ID cancel" in said


async def test_nothing_waits(command, address) -> None:
    assert (await command("holds")).stdout == "Nothing waits for your answer.\n"
    assert (await command("holds", "--json")).stdout == "[]\n"


async def test_continue_with_a_reason_lets_the_request_go_on(command, held, device) -> None:
    done = await command("answer", device.holds.list()[0].id, "continue", "--reason", REASON)

    assert (done.exit_code, done.stdout) == (0, "Continued: the request goes on, and your reason is recorded.\n")
    assert await held == Continued(REASON)


async def test_cancel_refuses_it(command, held, device) -> None:
    done = await command("answer", device.holds.list()[0].id, "cancel")

    assert (done.exit_code, done.stdout) == (0, "Cancelled: nothing was sent.\n")
    assert await held == Cancelled()


@pytest.mark.parametrize("reason", [(), ("--reason", "because")])
async def test_continue_without_a_proper_reason_is_refused(command, held, device, reason) -> None:
    done = await command("answer", device.holds.list()[0].id, "continue", *reason)

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "Error: please give a reason of at least 10 characters\n"
    assert not held.done()


async def test_an_unknown_id_is_refused(command, address) -> None:
    done = await command("answer", "ffffffff", "cancel")

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: no such hold is open")


async def test_an_answer_works_once(command, held, device) -> None:
    hold = device.holds.list()[0].id
    await command("answer", hold, "cancel")
    await held

    assert (await command("answer", hold, "continue", "--reason", REASON)).exit_code == 1


async def test_an_answer_for_an_app_that_has_gone_says_what_to_do(command, ask, device, address) -> None:
    gone = asyncio.Event()
    question = await ask(gone=gone)
    hold = device.holds.list()[0].id
    gone.set()
    assert await question == Gone()

    done = await command("answer", hold, "continue", "--reason", REASON)
    assert done.exit_code == 0
    assert "do it again within ten minutes" in done.stdout


async def test_a_decision_is_one_of_two(command, held, device) -> None:
    assert (await command("answer", device.holds.list()[0].id, "maybe")).exit_code == 2


@pytest.mark.parametrize("line", [("holds",), ("holds", "--json"), ("answer", "a", "cancel")])
async def test_without_a_guard_it_is_said_how_to_start_one(command, line) -> None:
    done = await command(*line)

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "Error: the guard is not running; start it with: python -m proxy_addons run\n"
