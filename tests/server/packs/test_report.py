from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from policy.packs.pack import Pack
from server.packs.adguard import adguard
from server.packs.building import built
from server.packs.report import NOTICE, of_building, of_pack
from tests.server.packs.published import blocks

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def test_what_was_read_kept_left_out_and_refused_is_said_of_each_list(package):
    package.write(255, blocks("||evil.example.com^"), blocks("||co.uk^"), blocks("||a.*^"), blocks("||x.example.com/a^"))
    readings = list(adguard(package.root))
    made = built(readings, KEY)
    assert list(of_building(readings, made)) == [
        "AdGuard: Phishing URL Blocklist: npm @adguard/dnr-rulesets, ruleset 255, GPL-3.0-only, 2026-03-20",
        "  4 read, 1 hosts and 1 pages kept",
        "  left out: 1 (a rule that names more than one host or address, or only parts of pages)",
        "  refused: 1 (a public suffix, which is nobody's site)",
        NOTICE,
    ]
    assert list(of_pack(Pack.open(made.data)))[2] == KEY.public_key().public_bytes_raw().hex()


def test_a_pack_without_such_lists_needs_no_notice():
    assert NOTICE not in list(of_pack(Pack.open(built([], KEY).data)))
