import msgspec
import pytest

from policy.activity import Thread
from policy.examples import PUPIL, STRANGER
from policy.sighting import PersonSeen, SelfSeen, Sighting, ThreadLeft, ThreadSeen

THREAD = Thread("instagram", ("1",))


@pytest.mark.parametrize(
    "sighting",
    [
        PersonSeen(PUPIL),
        SelfSeen(STRANGER),
        ThreadSeen(THREAD, (PUPIL, STRANGER), complete=False, with_tutor=True),
        ThreadSeen(THREAD, (), public=True),
        ThreadLeft(THREAD, PUPIL),
    ],
)
def test_a_sighting_survives_being_stored(sighting: Sighting) -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(sighting), type=Sighting) == sighting


def test_a_thread_is_whole_private_and_without_the_tutor_unless_it_says_otherwise() -> None:
    seen = ThreadSeen(THREAD, (PUPIL,))
    assert (seen.complete, seen.with_tutor, seen.public) == (True, False, False)
