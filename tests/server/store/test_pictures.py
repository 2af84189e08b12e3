"""The media register: of a picture its fingerprint is kept and nothing else."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from policy.register import ApprovedPicture
from server.problem import Conflict, Invalid, NotFound
from server.store import pictures
from server.store.pictures import NewPicture

OLIVE = "admin:olive"
DAY = date(2026, 11, 22)


def drawn(left=20, comment=b""):
    """A picture file with a shape on it."""
    picture, out = Image.new("RGB", (320, 200), "white"), BytesIO()
    ImageDraw.Draw(picture).ellipse((left, 20, left + 120, 160), fill="navy")
    picture.save(out, "JPEG", comment=comment)
    return out.getvalue()


@pytest.fixture
async def db(database):
    async with database.begin() as db:
        yield db


async def added(db, raw, **more):
    new = NewPicture(**({"title": "Open day", "picture": raw} | more))
    return await pictures.add(db, OLIVE, new, await pictures.fingerprint(raw))


async def test_a_picture_is_kept_as_a_fingerprint_with_its_leave(db):
    kept = await added(db, drawn(), licence="own photograph", until=DAY)
    assert (kept.kind, kept.title, kept.licence, kept.until, kept.by, kept.expired) == (
        "picture", "Open day", "own photograph", DAY, "olive", False,
    )  # fmt: skip
    assert await pictures.page(db) == [kept]
    assert await pictures.told(db) == (ApprovedPicture(kept.fingerprint, "Open day", False, "own photograph", DAY),)
    assert db.publish


async def test_a_logo_is_told_as_one(db):
    await added(db, drawn(), kind="logo", title="Logo")
    assert [(one.title, one.logo) for one in await pictures.told(db)] == [("Logo", True)]


async def test_the_same_picture_is_entered_once_but_may_be_the_logo_too(db):
    await added(db, drawn())
    with pytest.raises(Conflict, match="Open day"):
        await added(db, drawn())
    await added(db, drawn(), kind="logo", title="Logo")


@pytest.mark.parametrize("raw", [b"", b"canary", b"\xff\xd8\xff\xe0canary" * 50])
async def test_what_is_no_picture_is_refused_without_a_word_of_it(raw):
    with pytest.raises(Invalid, match="no picture") as refused:
        await pictures.fingerprint(raw)
    assert refused.value.errors[0].field == "picture"
    assert "canary" not in str(refused.value)


async def test_a_picture_with_nothing_on_it_would_fit_every_other_such(db):
    out = BytesIO()
    Image.new("RGB", (300, 200), "navy").save(out, "PNG")
    with pytest.raises(Invalid, match="nothing on this picture"):
        await pictures.fingerprint(out.getvalue())


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 101}, "title"),
        ({"title": "a\nb"}, "title"),
        ({"licence": "x" * 201}, "licence"),
        ({"until": DAY - timedelta(days=1)}, "until"),
    ],
)
async def test_what_is_wrong_is_named(db, wrong, field):
    with pytest.raises(Invalid) as refused:
        await added(db, drawn(), **wrong)
    assert refused.value.errors[0].field == field


async def test_consent_runs_out(database, clock):
    async with database.begin() as db:
        kept = await added(db, drawn(), until=DAY)
    clock.pass_time(86_400)
    async with database.begin() as db:
        assert await pictures.told(db) == ()
        assert (await pictures.find(db, kept.id)).expired


async def test_a_removed_picture_is_gone(db):
    kept = await added(db, drawn())
    await pictures.remove(db, OLIVE, kept.id)
    assert await pictures.page(db) == []
    for gone in (pictures.find(db, kept.id), pictures.remove(db, OLIVE, kept.id)):
        with pytest.raises(NotFound):
            await gone


async def test_nothing_of_the_picture_reaches_the_disk(database, tmp_path):
    raw = drawn(comment=b"canary-41c7")
    async with database.begin() as db:
        await added(db, raw)
    await database.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"canary-41c7" not in kept
    assert raw[200:260] not in kept
