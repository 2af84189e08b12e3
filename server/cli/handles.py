"""`handles import`: many pupils and handles from a file; first shown, then done."""

from pathlib import Path

import click

from server.cli.common import ACTOR, at_home, database, office, on_database
from server.settings import Unusable
from server.store import imports
from server.store.plan import Plan

SHOWN = 50


@click.group()
def handles() -> None:
    """Pupils' handles."""


@handles.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--apply", "apply_it", is_flag=True, help="Do it; without, only say what would be done.")
@on_database
@at_home
@office
async def import_handles(file: Path, *, apply_it: bool, database_url: str, home: str | None) -> None:
    """Compare FILE (CSV, one handle a row, or one column a platform) with the registry."""
    text = _text(file)
    async with database(home, database_url) as (_, base):
        if apply_it:
            async with base.begin() as db:
                plan = await imports.carried_out(db, ACTOR, text)
        else:
            async with base.reading() as db:
                plan = await imports.planned(db, text)
    _show(plan)
    if plan.rejected and apply_it:
        raise Unusable(f"{len(plan.rejected):,} rows cannot be taken as they are, so nothing was changed")
    click.echo("Done." if apply_it else "Nothing was changed; run it again with --apply to do it.")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"{file} cannot be read as UTF-8 text") from error


def _show(plan: Plan) -> None:
    for line in plan.lines()[:SHOWN]:
        click.echo(line)
    more = len(plan.lines()) - SHOWN
    if more > 0:
        click.echo(f"… and {more:,} more")
    counts = (f"{count:,} {what}" for what, count in plan.counts().items())
    click.echo(", ".join(counts))
