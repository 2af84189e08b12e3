"""Alembic's entry: on the connection that server/store/migrate.py brings, else on the office's own home."""

from alembic import context
from sqlalchemy import Connection, create_engine

from server.settings import Home
from server.tables import metadata


def run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_server_default=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = create_engine(f"sqlite:///{Home.chosen(None).database}")
    with engine.connect() as own:
        run(own)
    engine.dispose()
