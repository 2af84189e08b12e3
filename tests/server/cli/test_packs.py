"""Packs as the operator builds them."""

from pathlib import Path

import pytest

from policy.drafts.links.address import read
from policy.packs.pack import Pack
from server import keys
from tests.server.packs.published import URLHAUS, Package, blocks


@pytest.fixture
def package(tmp_path):
    made = Package(tmp_path / "package")
    made.write(255, blocks("||evil.harm.test^"), blocks("||co.uk^"), blocks("||hsbc.co.uk^"))
    return made


def listed(file, written):
    address = read(written)
    assert address is not None
    return [listing.on.name for listing in Pack.open(file.read_bytes()).listed(address)]


def test_a_pack_of_a_package_is_signed_by_the_office_and_holds_its_lists(shell, package, tmp_path):
    out = tmp_path / "threats.pack"
    last = shell("packs", "build", "--out", str(out), "--adguard", str(package.root))
    assert (shell.code, last.startswith(f"Written: {out}")) == (0, True)
    assert listed(out, "https://evil.harm.test/x") == ["AdGuard: Phishing URL Blocklist"]
    assert listed(out, "https://www.hsbc.co.uk") == listed(out, "https://x.co.uk") == []
    assert "  refused: 1 (a public suffix, which is nobody's site)" in shell.out
    assert "GPL-3.0-only" in shell.out
    assert Pack.open(out.read_bytes()).key == keys.opened(shell.home).signer_public


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="only Unix has devices among its files")
def test_no_device_is_read_as_the_pack_before_or_replaced(shell):
    shell("packs", "build", "--out", "/dev/zero")
    assert (shell.code, "not a file" in shell.err) == (1, True)
    assert Path("/dev/zero").is_char_device()


def test_without_anything_it_holds_what_is_shipped_and_lies_in_the_home(shell):
    shell("packs", "build")
    file = shell.home.root / "packs" / "threats.pack"
    assert listed(file, "https://bit.ly/x") == ["Shipped: link shorteners (own table)"]
    assert "GPL" not in shell.out


def test_the_same_build_gives_the_same_bytes(shell, package, tmp_path):
    files = [tmp_path / name for name in ("one.pack", "two.pack")]
    for file in (*files, files[0]):
        shell("packs", "build", "--out", str(file), "--adguard", str(package.root))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_other_lists_go_in_with_their_licence_and_date(shell, tmp_path):
    feed, out = tmp_path / "feed.csv", tmp_path / "a.pack"
    feed.write_text(URLHAUS)
    (tmp_path / "own.txt").write_text("own.harm.test\n")
    sources = tmp_path / "sources.toml"
    sources.write_text("[[list]]\nname='Own'\nshape='domains'\nlicence='own'\nfile='own.txt'\nas_of=2026-01-02\n")
    words = ["--without-shipped", "--source", f"urlhaus={feed}", "--licence", "CC0-1.0", "--sources", str(sources)]
    shell("packs", "build", "--out", str(out), *words)
    assert [(one.name, one.licence, str(one.as_of)) for one in Pack.open(out.read_bytes()).lists] == [
        ("Own", "own", "2026-01-02"),
        ("urlhaus: feed", "CC0-1.0", "2026-03-20"),
    ]
    shell("packs", "build", "--out", str(out), *words, "--category", "scam", "--as-of", "2026-02-03")
    assert [(one.category, str(one.as_of)) for one in Pack.open(out.read_bytes()).lists][1] == ("scam", "2026-02-03")


def test_a_mistake_is_said_with_file_and_line_and_changes_nothing(shell, package, tmp_path):
    out, feed = tmp_path / "a.pack", tmp_path / "feed.csv"
    feed.write_text(URLHAUS + '"broken"\n')
    shell("packs", "build", "--out", str(out), "--adguard", str(package.root))
    before = out.read_bytes()
    shell("packs", "build", "--out", str(out), "--source", f"urlhaus={feed}", "--licence", "CC0-1.0")
    assert (shell.code, "feed.csv, line 9: 1 columns instead of 9. Nothing was written." in shell.err) == (1, True)
    shell("packs", "build", "--out", str(out), "--source", f"urlhaus={feed}")
    assert (shell.code, "--licence" in shell.err) == (1, True)
    shell("packs", "build", "--out", str(out), "--adguard", str(package.root / "dist" / "filters"))
    assert (shell.code, "is not the unpacked npm package" in shell.err) == (1, True)
    for words in (["--source", "squid=x"], ["--name", "../x"], ["--category", "nice"]):
        shell("packs", "build", "--out", str(out), *words)
        assert shell.code == 2
    shell("packs", "build", "--out", str(feed / "a.pack"))
    assert (shell.code, "cannot be written" in shell.err) == (1, True)
    assert out.read_bytes() == before


def test_a_pack_is_shown_and_verified(shell, package, tmp_path):
    out = tmp_path / "a.pack"
    shell("packs", "build", "--out", str(out), "--adguard", str(package.root))
    assert shell("packs", "verify", str(out)).endswith(f"threats, serial {Pack.open(out.read_bytes()).head.serial}.")
    shell("packs", "show", str(out))
    assert keys.opened(shell.home).signer_public.hex() in shell.out.splitlines()


def test_another_offices_pack_is_not_this_ones(shell, tmp_path):
    out = tmp_path / "a.pack"
    shell("packs", "build", "--out", str(out), "--without-shipped")
    shell.home.signing_key.unlink()
    shell("packs", "verify", str(out))
    assert (shell.code, "there is no office" in shell.err) == (1, True)
    keys.opened(shell.home)
    shell("packs", "verify", str(out))
    assert (shell.code, "another office signed it" in shell.err) == (1, True)
    out.write_bytes(out.read_bytes()[:-1])
    shell("packs", "verify", str(out))
    assert (shell.code, "is refused" in shell.err) == (1, True)
