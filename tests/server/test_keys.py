"""Keys are made once, for their owner alone; a certificate may be made anew, its key never."""

import hashlib
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server import keys
from server.settings import Home, Unusable
from server.tables import accounts


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


def test_the_first_start_makes_keys_and_the_second_finds_them(home):
    first = keys.opened(home)
    sealed = first.vault.seal(accounts.c.handle, "a1", b"x")
    second = keys.opened(home)
    assert second.vault.open(accounts.c.handle, "a1", sealed) == b"x"
    assert second.signer_public == first.signer_public
    assert {path.stat().st_mode & 0o777 for path in home.root.iterdir()} == {0o600}


def test_a_database_without_its_field_key_is_a_lost_key(home):
    home.database.write_bytes(b"")
    with pytest.raises(Unusable, match=r"field\.key is missing"):
        keys.opened(home)
    assert not home.field_key.exists()


def test_a_damaged_key_file_is_said_plainly(home):
    home.field_key.write_bytes(b"short")
    with pytest.raises(Unusable, match="damaged"):
        keys.opened(home)


def test_the_certificate_names_this_machine_and_the_host_and_lasts_ten_years(home):
    made = keys.certificate(home, "office.example")
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost", "office.example"]
    assert [str(address) for address in names.get_values_for_type(x509.IPAddress)] == ["127.0.0.1"]
    assert (made.not_valid_after_utc - made.not_valid_before_utc).days >= 3650


def test_a_certificate_for_another_host_keeps_the_key_that_devices_pin(home):
    first, pin = keys.certificate(home, "127.0.0.1"), keys.pin(home)
    again = keys.certificate(home, "localhost")
    other = keys.certificate(home, "10.0.0.7")
    assert again == first
    assert other != first
    for certificate in (first, other):
        spki = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        assert hashlib.sha256(spki).digest() == pin == keys.pin(home)


def test_the_tls_context_refuses_old_protocols(home):
    assert keys.tls_context(home, "127.0.0.1").minimum_version is ssl.TLSVersion.TLSv1_2
