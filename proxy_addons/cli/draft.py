"""Checking drafts without the guard: one on each line of standard input, its findings on one line of standard output.

Other programs drive this command, so nothing that stands in a line can end it. No enrolment, no network, and nothing
of what is checked is kept; an error never quotes the line.
"""

import re
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click
import msgspec

from policy.drafts.draft import Draft, DraftFinding, Findings
from policy.packs.pack import Pack
from policy.packs.parts import PackRejected
from proxy_addons import drafts, packs

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WHERE = re.compile(r"at `(\$[\w.\[\]]*)`")
TOO_LONG = b""  # stands for a line that is no draft whatever it says
LONGEST = 16 << 20  # bytes of a line; the longest text, all of it in escapes, has 6 million


class Unreadable(msgspec.Struct, frozen=True):
    """The answer to a line that is no draft."""

    error: str
    findings: tuple[DraftFinding, ...] = ()


class UnusablePack(click.ClickException):
    """A pack that cannot be used: said before any line is read."""

    exit_code = 2


class PublicKey(click.ParamType["Ed25519PublicKey"]):
    """An office's public key, as `python -m server packs show` prints it."""

    name = "hex"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> "Ed25519PublicKey":
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - drafts without packs need none of it

        try:
            return ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(str(value)))
        except ValueError:
            self.fail("a public key is 64 hexadecimal digits", param, ctx)


@click.command()
@click.option("--jsonl", is_flag=True, help="Read drafts as JSON, one a line, and answer each with a line.")
@click.option("--about", is_flag=True, help="Say which facts the checks rest on: source, licence, date, count.")
@click.option(
    "--pack",
    "files",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Use this threat pack too (repeatable).",
)
@click.option("--pack-key", "key", metavar="HEX", type=PublicKey(), help="Take only packs that this office signed.")
@click.option("--home", help="As every command has it; nothing is read there.")
def draft(
    *,
    jsonl: bool,
    about: bool,
    files: tuple[Path, ...],
    key: "Ed25519PublicKey | None",
    home: str | None,  # noqa: ARG001 - see its help
) -> None:
    """Check drafts of posts: links, hashtags, names and contact details, tone, pictures. Needs no enrolment and no network."""
    if not (jsonl or about):
        raise click.UsageError("say --jsonl, --about or both")
    used = tuple(_opened(file, key) for file in files)
    if about:
        from policy.drafts.about import lists, sources  # noqa: PLC0415 - reads every table

        for line in (*sources(), *lists(used)):
            click.echo(line)
    if jsonl and not _answer_all(used):
        sys.exit(1)


def _opened(file: Path, key: "Ed25519PublicKey | None") -> Pack:
    """A pack, whoever signed it if no key is named: then whoever named the file answers for it."""
    try:
        return packs.opened(file, key)
    except PackRejected as error:
        raise UnusablePack(f"the pack {file} is refused: {error.why} ({error.kind})") from error
    except OSError as error:
        raise UnusablePack(f"the pack {file} cannot be read: {error.strerror}") from error


def _answer_all(used: tuple[Pack, ...]) -> bool:
    """Answer every line; was each of them a draft?"""
    decoder, encoder, good = msgspec.json.Decoder(Draft), msgspec.json.Encoder(), True
    if sys.stdin is None or sys.stdout is None:
        raise click.UsageError("standard input and standard output must be open")
    for line in lines(sys.stdin.buffer):
        try:
            answer: Findings | Unreadable = drafts.findings(decoder.decode(line.removeprefix(BOM_UTF8)), packs=used)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            answer, good = Unreadable(_why(error)), False
        _say(encoder.encode(answer) + b"\n")
    return good


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines as they come. One that is too long is not kept: it may have no end."""
    while line := stream.readline(LONGEST):
        rest = line
        while len(rest) == LONGEST and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST)
        yield line if rest is line else TOO_LONG


def _say(answer: bytes) -> None:
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.ClickException(f"standard output cannot be written: {error.strerror}") from error


def _why(error: Exception) -> str:
    """What is wrong with a line, without a word of it."""
    if not isinstance(error, msgspec.ValidationError):
        return "not JSON"
    place = WHERE.search(str(error))
    return f"not a draft: {place[1] if place else '$'} is missing, too long or of the wrong type"
