"""`packs build|show|verify`: the office's threat packs."""

import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TypedDict, Unpack

import click

from policy.packs.lists import Category
from policy.packs.pack import Pack
from policy.packs.parts import PackRejected
from server import keys
from server.cli.common import at_home, office
from server.packs import report
from server.packs.building import NAME, built, previous
from server.packs.collecting import Wanted, collected
from server.packs.feed import Feeds
from server.packs.reading import BadSource
from server.packs.shapes import SHAPES
from server.packs.sources import Source, table
from server.packs.written import replaced
from server.settings import Home, Unusable

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


class ShapeFile(click.ParamType[tuple[str, Path]]):
    """SHAPE=FILE, as in `openphish=feed.txt`."""

    name = "shape=file"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        shape, equals, file = str(value).partition("=")
        if shape not in SHAPES or not equals:
            self.fail(f"{value!r} is not SHAPE=FILE with one of {', '.join(SHAPES)}", param, ctx)
        return shape, Path(file)


class PackName(click.ParamType[str]):
    """A name that is also the name of a file, here and on devices."""

    name = "name"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", str(value)):
            self.fail(f"{value!r} is not 1 to 40 small letters, digits and hyphens", param, ctx)
        return str(value)


class Given(TypedDict):
    """The options of `build`."""

    out: Path | None
    adguard: Path | None
    sources: Path | None
    files: tuple[tuple[str, Path], ...]
    licence: str | None
    category: str | None
    as_of: datetime | None
    without_shipped: bool
    name: str
    authority: Path | None
    home: str | None


@click.group()
def packs() -> None:
    """Threat packs: signed lists of harmful addresses for the checks of drafts."""


@packs.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it (default: packs/ in the home).")
@click.option("--adguard", type=FOLDER, help="The unpacked npm package @adguard/dnr-rulesets; its lists are GPL-3.0-only.")
@click.option("--sources", type=FILE, help="A TOML table of lists: files, and feeds to fetch over https.")
@click.option("--source", "files", type=ShapeFile(), multiple=True, help=f"One more list (repeatable): {', '.join(SHAPES)}.")
@click.option("--licence", help="The licence of the lists of --source.")
@click.option("--category", type=click.Choice([one.value for one in Category]), help="What the lists of --source are about.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day of the lists of --source that do not say it.")
@click.option(
    "--without-shipped", is_flag=True, help="Leave out the tables that Tutor Guard ships (shorteners, anonymous sites)."
)
@click.option("--name", type=PackName(), default=NAME, show_default=True, help="A device keeps one pack of each name.")
@click.option("--authority", type=FILE, help="One more certificate to trust when fetching, as of a company's proxy.")
@at_home
@office
async def build(**given: Unpack[Given]) -> None:
    """Compile lists into one signed pack, and say what was read, kept and refused."""
    home = Home.chosen(given["home"]).prepare()
    out = given["out"] or home.root / "packs" / f"{given['name']}.pack"
    if out.exists() and not out.is_file():
        raise Unusable(f"{out} is not a file that a pack could replace")
    feeds = Feeds(home.root / "packs" / "feeds", given["authority"])
    try:
        readings = await collected(_wanted(given), feeds, lambda line: click.echo(line, err=True))
        made = built(readings, keys.opened(home).signer, name=given["name"], before=previous(out))
        replaced(out, made.data)
    except BadSource as error:
        raise Unusable(f"{error}. Nothing was written.") from error
    except OSError as error:
        raise Unusable(f"{error.filename or out} cannot be written: {error.strerror}") from error
    for line in report.of_building(readings, made):
        click.echo(line)
    click.echo(f"Written: {out} ({len(made.data):,} bytes), serial {Pack.open(made.data).head.serial}.")


@packs.command()
@click.argument("file", type=FILE)
@at_home
def show(file: Path, home: str | None) -> None:  # noqa: ARG001 - as every command has it; nothing is read there
    """Say what stands in a pack, and who signed it."""
    for line in report.of_pack(_opened(file)):
        click.echo(line)


@packs.command()
@click.argument("file", type=FILE)
@at_home
@office
async def verify(file: Path, home: str | None) -> None:
    """See whether a pack is whole and this office's own."""
    pack = _opened(file)
    where = Home.chosen(home)
    if not where.signing_key.exists():
        raise Unusable(f"there is no office in {where.root}, so nobody knows its key")
    if pack.key != keys.opened(where).signer_public:
        raise Unusable(f"{file} is whole, but another office signed it")
    click.echo(f"{file} is whole and signed by this office: {pack.head.name}, serial {pack.head.serial}.")


def _wanted(given: Given) -> Wanted:
    sources = [(given["sources"].parent, one) for one in table(given["sources"])] if given["sources"] else []
    if given["files"] and not given["licence"]:
        raise Unusable("say with --licence under which licence the lists of --source are")
    for shape, file in given["files"]:
        sources.append((Path(), _source(shape, file, given)))
    return Wanted(not given["without_shipped"], given["adguard"], tuple(sources))


def _source(shape: str, file: Path, given: Given) -> Source:
    return Source(
        name=f"{shape}: {file.stem}",
        shape=shape,
        licence=given["licence"] or "",
        category=Category(given["category"]) if given["category"] else None,
        source=file.name,
        file=str(file),
        as_of=given["as_of"].date() if given["as_of"] else None,
    )


def _opened(file: Path) -> Pack:
    try:
        return Pack.open(file.read_bytes())
    except PackRejected as error:
        click.echo(f"Sorry: {file} is refused: {error.why} ({error.kind})", err=True)
        sys.exit(1)
