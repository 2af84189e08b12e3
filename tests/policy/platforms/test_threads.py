from policy.platforms.instagram import platform as instagram
from policy.platforms.threads import platform


def test_names_and_numbers_are_instagram_s() -> None:
    ours = platform.account("https://www.threads.net/@Pupil_One", id="222")
    theirs = instagram.account("pupil_one", id=222)
    assert (ours.handle, ours.id) == (theirs.handle, theirs.id)


def test_dots_stand_neither_together_nor_at_the_ends() -> None:
    assert [platform.seen(text) for text in ("pu..pil", ".pupil", "pupil.")] == [None] * 3
