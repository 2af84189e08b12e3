"""Asking the office now."""

import click

from proxy_addons.cli.options import at_home, give_up
from proxy_addons.cli.running import NotRunning, Refused, ask
from proxy_addons.home import Home


@click.command()
@at_home
def sync(home: Home, /) -> None:
    """Ask the office for news, now."""
    try:
        status = ask(home, "/v1/sync")
    except (NotRunning, Refused) as error:
        give_up(str(error), error)
    click.echo(f"The list in force is number {status['serial']}; {status['outbox']} reports wait for the office.")
