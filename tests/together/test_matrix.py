"""matrix-nio, real and unmodified, through the guard to a real Synapse: a homeserver that the office configured."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.together.cast import Traces
from tests.together.driver import Driver
from tests.together.guard import Guard
from tests.together.internet import Internet
from tests.together.office import Office
from tests.together.refusals import by_matrix_nio as refused
from tests.together.sites.matrix import Matrix
from tests.together.synapse import HOST, PASSWORD, PUPILS, Synapse
from tests.together.waiting import until

pytestmark = pytest.mark.client


@pytest.fixture(scope="module")
def matrix(internet: Internet, synapse: Synapse) -> Matrix:
    return Matrix(internet, synapse.port)


@pytest.fixture(scope="module")
def people(synapse: Synapse, traces: Traces) -> dict[str, str]:
    """Full ids on the homeserver."""
    ids = {name: synapse.register(name) for name in ("the_tutor", "mx_stranger", *PUPILS)}
    traces.strangers.append(ids["mx_stranger"])
    return ids


@pytest.fixture(scope="module")
def desk(folder: Path, matrix: Matrix, guard: Guard, trust: Path, people: dict[str, str]) -> Iterator[Driver]:
    arguments = [guard.proxy, str(trust), f"https://{HOST}", people["the_tutor"], PASSWORD]
    running = Driver("matrix.py", *arguments, log=folder / "clients.log")
    yield running
    running.close()


@pytest.fixture(scope="module")
def tablet(folder: Path, synapse: Synapse, people: dict[str, str]) -> Iterator[Driver]:
    """The tutor's other client, on a machine without a guard."""
    arguments = ["", "", f"http://127.0.0.1:{synapse.port}", people["the_tutor"], PASSWORD]
    running = Driver("matrix.py", *arguments, log=folder / "clients.log")
    yield running
    running.close()


@pytest.fixture(scope="module")
def pupil(folder: Path, synapse: Synapse, people: dict[str, str]) -> Iterator[Driver]:
    """The pupil's own client, on a machine without a guard."""
    arguments = ["", "", f"http://127.0.0.1:{synapse.port}", people["mx_pupil"], PASSWORD]
    running = Driver("matrix.py", *arguments, log=folder / "clients.log")
    yield running
    running.close()


def test_a_room_for_two_with_a_pupil_is_not_made(desk: Driver, matrix: Matrix, people: dict[str, str], office: Office) -> None:
    assert refused(desk.call("create_room", people["mx_second"]))
    assert matrix.internet.requests(HOST, "/createRoom", "POST") == []
    assert office.incident("mx_second", "5.1")["outcome"] == "blocked"


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_joining_a_pupils_room_is_refused(
    kind: str, desk: Driver, pupil: Driver, matrix: Matrix, people: dict[str, str]
) -> None:
    room = pupil.call("create_room", people["the_tutor"], encrypted=kind == "encrypted").value
    assert ":" not in room
    assert room in desk.call("sync").value["invited"]
    assert refused(desk.call("join", room))
    assert matrix.internet.requests(HOST, f"/join/{room}", "POST") == []


@pytest.mark.parametrize("verb", ["say", "say_encrypted"])
def test_a_message_in_a_pupils_room_is_refused_encrypted_or_not(
    verb: str, desk: Driver, tablet: Driver, pupil: Driver, matrix: Matrix, people: dict[str, str], traces: Traces
) -> None:
    """The tutor had joined elsewhere, where there is no guard."""
    room = pupil.call("create_room", people["the_tutor"], encrypted=verb == "say_encrypted").value
    tablet.call("join", room)
    assert room in desk.call("sync").value["joined"]
    assert refused(desk.call(verb, room, traces.text()))
    assert refused(desk.call("react", room, "$event"))
    assert [seen for seen in matrix.sends() if room in seen.path] == []


def test_a_room_that_no_sync_showed_is_asked_for_and_then_refused(
    desk: Driver, tablet: Driver, pupil: Driver, matrix: Matrix, people: dict[str, str], traces: Traces
) -> None:
    room = pupil.call("create_room", people["the_tutor"]).value
    tablet.call("join", room)
    assert refused(desk.call("say", room, traces.text()))
    assert [seen for seen in matrix.sends() if room in seen.path] == []


def test_inviting_a_pupil_into_an_empty_room_is_refused(desk: Driver, matrix: Matrix, people: dict[str, str]) -> None:
    room = desk.call("create_room", direct=False).value
    assert room
    assert refused(desk.call("invite", room, people["mx_third"]))
    assert matrix.internet.requests(HOST, f"/rooms/{room}/invite", "POST") == []


def test_a_room_with_a_pupil_and_others_passes_and_is_recorded_once(
    desk: Driver, people: dict[str, str], office: Office, traces: Traces, matrix: Matrix
) -> None:
    room = desk.call("create_room", people["mx_stranger"], people["mx_third"], direct=False).value
    for _ in range(2):
        assert desk.call("say", room, traces.text("group")).error == ""
    assert len([seen for seen in matrix.sends() if room in seen.path]) == 2
    until(lambda: [one for one in office.incidents("mx_third") if one["action"] == "record"])
    assert len([one for one in office.incidents("mx_third") if one["action"] == "record"]) == 1


def test_a_stranger_is_written_to(desk: Driver, people: dict[str, str], matrix: Matrix, traces: Traces) -> None:
    room = desk.call("create_room", people["mx_stranger"]).value
    event = desk.call("say", room, traces.text("stranger"))
    assert event.error == ""
    assert desk.call("react", room, event.value).error == ""


def test_a_pupils_invitation_and_message_are_reported(
    desk: Driver, pupil: Driver, people: dict[str, str], office: Office, traces: Traces
) -> None:
    pupil.call("create_room", people["the_tutor"])
    desk.call("sync")
    assert office.incident("mx_pupil", "5.4")["action"] == "record"
