"""`migrate`, `backup`, `restore`, `rotate-key`, `verify-log`, `publish`: keeping an office in order."""

from pathlib import Path

import click

from server import archive
from server.cli.common import ACTOR, at_home, database, office, on_database
from server.packs.published import Published
from server.publish import Publisher
from server.settings import Home, Unusable
from server.store import bundles, epochs, log, meta, migrate
from server.store.log import Broken, Kind

MAX_SERIAL = 2**31


@click.command("migrate")
@click.option("--check", is_flag=True, help="Only say whether the schema is this version's.")
@on_database
@at_home
@office
async def migrate_command(*, check: bool, database_url: str, home: str | None) -> None:
    """Bring the database to this version's schema (`serve` does it by itself)."""
    async with database(home, database_url) as (_, base):
        if check:
            migrate.check(base.url)
    click.echo("The database has this version's schema.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@at_home
@office
async def backup(file: Path, home: str | None) -> None:
    """Write database and keys into FILE, also while the office serves. Keep it as safe as the office itself."""
    async with database(home, existing=True) as (where, base):
        async with base.begin() as db:
            await log.write(db, ACTOR, Kind.BACKUP_MADE, "office")
        size = archive.write(where, file)
    click.echo(f"Written: {file} ({size:,} bytes). It holds the keys too: whoever has it can read everything.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@at_home
@office
async def restore(file: Path, home: str | None) -> None:
    """Put database and keys back as they are in FILE. The office must not be serving."""
    where = Home.chosen(home).prepare()
    with where.occupied():
        archive.read(where, file)
        async with database(str(where.root)) as (_, base), base.begin() as db:
            await log.write(db, ACTOR, Kind.BACKUP_RESTORED, "office")
            serial = await bundles.newest_serial(db)
    click.echo(f"Restored; the newest bundle there is serial {serial}. Devices that hold a later one keep it until you run")
    click.echo("`publish --above SERIAL` with the highest serial that the devices' list shows.")


@click.command("rotate-key")
@on_database
@at_home
@office
async def rotate_key(database_url: str, home: str | None) -> None:
    """Give every pupil a new pseudonym under a new key: after a device was lost, and once a term."""
    async with database(home, database_url) as (_, base), base.begin() as db:
        epoch = await epochs.rotate(db, ACTOR)
    click.echo(f"Epoch {epoch} is in force. Devices change over within ten minutes; the old key is not used after that.")


@click.command("verify-log")
@on_database
@at_home
@office
async def verify_log(database_url: str, home: str | None) -> None:
    """See whether the log is complete and as it was written."""
    async with database(home, database_url, existing=True) as (_, base), base.reading() as db:
        try:
            count = await log.verify(db)
        except Broken as error:
            raise Unusable(f"the log is not as it was written: {error}") from error
    click.echo(f"The log is whole: {count:,} entries, none changed, none missing.")


@click.command()
@click.option(
    "--above", required=True, type=click.IntRange(0, MAX_SERIAL), metavar="SERIAL", help="A serial that devices hold."
)
@on_database
@at_home
@office
async def publish(above: int, database_url: str, home: str | None) -> None:
    """Publish under a serial above SERIAL, to lead devices on that hold more than a restored office remembers."""
    async with database(home, database_url) as (where, base):
        async with base.begin() as db:
            await meta.note(db, meta.FLOOR, number=max(above, await meta.number(db, meta.FLOOR)))
        publisher = Publisher(base, Published(where.packs, base.keys.signer.public_key()))
        await publisher.start()
    click.echo(f"Serial {publisher.policy.head.serial} is published.")
