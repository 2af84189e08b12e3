import pytest

from server.packs.written import replaced


def test_a_file_is_replaced_whole_and_folders_are_made(tmp_path):
    file = tmp_path / "a" / "b.pack"
    for content in (b"one", b"two"):
        replaced(file, content)
        assert file.read_bytes() == content
    assert [path.name for path in file.parent.iterdir()] == ["b.pack"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path):
    folder = tmp_path / "b.pack"
    folder.mkdir()
    with pytest.raises(OSError, match=r"b\.pack"):
        replaced(folder, b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["b.pack"]
