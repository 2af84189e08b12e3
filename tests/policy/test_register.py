"""The registers travel in the bundle's settings; what is empty takes no room, what is unknown is skipped."""

from datetime import date

import msgspec
import pytest

from policy.register import ApprovedPicture, Ask, OfficialAccount, Register, Site
from policy.settings import Settings

FULL = Register(
    sites=(Site("example.org", "olive", date(2026, 11, 22), date(2027, 11, 22)),),
    accounts=(OfficialAccount("instagram", handle="tutortrain"),),
    pictures=(ApprovedPicture("0" * 31 + "f", "Open day", until=date(2027, 1, 1)),),
)


def test_a_register_comes_through_the_bundle_as_it_was() -> None:
    settings = Settings(register=FULL)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(settings), type=Settings) == settings


def test_an_empty_register_takes_no_room() -> None:
    assert msgspec.msgpack.encode(Register()) == b"\x80"


def test_an_older_device_skips_a_register_that_it_does_not_know() -> None:
    sent = msgspec.msgpack.encode({"register": {"invented_later": [1]}})
    assert msgspec.msgpack.decode(sent, type=Settings) == Settings()


@pytest.mark.parametrize("mark", ["", "f" * 31, "F" * 32, "a picture"])
def test_a_fingerprint_has_128_bits(mark: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"mark": mark, "title": "Logo"}, ApprovedPicture)


@pytest.mark.parametrize("wrong", [{"kind": "text"}, {"value": "x" * 254}, {"value": ""}])
def test_a_question_has_no_room_for_anything_else(wrong: dict[str, str]) -> None:
    said = {"key": "k1", "kind": "link", "value": "example.org", "at": 1} | wrong
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(said, Ask)
