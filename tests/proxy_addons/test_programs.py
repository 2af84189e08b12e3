import sys
from pathlib import Path

import pytest

from proxy_addons import programs
from proxy_addons.programs import Ended, StoreRefused, checked, clear, run


def test_a_program_that_does_its_work_is_not_quoted() -> None:
    assert run("sh", "-c", "echo done") == Ended(0, b"done\n", "done")
    checked("true")


def test_a_program_that_fails_is_quoted_by_its_last_line() -> None:
    with pytest.raises(StoreRefused, match=r"^sh: the store is locked$"):
        checked("sh", "-c", "echo trying >&2; echo the store is locked >&2; exit 3")


def test_a_program_that_is_not_there_has_failed() -> None:
    assert run("/nowhere/at-all").code == -1
    with pytest.raises(StoreRefused, match="No such file"):
        checked("/nowhere/at-all")


def test_a_program_that_hangs_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "SECONDS", 0.1)

    assert run(sys.executable, "-c", "import signal; signal.pause()") == Ended(-1, words="it takes too long")


def test_everything_of_the_name_is_deleted(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).touch()

    clear(seek=("sh", "-c", f"ls {tmp_path}/*"), delete=("sh", "-c", f"rm $(ls {tmp_path}/* | head -1)"))

    assert list(tmp_path.iterdir()) == []


def test_what_does_not_go_away_is_said() -> None:
    with pytest.raises(StoreRefused, match="it stays"):
        clear(seek=("true",), delete=("true",))
