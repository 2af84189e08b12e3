"""What posts are checked by is kept in tables that have no room for a picture or a link."""

from sqlalchemy import LargeBinary

from server.tables import asks, official_accounts, pictures, sites


def test_no_picture_can_be_kept():
    assert not any(isinstance(column.type, LargeBinary) for column in pictures.c)
    assert pictures.c.mark.type.length == 32


def test_what_people_write_beside_an_entry_is_sealed():
    columns = (sites.c.note, official_accounts.c.note, official_accounts.c.email)
    assert all(column.info["sealed"] for column in columns)


def test_a_device_may_send_a_question_twice_and_it_is_one_row():
    assert [column.name for column in asks.primary_key] == ["device", "key"]
