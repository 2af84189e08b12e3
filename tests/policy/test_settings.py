import msgspec

from policy.clauses import Clause
from policy.settings import LeftMinorMessage, Mode, Settings, Unchecked
from policy.standing import Standing


def test_out_of_the_box_everything_is_enforced() -> None:
    assert {Settings().mode(clause, standing) for clause in Clause for standing in Standing} == {Mode.ENFORCE}
    assert (Settings().unchecked, Settings().left_minor_message) == (Unchecked.HOLD, LeftMinorMessage.HOLD)
    assert Settings().hold_seconds == 60


def test_a_mode_holds_for_its_clause_and_standing_alone() -> None:
    settings = Settings(modes={Clause.ONE_TO_ONE: {Standing.LEFT_MINOR: Mode.WARN}})
    assert settings.mode(Clause.ONE_TO_ONE, Standing.LEFT_MINOR) is Mode.WARN
    assert settings.mode(Clause.ONE_TO_ONE, Standing.CURRENT) is Mode.ENFORCE
    assert settings.mode(Clause.FRIENDS_AND_FOLLOWERS, Standing.LEFT_MINOR) is Mode.ENFORCE


def test_an_older_device_reads_a_newer_office_s_settings() -> None:
    sent = msgspec.msgpack.encode({"company": "Example Tutors", "invented_later": {"a": [1]}})
    assert msgspec.msgpack.decode(sent, type=Settings) == Settings(company="Example Tutors")


def test_what_is_left_as_it_is_takes_no_room() -> None:
    assert msgspec.msgpack.encode(Settings()) == b"\x80"
