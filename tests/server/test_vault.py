"""Sealed values open only with their key, and only where they were put."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.tables import accounts, pupils
from server.vault import Unsealable, Vault

VAULT = Vault(bytes(32))


@given(st.binary(max_size=200), st.text(max_size=20))
def test_what_was_sealed_opens_again(content, row):
    assert VAULT.open(accounts.c.handle, row, VAULT.seal(accounts.c.handle, row, content)) == content


def test_a_sealed_value_cannot_be_moved_to_another_row_or_column():
    sealed = VAULT.seal(accounts.c.handle, "a1", b"pupil_one")
    for column, row in ((accounts.c.handle, "a2"), (accounts.c.account_id, "a1"), (pupils.c.names, "a1")):
        with pytest.raises(Unsealable):
            VAULT.open(column, row, sealed)


def test_another_key_or_a_changed_byte_opens_nothing():
    sealed = VAULT.seal(accounts.c.handle, "a1", b"pupil_one")
    for vault, value in ((Vault(bytes([1]) * 32), sealed), (VAULT, sealed[:-1] + b"\0"), (VAULT, sealed[:5]), (VAULT, b"")):
        with pytest.raises(Unsealable):
            vault.open(accounts.c.handle, "a1", value)


def test_the_same_text_is_never_sealed_to_the_same_bytes():
    once, again = (VAULT.seal_text(accounts.c.handle, "a1", "pupil_one") for _ in range(2))
    assert once != again


def test_an_empty_text_is_kept_as_nothing():
    assert VAULT.seal_text(accounts.c.handle, "a1", "") is None
    assert VAULT.open_text(accounts.c.handle, "a1", None) == ""
