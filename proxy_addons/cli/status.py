"""What the guard does now."""

import json
from typing import Any

import click

from proxy_addons.cli.options import at_home, give_up
from proxy_addons.cli.running import NotRunning, Refused, ask
from proxy_addons.home import Home

STATES = {"watching": "Watching", "degraded": "Partly watching", "cannot-check": "Cannot check"}
LINES = """\
{state}, since {since}
{reasons}\
  sites watched         {watching}
  list of pupils        {bundle}
  remembered, sealed    {people} people, {threads} conversations
  waiting for you       {holds}
  waiting for the office  {outbox}
  certificate trusted   {trusted}"""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@at_home
def status(home: Home, /, *, as_json: bool) -> None:
    """Say whether the guard is watching, and if not, why."""
    try:
        found = ask(home, "/v1/status")
    except NotRunning:
        found = _absent(home)
    except Refused as error:
        give_up(str(error), error)
    click.echo(json.dumps(found) if as_json else _told(found))


def _absent(home: Home) -> dict[str, Any]:
    from proxy_addons.absent import report  # noqa: PLC0415 - a running guard answers at once
    from proxy_addons.enrol import EnrolmentRefused  # noqa: PLC0415
    from proxy_addons.loopback.report import document  # noqa: PLC0415

    try:
        return document(report(home))
    except EnrolmentRefused as error:
        give_up(str(error), error)


def _told(found: dict[str, Any]) -> str:
    none = found["serial"] is None
    return LINES.format(
        **{
            **found,
            "state": STATES[found["state"]],
            "reasons": "".join(f"  ! {reason}\n" for reason in found["reasons"]),
            "watching": ", ".join(found["watching"]) or "none",
            "bundle": "none yet" if none else f"number {found['serial']}, confirmed {found['bundle_age_s']} s ago",
        }
    )
