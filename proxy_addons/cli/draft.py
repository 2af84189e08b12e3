"""Checking drafts without the guard: one on each line of standard input, its findings on one line of standard output.

Other programs drive this command, so nothing that stands in a line can end it. No enrolment, no network, and nothing
of what is checked is kept; an error never quotes the line.
"""

import re
import sys

import click
import msgspec

from policy.drafts.draft import Draft, DraftFinding, Findings
from proxy_addons import drafts

WHERE = re.compile(r"at `(\$[\w.\[\]]*)`")


class Unreadable(msgspec.Struct, frozen=True):
    """The answer to a line that is no draft."""

    error: str
    findings: tuple[DraftFinding, ...] = ()


@click.command()
@click.option("--jsonl", is_flag=True, help="Read drafts as JSON, one a line, and answer each with a line.")
@click.option("--about", is_flag=True, help="Say which facts the checks rest on: source, licence, date, count.")
@click.option("--home", help="As every command has it; nothing is read there.")
def draft(*, jsonl: bool, about: bool, home: str | None) -> None:  # noqa: ARG001 - see its help
    """Check drafts of posts: links, hashtags, names and contact details, tone, pictures. Needs no enrolment and no network."""
    if about:
        from policy.drafts.about import sources  # noqa: PLC0415 - reads every table

        for line in sources():
            click.echo(line)
    if not jsonl:
        if not about:
            raise click.UsageError("say --jsonl, --about or both")
        return
    if not _answer_all():
        sys.exit(1)


def _answer_all() -> bool:
    """Answer every line; was each of them a draft?"""
    decoder, encoder, good = msgspec.json.Decoder(Draft), msgspec.json.Encoder(), True
    for line in sys.stdin.buffer:
        try:
            answer: Findings | Unreadable = drafts.findings(decoder.decode(line))
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            answer, good = Unreadable(_why(error)), False
        sys.stdout.buffer.write(encoder.encode(answer) + b"\n")
        sys.stdout.buffer.flush()
    return good


def _why(error: Exception) -> str:
    """What is wrong with a line, without a word of it."""
    if not isinstance(error, msgspec.ValidationError):
        return "not JSON"
    place = WHERE.search(str(error))
    return f"not a draft: {place[1] if place else '$'} is missing, too long or of the wrong type"
