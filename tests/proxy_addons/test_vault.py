import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy_addons.vault import Unopenable, Vault

VAULT = Vault(b"\x01" * 32)


@given(st.binary())
def test_what_was_sealed_is_opened_again(plain):
    assert VAULT.open(VAULT.seal(plain)) == plain


def test_a_seal_shows_nothing_and_is_never_the_same_twice():
    sealed = VAULT.seal(b"instagram:handle:pupil_one")
    assert b"pupil_one" not in sealed
    assert VAULT.seal(b"instagram:handle:pupil_one") != sealed


@pytest.mark.parametrize("at", [0, 5, 12, -1])
def test_a_changed_seal_is_not_opened(at):
    sealed = bytearray(VAULT.seal(b"text"))
    sealed[at] ^= 1
    with pytest.raises(Unopenable):
        VAULT.open(bytes(sealed))


@pytest.mark.parametrize("sealed", [b"", b"short", b"\0" * 12])
def test_what_is_no_seal_is_not_opened(sealed):
    with pytest.raises(Unopenable):
        VAULT.open(sealed)


def test_another_key_opens_nothing_and_tags_otherwise():
    other = Vault(b"\x02" * 32)
    with pytest.raises(Unopenable):
        other.open(VAULT.seal(b"text"))
    assert other.tag("instagram:id:222") != VAULT.tag("instagram:id:222")


def test_a_tag_finds_the_same_thing_again():
    assert VAULT.tag("instagram:id:222") == Vault(b"\x01" * 32).tag("instagram:id:222")
    assert len(VAULT.tag("instagram:id:222")) == 16
    assert VAULT.tag("instagram:id:222") != VAULT.tag("instagram:id:223")
