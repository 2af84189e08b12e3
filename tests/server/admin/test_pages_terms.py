"""The words that posts are checked by, one on each line."""

import pytest

from server.roles import Role
from server.store import choices


@pytest.fixture
async def browser(logged_in):
    browser = await logged_in(Role.OWNER)
    return await browser.open("/posts/terms")


async def drafts(database):
    async with database.reading() as db:
        return (await choices.policy(db)).drafts


async def test_each_line_is_a_term(browser, database):
    await browser.send("/posts/terms", names="Tutor Train\r\n\r\n tutortrain.example \r\n", banned_tags="#rivals")
    assert browser.path == "/posts/terms?said=added"
    kept = await drafts(database)
    assert (kept.names, kept.banned_tags, kept.approved_tags) == (("Tutor Train", "tutortrain.example"), ("#rivals",), ())
    assert "Tutor Train\ntutortrain.example</textarea>" in browser.page
    await browser.send("/posts/terms", names="Tutor Train")
    assert (await drafts(database)).banned_tags == ()


async def test_the_logo_stays_when_words_change(browser, database):
    async with database.begin() as db:
        await choices.change(db, "cli", {"drafts": {"logos": ["0" * 31 + "f"]}})
    await browser.send("/posts/terms", names="Tutor Train")
    assert (await drafts(database)).logos == ("0" * 31 + "f",)


@pytest.mark.parametrize("field", ["names", "confidential", "approved_tags", "banned_tags"])
@pytest.mark.parametrize("wrong", ["x" * 101, "\n".join(map(str, range(501)))])
async def test_what_is_wrong_is_explained_beside_its_field_and_not_lost(browser, database, field, wrong):
    await browser.send("/posts/terms", **{"names": "Tutor Train", field: wrong})
    assert (browser.status, f'id="{field}-wrong"' in browser.page) == (422, True)
    assert wrong in browser.page
    assert (await drafts(database)).names == ()


async def test_whoever_may_not_change_them_reads_them(logged_in, database):
    async with database.begin() as db:
        await choices.change(db, "cli", {"drafts": {"names": ["Tutor Train"]}})
    browser = await logged_in(Role.REGISTRAR)
    await browser.open("/posts/terms")
    assert "Tutor Train" in browser.page
    assert "<textarea" not in browser.page


async def test_platforms_are_approved_for_what_is_private_if_there_are_such(browser, database):
    await browser.send("/posts/terms", media="teams\r\nclassroom")
    assert (await drafts(database)).media == ("teams", "classroom")
    await browser.send("/posts/terms", media="orkut")
    assert (browser.status, "is not a platform" in browser.page, 'id="media-wrong"' in browser.page) == (422, True, True)
