from policy.account import Account
from policy.activity import FollowReceived, MessageReceived
from policy.platforms.discord.shapes import (
    Channel,
    Message,
    Relationship,
    User,
    conversation,
    received,
    relationship,
    sent_at,
)
from policy.platforms.discord.site import platform
from policy.sighting import PersonSeen, ThreadSeen

PUPIL = Account("discord", id="222", handle="pupil_one")
OTHER = Account("discord", id="333")
THREAD = platform.thread("900")


def test_a_user_has_a_number_and_a_name_in_the_new_or_the_old_form() -> None:
    assert User(id=222, username="Pupil_One", discriminator="0").account == PUPIL
    assert User(id="222", username="Pupil One", discriminator="1234").account == Account("discord", "222", "Pupil One#1234")


def test_a_user_with_a_name_that_nobody_can_have_keeps_the_number() -> None:
    assert User(id="222", username="!").account == Account("discord", id="222")


def test_recipients_are_listed_or_numbered_and_named_elsewhere() -> None:
    channel = Channel(id="900", type=3, recipient_ids=("222", 333))
    assert list(conversation(channel, {"222": PUPIL})) == [ThreadSeen(THREAD, (PUPIL, OTHER))]


def test_a_channel_without_recipients_says_nothing_of_them() -> None:
    assert list(conversation(Channel(id="900", type=1))) == []
    assert list(conversation(Channel(id="900", type=1, recipients=None, recipient_ids=None))) == []


def test_a_guilds_channel_is_public() -> None:
    assert list(conversation(Channel(id=900, type=0, guild_id="7"))) == [ThreadSeen(THREAD, (), complete=False, public=True)]


def test_a_channel_of_an_unknown_type_teaches_nothing() -> None:
    assert list(conversation(Channel(id="900", type=99, recipient_ids=("222",)))) == []


def test_a_message_request_is_contact_from_the_other_person() -> None:
    asked = Channel(id="900", type=1, recipient_ids=("333",), is_message_request=True, last_message_id="1331000000000000000")
    assert list(conversation(asked)) == [
        ThreadSeen(THREAD, (OTHER,)),
        MessageReceived(people=(OTHER,), threads=(THREAD,), message="1331000000000000000", at=1737405528.784),
    ]


def test_a_request_has_one_name_however_exactly_its_time_is_told() -> None:
    exact = Relationship(id="333", type=3, since="2025-01-20T10:00:00.348000+00:00")
    short = Relationship(id="333", type=3, since="2025-01-20T10:00:00Z")
    (first,), (second,) = relationship(exact), relationship(short)
    assert isinstance(first, FollowReceived)
    assert isinstance(second, FollowReceived)
    assert (first.message, first.people) == (second.message, second.people)


def test_a_time_that_is_none_is_unknown() -> None:
    (request,) = relationship(Relationship(id="333", type=3, since="soon"))
    assert request == FollowReceived(people=(OTHER,), message="friend request 333 0")


def test_a_friend_teaches_the_name_and_a_stranger_without_number_nothing() -> None:
    assert list(relationship(Relationship(id="222", type=1, user=User(id="222", username="pupil_one")))) == [PersonSeen(PUPIL)]
    assert list(relationship(Relationship(type=3))) == []


def test_a_message_in_a_guild_is_no_contact() -> None:
    author = User(id="222", username="pupil_one")
    assert list(received(Message(id="1", channel_id="900", author=author, guild_id="7"))) == []
    assert list(received(Message(id="1", channel_id="900", author=author, channel_type=0))) == []
    assert [
        reading.people
        for reading in received(Message(id="1", channel_id="900", author=author))
        if isinstance(reading, MessageReceived)
    ] == [(PUPIL,)]


def test_an_id_tells_when_it_was_made() -> None:
    assert sent_at("175928847299117063") == 1462015105.796  # the example of Discord's own documentation
    assert sent_at("later") == 0.0
