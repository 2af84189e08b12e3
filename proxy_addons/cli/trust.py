"""Making this computer trust the guard's certificate authority, and forget it."""

from collections.abc import Sequence
from pathlib import Path

import click

from proxy_addons.cli.options import NOT_ENROLLED, at_home, give_up
from proxy_addons.home import Home
from proxy_addons.trust import Change, Trust


@click.command()
@at_home
def trust(home: Home, /) -> None:
    """Let your browsers trust the guard."""
    _tell(Trust().install(_certificate(home)), "trusts the guard's certificate now")
    click.echo("It can vouch for the guarded sites alone. Restart a browser that is open.")


@click.command()
@at_home
def untrust(home: Home, /) -> None:
    """Let your browsers forget the guard."""
    if not home.ca_cert.exists():
        give_up(f"there is no certificate in {home.root}; nothing to remove")
    _tell(Trust().remove(home.ca_cert), "trusts the guard's certificate no more")


def _certificate(home: Home) -> Path:
    """The CA's certificate, made if it is not there yet, for all hosts that the company has guarded."""
    from proxy_addons import enrol  # noqa: PLC0415 - `untrust` does not need it
    from proxy_addons.authority import Authority  # noqa: PLC0415
    from proxy_addons.current import Current  # noqa: PLC0415
    from proxy_addons.routing import Routing  # noqa: PLC0415

    try:
        known = enrol.enrolled(home)
    except enrol.EnrolmentRefused as error:
        give_up(str(error), error)
    if known is None:
        give_up(NOT_ENROLLED)
    hosts = Current(home, known.signer).settings.hosts
    Authority(home, Routing(lambda: hosts).hosts())
    return home.ca_cert


def _tell(changes: Sequence[Change], done: str) -> None:
    """Say what became of each store; it failed when nothing could be done anywhere."""
    for change in changes:
        click.echo(f"{change.store}: {change.refused or done}")
    if changes and all(change.refused for change in changes):
        give_up("no store could be changed; see above")
