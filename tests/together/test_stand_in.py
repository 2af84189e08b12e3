"""The harness itself: real clients against the stand-in with no guard between. When these fail, the tests are broken."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.together.driver import Driver
from tests.together.internet import Internet
from tests.together.sites.discord import Discord
from tests.together.sites.instagram import Instagram
from tests.together.sites.matrix import Matrix
from tests.together.synapse import HOST, PASSWORD, Synapse
from tests.together.waiting import until

pytestmark = pytest.mark.client


@pytest.fixture(scope="module")
def internet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Internet]:
    running = Internet(tmp_path_factory.mktemp("internet"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def instagram(internet: Internet) -> Instagram:
    return Instagram(internet)


@pytest.fixture(scope="module")
def discord(internet: Internet) -> Discord:
    return Discord(internet)


@pytest.fixture(scope="module")
def phone(internet: Internet, instagram: Instagram, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """The transport that speaks HTTP/1.1; the other one wants HTTP/2, which only the guard offers."""
    log = tmp_path_factory.mktemp("phone") / "log"
    running = Driver("instagram.py", internet.address, str(internet.ca_file), "requests", log=log)
    yield running
    running.close()


def test_a_message_by_instagrapi_arrives_as_it_was_sent(phone: Driver, instagram: Instagram) -> None:
    person = instagram.person()
    assert phone.call("direct_send", "hello", [int(person.id)]).error == ""
    sent = phone.call("last_body").value
    assert [seen.body.decode() for seen in instagram.sends()] == [sent]
    assert f"recipient_users=%5B%5B{person.id}%5D%5D" in sent


def test_an_inbox_shows_who_is_in_a_thread(phone: Driver, instagram: Instagram) -> None:
    person = instagram.person()
    thread = instagram.thread(person)
    listed = {entry["id"]: entry["users"][0]["pk"] for entry in phone.call("direct_threads").value}
    assert listed[thread.long] == person.id


def test_a_host_that_nobody_plays_answers_over_tls_with_a_certificate_of_its_own(internet: Internet) -> None:
    curl = ["curl", "--silent", "--proxy", internet.address, "--cacert", str(internet.ca_file), "https://echo.example/here"]
    done = subprocess.run(curl, capture_output=True, text=True, timeout=60, check=True)
    assert '"path": "/here"' in done.stdout


@pytest.mark.parametrize("compression", ["zstd", "zlib"])
def test_discord_py_reads_the_gateway(internet: Internet, discord: Discord, tmp_path: Path, compression: str) -> None:
    person = discord.person()
    channel = discord.channel(person)
    trust = {"REQUESTS_CA_BUNDLE": str(internet.ca_file), "SSL_CERT_FILE": str(internet.ca_file)}
    with Driver("discord.py", internet.address, compression, log=tmp_path / "log", environment=trust) as client:
        message = discord.says(channel, person.user(), "hello")
        assert until(lambda: client.call("heard_messages").value) == [message]
        assert client.call("message_channel", channel.id, "hello back").error == ""


def test_matrix_nio_reaches_synapse(internet: Internet, synapse: Synapse, tmp_path: Path) -> None:
    matrix = Matrix(internet, synapse.port)
    tutor, other = synapse.register("someone"), synapse.register("someone_else")
    arguments = [internet.address, str(internet.ca_file), f"https://{HOST}", tutor, PASSWORD]
    with Driver("matrix.py", *arguments, log=tmp_path / "log") as client:
        room = client.call("create_room", other).value
        assert client.call("say", room, "hello").error == ""
        assert [f"/rooms/{room}/send/" in seen.path for seen in matrix.sends()] == [True]
