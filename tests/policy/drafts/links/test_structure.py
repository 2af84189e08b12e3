import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.drafts.links import structure
from policy.drafts.links.suffixes import parts


def seen(host: str) -> set[str]:
    return set(structure.signals(host, parts(host)))


@pytest.mark.parametrize(
    ("host", "signal"),
    [
        ("evil.top", "top:top"),
        ("my-page.web.app", "hosting:web.app"),
        ("my-page.web.app", "hosting"),
        ("a1234.com", "digits:4"),
        ("a-b-c-d.com", "hyphens:3"),
        ("averyveryverylongname.com", "long name:20"),
        ("x1.y2.z3.example.com", "odd parts:3"),
        ("dkfjghskdjfhgk.example.com", "long part:12"),
        ("secure-login-account.com", "lures:3"),
        ("a1b2c3.com", "switches:5"),
        ("bcdfghjk.com", "consonants:6"),
        ("royalmail-fee.com", "brand:1"),
        ("xkqzvjwq.com", "strange:4"),
        ("locker-pickup.com", "word:pickup"),
        ("newclientespace.com", "inside:cliente"),
    ],
)
def test_a_sign_is_seen(host: str, signal: str) -> None:
    assert signal in seen(host)


def test_everyday_names_show_next_to_nothing() -> None:
    assert seen("www.example.com") == {"top:com", "word:www", "word:example"}
    assert seen("shop.example.co.uk") == {"top:uk", "word:shop", "word:example"}


def test_on_a_free_host_what_honest_people_do_there_says_nothing() -> None:
    assert seen("oakwood-primary-school-2.weebly.com") <= {
        "hosting", "hosting:weebly.com", "site hyphens:2", "site hyphens:3",
        *(f"word:{word}" for word in ("oakwood", "primary", "school")),
    }  # fmt: skip
    assert "site digits:4" in seen("a1234.weebly.com")


@pytest.mark.parametrize("host", ["st-peters-church-hitchin.org.uk", "wells-next-the-sea.co.uk", "llanfair-singers.cymru"])
def test_parishes_and_clubs_with_long_names_say_nothing_under_a_british_suffix(host: str) -> None:
    assert not {signal for signal in seen(host) if signal.startswith(("hyphens", "long name"))}


def test_with_a_lure_a_long_british_name_counts() -> None:
    assert {"hyphens:3", "long name:16"} <= seen("verify-my-account-now.co.uk")
    assert {"hyphens:3", "long name:16"} <= seen("royalmail-fee-for-you.co.uk")


def test_a_site_of_its_own_is_no_misuse_of_the_brand() -> None:
    assert "brand:1" not in seen("www.paypal.com")
    assert "brand:1" in seen("paypal-help.com")


HOSTS = st.from_regex(r"[a-z0-9-]{1,20}(\.[a-z0-9-]{1,10}){0,2}\.(com|top|web\.app)", fullmatch=True)


@given(HOSTS)
def test_a_rung_of_a_ladder_brings_the_lower_ones(host: str) -> None:
    signals = seen(host)
    for ladder, rungs in structure.LADDERS.items():
        climbed = [f"{ladder}:{rung}" in signals for rung in rungs]
        assert climbed == sorted(climbed, reverse=True)


def test_the_surprise_of_a_common_word_is_smaller() -> None:
    assert structure.surprise("example") < structure.surprise("xkqzvjwq")
    assert structure.surprise("abc") == 0.0
