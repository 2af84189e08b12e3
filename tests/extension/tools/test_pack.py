"""Packing: only what is listed, the same bytes every time, light."""

import io
import zipfile
from hashlib import shake_128
from pathlib import Path

import pytest
from click.testing import CliRunner

from extension.tools import crx, pack


def names() -> list[str]:
    return zipfile.ZipFile(io.BytesIO(pack.packed())).namelist()


def test_nothing_of_the_workshop_ships() -> None:
    assert [name for name in names() if name.endswith((".py", ".d.ts")) or "node_modules" in name or "package" in name] == []
    assert {"manifest.json", "managed_schema.json", "_locales/en_GB/messages.json", "icons/128.png"} <= set(names())


def test_two_packings_are_byte_identical() -> None:
    assert pack.packed() == pack.packed()
    assert names() == sorted(names())


def test_times_and_modes_of_the_files_leave_no_trace(tmp_path: Path) -> None:
    copy = pack.unpacked(tmp_path / "copy")
    (copy / "manifest.json").chmod(0o600)
    assert pack.packed(copy) == pack.packed()


def test_it_is_light() -> None:
    assert len(pack.packed()) < 250_000


def test_a_heavy_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons" / "huge.png").write_bytes(shake_128(b"huge").digest(1000))
    with pytest.raises(ValueError, match="bytes"):
        pack.packed(tmp_path, most=300)


def test_one_command_makes_all_three_and_a_key_for_whoever_has_none(tmp_path: Path) -> None:
    key, out = tmp_path / "keys" / "mine.pem", tmp_path / "out"
    first = CliRunner().invoke(pack.main, ["--out", str(out), "--key", str(key)])
    assert first.exit_code == 0, first.output
    assert "Keep it" in first.stderr
    assert key.stat().st_mode & 0o777 == 0o600
    assert sorted(path.suffix for path in out.iterdir()) == [".crx", ".xpi", ".zip"]
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    again = CliRunner().invoke(pack.main, ["--out", str(out), "--key", str(key)])
    assert again.stderr == ""
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert crx.extension_id(crx.read_key(key).public_key()) in again.output
