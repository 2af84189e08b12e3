from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from policy.drafts.links.address import read
from policy.packs.entry import Entry
from policy.packs.lists import Category, ThreatList
from policy.packs.packing import packed
from policy.packs.parts import PackRejected
from proxy_addons import packs

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))


@pytest.fixture
def file(tmp_path):
    rows = [(ThreatList("phish", Category.PHISHING, "a test", "CC0-1.0", date(2026, 3, 20)), [Entry("evil.example.com")])]
    path = tmp_path / "threats.pack"
    path.write_bytes(packed(rows, name="threats", serial=1, issued=1, key=KEY).data)
    return path


def test_a_pack_is_used_from_its_file_even_when_another_takes_its_place(file):
    pack = packs.opened(file, KEY.public_key())
    file.with_suffix(".new").write_bytes(b"something else")
    file.with_suffix(".new").replace(file)
    address = read("https://evil.example.com")
    assert address is not None
    assert len(pack.listed(address)) == 1


@pytest.mark.parametrize("content", [b"", b"TGP\x01", bytes(1000)])
def test_what_is_no_pack_is_refused(file, content):
    file.write_bytes(content)
    with pytest.raises(PackRejected) as refused:
        packs.opened(file)
    assert refused.value.kind == "torn"


def test_another_offices_pack_is_refused_where_the_key_is_known(file):
    with pytest.raises(PackRejected) as refused:
        packs.opened(file, OTHER.public_key())
    assert refused.value.kind == "signature"


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        packs.opened(tmp_path / "none.pack")
