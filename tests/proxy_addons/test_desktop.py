"""A stand-in for the system's program is put first on the path, and writes down what it was given."""

import asyncio
import sys
from pathlib import Path

import pytest

from policy.clauses import Clause
from policy.verdict import Action
from proxy_addons import desktop
from proxy_addons.desktop import Desktop, command
from proxy_addons.notices import Entry

HELD = 'Request "waiting". $(touch hacked) `id` (clause 5.2).'
PAGE = "http://127.0.0.1:8119/"


def entry(action: Action, *, page: bool = False) -> Entry:
    clause = Clause.FRIENDS_AND_FOLLOWERS
    return Entry(id="1", at=1.0, platform="instagram", act="follow", clause=clause, action=action, text=HELD, page=page)


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which the stand-in writes its arguments and environment."""
    written = tmp_path / "shown"
    for name in ("notify-send", "osascript", "powershell"):
        program = tmp_path / name
        program.write_text(
            f"#!{sys.executable}\nimport os, sys\n"
            f"open({str(written)!r}, 'w').write('\\n'.join([*sys.argv[1:], os.environ['TUTOR_GUARD_TEXT']]))\n"
        )
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return written


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
async def test_a_notice_reaches_the_systems_program_word_for_word(shown: Path, system: str) -> None:
    await Desktop(PAGE, system).show(HELD)

    said = shown.read_text()
    assert f"{HELD} {PAGE}" in said
    assert not (shown.parent / "hacked").exists()


@pytest.mark.parametrize(("action", "told"), [(Action.BLOCK, True), (Action.HOLD, True), (Action.RECORD, False)])
async def test_only_what_was_refused_or_waits_is_shown(shown: Path, action: Action, *, told: bool) -> None:
    screen = Desktop(PAGE, "linux")
    screen.told(entry(action))
    await asyncio.gather(*screen._showing)

    assert shown.exists() is told


async def test_what_a_page_shows_already_is_not_shown_twice(shown: Path) -> None:
    screen = Desktop(PAGE, "linux")
    screen.told(entry(Action.BLOCK, page=True))
    await asyncio.gather(*screen._showing)

    assert not shown.exists()


async def test_a_machine_without_notifications_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    await Desktop(PAGE, "linux").show(HELD)


async def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "notify-send"
    program.write_text(f"#!{sys.executable}\nimport signal\nsignal.pause()\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(desktop, "SECONDS", 0.1)

    await asyncio.wait_for(Desktop(PAGE, "linux").show(HELD), 30)


def test_the_words_stand_in_no_scripts_text() -> None:
    assert not any("pupil" in part for part in command("win32", "pupil"))
    assert command("darwin", "a")[-1] == "a"
    assert command("linux", "--help")[-3:] == ("--", "Tutor Guard", "--help")
