"""`handles import`: shown first, done when asked, and nothing by halves."""

import pytest

from server.store import accounts, pupils

FILE = "pupil_ref,status,platform,handle,notes\nP1,current,instagram,pupil_one,secret note\nP2,left,tiktok,@pupil.two,\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "handles.csv"
    path.write_text(FILE)
    return path


def refs(shell):
    return [one.ref for one in shell.read(pupils.page)]


def test_a_dry_run_shows_line_by_line_and_changes_nothing(shell, file):
    shell("handles", "import", str(file))
    assert shell.out.splitlines() == [
        "columns not used: notes",
        "line 2: adds instagram account of P1",
        "line 2: adds pupil P1",
        "line 3: adds pupil P2",
        "line 3: adds tiktok account of P2",
        "2 pupils added, 0 pupils changed, 2 accounts added, 0 accounts completed, 0 accounts unchanged, 0 rejected",
        "Nothing was changed; run it again with --apply to do it.",
    ]
    assert (shell.code, refs(shell)) == (0, [])


def test_apply_does_it_once(shell, file):
    assert shell("handles", "import", str(file), "--apply") == "Done."
    assert refs(shell) == ["P1", "P2"]
    assert [one.handle for one in shell.read(lambda db: accounts.of_pupil(db, "P2"))] == ["pupil.two"]
    shell("handles", "import", str(file), "--apply")
    assert "0 accounts added, 0 accounts completed, 2 accounts unchanged" in shell.out


def test_a_rejected_row_is_named_and_stops_everything(shell, file):
    file.write_text(FILE + "P3,current,instagram,not a handle,\n")
    shell("handles", "import", str(file))
    assert (shell.code, "line 4: rejected: handle:" in shell.out) == (0, True)
    shell("handles", "import", str(file), "--apply")
    assert (shell.code, shell.err) == (1, "Sorry: 1 rows cannot be taken as they are, so nothing was changed\n")
    assert refs(shell) == []


def test_a_long_list_is_cut_and_counted(shell, file):
    file.write_text("pupil_ref\n" + "".join(f"P{number}\n" for number in range(120)))
    shell("handles", "import", str(file))
    assert "… and 70 more" in shell.out
    assert "120 pupils added" in shell.out


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"hello\n", b""])
def test_what_is_no_such_file_is_refused_plainly(shell, file, content):
    file.write_bytes(content)
    shell("handles", "import", str(file))
    assert shell.code == 1
    assert shell.err.startswith("Sorry: ")
