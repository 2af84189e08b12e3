"""A backup holds one consistent state with its keys, and nothing is restored from what is not whole."""

import io
import tarfile

import pytest

from server import archive, keys
from server.settings import Home, Unusable
from server.store import pupils
from server.store.opening import opened
from tests.server.made import pupil


@pytest.fixture
async def home(tmp_path):
    """An office with one pupil, serving nobody."""
    home = Home(tmp_path / "office")
    database = await opened(home)
    async with database.begin() as db:
        await pupil(db, first_name="Zora")
    await database.close()
    keys.certificate(home, "127.0.0.1")
    return home


async def names(home):
    database = await opened(home)
    async with database.reading() as db:
        found = [(one.ref, one.first_name) for one in await pupils.page(db)]
    await database.close()
    return found


async def test_what_was_written_is_put_back_also_into_an_empty_home(home, tmp_path):
    file = tmp_path / "backup"
    assert archive.write(home, file) == file.stat().st_size
    assert file.stat().st_mode & 0o777 == 0o600
    elsewhere = Home(tmp_path / "elsewhere").prepare()
    archive.read(elsewhere, file)
    assert await names(elsewhere) == [("P1", "Zora")]
    assert keys.pin(elsewhere) == keys.pin(home)
    assert {path.stat().st_mode & 0o777 for path in elsewhere.root.iterdir()} == {0o600}


async def test_a_backup_is_written_while_somebody_writes(home, tmp_path):
    database = await opened(home)
    async with database.begin() as db:
        await pupil(db, "P2")
        archive.write(home, tmp_path / "backup")
    await database.close()
    archive.read(home, tmp_path / "backup")
    assert await names(home) == [("P1", "Zora")]


async def test_what_came_after_the_backup_is_gone_after_the_restore(home, tmp_path):
    archive.write(home, tmp_path / "backup")
    database = await opened(home)
    async with database.begin() as db:
        await pupil(db, "P2")
    await database.close()
    archive.read(home, tmp_path / "backup")
    assert await names(home) == [("P1", "Zora")]


def member(tar, name, content):
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


async def changed(file, made):
    """Write the backup again with other files in it."""
    with tarfile.open(file) as tar:
        files = {info.name: tar.extractfile(info).read() for info in tar.getmembers()}
    with tarfile.open(file, "w") as tar:
        for name, content in made(files).items():
            member(tar, name, content)


@pytest.mark.parametrize("made", [
    lambda files: files | {"../evil": b"x"},
    lambda files: {name: content for name, content in files.items() if name != "field.key"},
    lambda files: files | {"office.sqlite": b"x" * 5000},
    lambda files: files | {"office.sqlite": files["office.sqlite"][:8192] + b"\xff" * 4096 + files["office.sqlite"][12288:]},
])  # fmt: skip
async def test_a_backup_that_is_not_whole_leaves_the_home_as_it_is(home, tmp_path, made):
    file = tmp_path / "backup"
    archive.write(home, file)
    await changed(file, made)
    with pytest.raises(Unusable):
        archive.read(home, file)
    assert await names(home) == [("P1", "Zora")]
    assert not (tmp_path / "evil").exists()


async def test_what_is_no_backup_is_refused(home, tmp_path):
    (tmp_path / "backup").write_bytes(b"hello")
    with pytest.raises(Unusable, match="no backup"):
        archive.read(home, tmp_path / "backup")


def test_a_backup_of_an_office_that_never_served_is_refused_plainly(tmp_path):
    with pytest.raises(Unusable, match="start `serve` once"):
        archive.write(Home(tmp_path).prepare(), tmp_path / "backup")


async def test_a_place_that_cannot_be_written_is_said_plainly(home, tmp_path):
    with pytest.raises(Unusable, match="cannot be written"):
        archive.write(home, tmp_path / "nowhere" / "backup")
