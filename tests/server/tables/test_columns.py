"""The rules that every table keeps."""

from sqlalchemy import LargeBinary

from server.tables import columns, metadata


def test_what_is_sealed_is_bytes_and_says_so():
    column = columns.sealed("handle")
    assert isinstance(column.type, LargeBinary)
    assert column.info == {"sealed": True}
    assert columns.sealed("key", nullable=False).nullable is False


def test_moments_and_words_are_there_unless_said_otherwise():
    assert columns.moment("at").nullable is False
    assert columns.moment("ended_at", nullable=True).nullable
    assert columns.text("state").nullable is False


def test_every_key_and_constraint_has_a_name_for_migrations_to_use():
    for table in metadata.sorted_tables:
        assert table.primary_key.name == f"pk_{table.name}"
        assert all(index.name for index in table.indexes)
        assert all(key.constraint.name for key in table.foreign_keys)
