"""The migrations, walked as an operator's database would: down to nothing and up again."""

from alembic import command
from sqlalchemy import create_engine, inspect

from server.settings import ENVIRONMENT
from server.store.migrate import VERSIONS, config
from server.tables import metadata


def test_every_step_goes_up_and_down(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'office.sqlite'}")
    with engine.connect() as connection:
        command.upgrade(config(connection), "head")
        command.downgrade(config(connection), "base")
        assert inspect(connection).get_table_names() == [VERSIONS]
        command.upgrade(config(connection), "head")
        command.check(config(connection))
    engine.dispose()


def test_without_a_connection_it_is_the_office_s_own_database(tmp_path, monkeypatch):
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    command.upgrade(config(), "head")
    engine = create_engine(f"sqlite:///{tmp_path / 'office.sqlite'}")
    assert {*inspect(engine).get_table_names()} == {*metadata.tables, VERSIONS}
    engine.dispose()
