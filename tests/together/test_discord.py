"""discord.py-self, real and unmodified, through the guard; the gateway is compressed as the client asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.together.cast import Cast, Traces
from tests.together.driver import Driver
from tests.together.guard import Guard
from tests.together.office import Office
from tests.together.refusals import by_discord_py as refused
from tests.together.refusals import went_through
from tests.together.sites.discord import REST, Discord
from tests.together.sites.discord_world import TUTOR, Person
from tests.together.waiting import until

pytestmark = pytest.mark.client


def trusting(trust: Path) -> dict[str, str]:
    """Its REST and gateway read the first, the rest of it the second."""
    return {"REQUESTS_CA_BUNDLE": str(trust), "SSL_CERT_FILE": str(trust)}


@pytest.fixture(scope="module")
def friends(class_mates: Cast[Person], discord: Discord) -> dict[str, Person]:
    """Who stands in READY when the client comes: nothing else tells the guard whose channels these are."""
    made = {name: class_mates.pupil() for name in ("friend", "in group", "asking", "request", "sender")}
    discord.channel(made["friend"])
    discord.channel(made["in group"], class_mates.stranger())
    discord.channel(made["request"], request=True)
    discord.channel(made["sender"])
    discord.asking.append(made["asking"])
    return made


@pytest.fixture(scope="module")
def desk(folder: Path, guard: Guard, friends: dict[str, Person], trust: Path) -> Iterator[Driver]:
    running = Driver("discord.py", guard.proxy, "zstd", log=folder / "clients.log", environment=trusting(trust))
    yield running
    running.close()


def channel_of(discord: Discord, person: Person) -> str:
    return next(one.id for one in discord.channels.values() if person in one.people)


def test_a_channel_that_ready_named_is_known_as_a_pupils(
    desk: Driver, discord: Discord, friends: dict[str, Person], office: Office, class_mates: Cast[Person], traces: Traces
) -> None:
    channel = channel_of(discord, friends["friend"])
    assert refused(desk.call("message_channel", channel, traces.text()))
    assert discord.internet.requests(REST, f"/channels/{channel}/messages", "POST") == []
    incident = office.incident(class_mates.ref(friends["friend"]), "5.1")
    assert (incident["outcome"], incident["count"]) == ("blocked", 1)


def test_opening_a_channel_to_a_pupil_is_refused_already(
    desk: Driver, discord: Discord, class_mates: Cast[Person], traces: Traces
) -> None:
    pupil = class_mates.pupil()
    assert refused(desk.call("open_channel", pupil.id))
    assert [
        seen for seen in discord.internet.requests(REST, "/users/@me/channels", "POST") if pupil.id in seen.body.decode()
    ] == []


def test_a_message_to_a_stranger_passes(desk: Driver, discord: Discord, class_mates: Cast[Person], traces: Traces) -> None:
    stranger = class_mates.stranger()
    assert desk.call("message_person", stranger.id, traces.text("stranger")).error == ""
    assert traces.canary in discord.sends()[-1].body.decode()


def test_a_group_with_a_pupil_and_others_passes_and_is_recorded(
    desk: Driver, discord: Discord, friends: dict[str, Person], office: Office, class_mates: Cast[Person], traces: Traces
) -> None:
    channel = channel_of(discord, friends["in group"])
    for _ in range(2):
        assert desk.call("message_channel", channel, traces.text("group")).error == ""
    assert office.incident(class_mates.ref(friends["in group"]), "5.1")["action"] == "record"
    assert len(office.incidents(class_mates.ref(friends["in group"]))) == 1


def test_accepting_a_pupils_message_request_is_refused(desk: Driver, discord: Discord, friends: dict[str, Person]) -> None:
    channel = channel_of(discord, friends["request"])
    assert refused(desk.call("accept_request", channel))
    assert discord.internet.requests(REST, f"/channels/{channel}/recipients", "PUT") == []


@pytest.mark.parametrize("verb", ["ask_by_name", "befriend", "accept_friend"])
def test_friendship_with_a_pupil_waits_for_the_tutor(
    verb: str, desk: Driver, discord: Discord, guard: Guard, friends: dict[str, Person], class_mates: Cast[Person]
) -> None:
    pupil = friends["asking"] if verb == "accept_friend" else class_mates.pupil()
    before = len(discord.internet.requests(REST, "/relationships"))
    desk.begin(verb, pupil.handle if verb == "ask_by_name" else pupil.id)
    guard.cancel(guard.hold())
    assert desk.answer().error in {"Forbidden", "HTTPException"}
    assert len(discord.internet.requests(REST, "/relationships")) == before


def test_declining_and_blocking_are_not_delayed(
    desk: Driver, discord: Discord, friends: dict[str, Person], class_mates: Cast[Person]
) -> None:
    for verb in ("block_person", "decline_friend"):
        assert went_through(desk.call(verb, friends["asking"].id))


def test_a_pupils_message_on_the_gateway_is_reported_once_and_reaches_the_tutor(
    desk: Driver, discord: Discord, friends: dict[str, Person], office: Office, class_mates: Cast[Person], traces: Traces
) -> None:
    sender = friends["sender"]
    channel = next(one for one in discord.channels.values() if sender in one.people)
    own = discord.says(channel, TUTOR, traces.text("mine"))
    message = discord.says(channel, sender.user(), traces.text("hello"))
    until(lambda: message in desk.call("heard_messages").value)
    assert desk.call("heard_messages").value[-2:] == [own, message]
    assert office.incident(class_mates.ref(sender), "5.4")["count"] == 1


def test_a_pupil_known_by_handle_alone_is_known_after_ready(
    guard: Guard, discord: Discord, class_mates: Cast[Person], trust: Path, traces: Traces, folder: Path
) -> None:
    """Also the other compression: a client without zstd asks for zlib-stream."""
    channel = discord.channel(class_mates.pupil_by_handle())
    with Driver("discord.py", guard.proxy, "zlib", log=folder / "clients.log", environment=trusting(trust)) as client:
        assert refused(client.call("message_channel", channel.id, traces.text()))
