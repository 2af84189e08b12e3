import pytest

from policy.platforms.reddit import platform


@pytest.mark.parametrize("entered", ["Pupil_One", "u/pupil_one", "/u/Pupil_One/", "https://old.reddit.com/user/pupil_one?x=1"])
def test_a_name_has_many_forms(entered: str) -> None:
    assert platform.account(entered).handle == "pupil_one"


def test_the_id_is_base_36_in_any_case() -> None:
    assert platform.account(id="t2_ABC12").id == "t2_abc12"
    assert platform.seen(id="t3_abc12") is None
