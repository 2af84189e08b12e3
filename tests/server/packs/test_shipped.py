from policy.packs.entry import Entry
from policy.packs.lists import Category
from server.packs.shipped import shipped


def test_what_is_shipped_has_a_licence_a_date_and_a_list_for_each_source():
    readings = list(shipped())
    assert len({reading.on.name for reading in readings}) == len(readings) >= 3
    assert all(reading.on.licence in {"MIT", "Apache-2.0"} and reading.on.as_of for reading in readings)
    assert {reading.on.category for reading in readings} == {Category.SHORTENER, Category.ANONYMOUS}
    assert any(Entry("bit.ly") in reading.content.entries for reading in readings)
