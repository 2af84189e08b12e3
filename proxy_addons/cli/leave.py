"""Removing the guard from this computer."""

import click

from proxy_addons.cli.options import Proxy, at_home, give_up
from proxy_addons.home import Home


@click.command()
@click.option("--yes", is_flag=True, help="Don't ask.")
@click.option("--office-proxy", type=Proxy(), default="", help="A proxy by which the office is reached.")
@at_home
def leave(home: Home, /, *, yes: bool, office_proxy: str) -> None:
    """Remove the guard and everything it keeps.

    Stops it, takes its certificate out of your browsers, tells the office, and deletes what is kept here.
    """
    from proxy_addons import leave as leaving  # noqa: PLC0415 - half a second that `--help` need not wait
    from proxy_addons.trust import Trust  # noqa: PLC0415

    if not yes:
        click.confirm(f"Remove Tutor Guard and everything in {home.root}?", abort=True)
    try:
        for said in leaving.leave(home, Trust(), office_proxy=office_proxy):
            click.echo(said)
    except leaving.StillRunning as error:
        give_up(str(error), error)
