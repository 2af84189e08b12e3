import pytest

from policy.account import InvalidHandle
from policy.adapter import Platform

CHIRPER = Platform(
    "chirper",
    handle=r"[a-z_]{2,10}",
    ids=r"[0-9]+",
    id_key=lambda text: text.removeprefix("n:"),
    bare_ids=r"n:[0-9]+",
    profiles=("*.chirper.example/u/{handle}", "chirper.example/show?id={id}"),
)
MANY = Platform(
    "many", handle=r"[^@]+@.+", ids=r".+/[0-9]+", profiles=("{host}/@{handle}", "{host}/profile?id={id}", "{host}/{handle}")
)


@pytest.mark.parametrize(
    "entered",
    [
        "Pupil",
        "@pupil",
        "https://chirper.example/u/pupil",
        "HTTPS://UK.CHIRPER.EXAMPLE/u/Pupil/?x=1#top",
        "a.b.chirper.example/u/pu%70il",
        "chirper.example/u/%E2%80%8Bpupil",
    ],
)
def test_every_form_of_a_handle_is_the_handle(entered: str) -> None:
    assert CHIRPER.account(entered).handle == "pupil"


@pytest.mark.parametrize("entered", ["n:5", "https://chirper.example/show?id=5", "chirper.example/show?a=b&id=5&c=d"])
def test_an_id_may_be_entered_where_a_handle_is_expected(entered: str) -> None:
    assert CHIRPER.account(entered).id_key == "chirper:id:5"


@pytest.mark.parametrize(
    "entered",
    [
        "https://chirper.example/about",
        "https://evilchirper.example/u/pupil",
        "https://chirper.example.evil.example/u/pupil",
        "https://chirper.example@evil.example/u/pupil",
        "ftp://chirper.example/u/pupil",
        "x",
        "pupil one",
        "@@pupil",
        "",
    ],
)
def test_what_names_nobody_is_refused(entered: str) -> None:
    with pytest.raises(InvalidHandle):
        CHIRPER.account(entered)


@pytest.mark.parametrize("enormous", ["a" * 1_000_000, "a.b" * 100_000, "chirper.example/u/" + "%61" * 100_000])
def test_what_is_enormous_is_refused_unread(enormous: str) -> None:
    assert (CHIRPER.seen(enormous), CHIRPER.seen(id=enormous), MANY.seen(enormous)) == (None, None, None)


def test_a_profile_address_and_another_id_are_refused() -> None:
    assert CHIRPER.account("chirper.example/show?id=5", id="n:5").id == "5"
    with pytest.raises(InvalidHandle, match="different accounts"):
        CHIRPER.account("chirper.example/show?id=5", id="6")


def test_an_inner_id_alone_is_an_account() -> None:
    assert CHIRPER.account(also=("inner:1",)).keys == ("chirper:inner:1",)


def test_on_a_platform_of_many_servers_the_host_is_part_of_the_name() -> None:
    assert MANY.account("https://one.example/@pupil").handle == "pupil@one.example"
    assert MANY.account("https://one.example:8443/@pupil@two.example").handle == "pupil@two.example"
    assert MANY.account("one.example/profile?id=7").id == "one.example/7"


def test_seen_is_none_for_what_the_platform_could_not_have() -> None:
    assert CHIRPER.seen("Pupil", id=5) == CHIRPER.account("pupil", id="5")
    assert [CHIRPER.seen(value) for value in ("x", None, 5, ["pupil"], {"a": 1})] == [None] * 5
    assert CHIRPER.seen("pupil", id=None) == CHIRPER.account("pupil")
    assert CHIRPER.seen("pupil", id="not a number") is None
