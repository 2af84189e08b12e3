from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.standing import Standing, eighteenth_birthday, standing

TODAY = date(2026, 11, 22)


def left(born: date | None, today: date = TODAY, *, vulnerable: bool = False) -> Standing:
    return standing(left=True, born=born, vulnerable=vulnerable, today=today)


@pytest.mark.parametrize("born", [None, date(1950, 1, 1), date(2015, 1, 1)])
@pytest.mark.parametrize("vulnerable", [True, False])
def test_a_current_pupil_is_one_at_any_age(born: date | None, *, vulnerable: bool) -> None:
    assert standing(left=False, born=born, vulnerable=vulnerable, today=TODAY) is Standing.CURRENT


def test_who_left_comes_of_age_on_the_eighteenth_birthday() -> None:
    assert left(date(2008, 11, 23)) is Standing.LEFT_MINOR
    assert left(date(2008, 11, 22)) is Standing.LEFT_ADULT


def test_who_was_born_on_29_february_comes_of_age_on_1_march() -> None:
    born = date(2008, 2, 29)
    assert eighteenth_birthday(born) == date(2026, 3, 1)
    assert left(born, date(2026, 2, 28)) is Standing.LEFT_MINOR
    assert left(born, date(2026, 3, 1)) is Standing.LEFT_ADULT


def test_in_a_leap_year_too_an_ordinary_birthday_is_the_day_itself() -> None:
    assert eighteenth_birthday(date(2006, 2, 28)) == date(2024, 2, 28)
    assert eighteenth_birthday(date(1986, 2, 28)) == date(2004, 2, 28)


def test_an_unknown_date_of_birth_counts_as_under_18() -> None:
    assert left(None) is Standing.LEFT_MINOR


def test_a_vulnerable_adult_counts_as_under_18() -> None:
    assert left(date(1990, 1, 1), vulnerable=True) is Standing.LEFT_MINOR


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), Standing.LEFT_MINOR),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), Standing.LEFT_ADULT),  # midnight in a British summer
    ],
)
def test_the_day_is_london_s(moment: datetime, expected: Standing) -> None:
    assert left(date(2008, 7, 1), moment.astimezone(ZoneInfo("Europe/London")).date()) is expected


@given(born=st.dates(date(1930, 1, 1), date(2030, 12, 31)), days=st.integers(0, 40 * 366))
def test_nobody_grows_younger(born: date, days: int) -> None:
    today = born + timedelta(days)
    order = [Standing.LEFT_MINOR, Standing.LEFT_ADULT]
    assert order.index(left(born, today)) <= order.index(left(born, today + timedelta(1)))


def test_the_words_of_a_standing_are_those_of_the_settings_and_pages() -> None:
    assert [str(one) for one in Standing] == ["current", "left, under 18", "left, adult"]
