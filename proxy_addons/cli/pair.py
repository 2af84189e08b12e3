"""A code for the browser extension."""

import click

from proxy_addons.cli.options import at_home, give_up
from proxy_addons.cli.running import NotRunning, Refused, ask
from proxy_addons.home import Home


@click.command()
@at_home
def pair(home: Home, /) -> None:
    """Print a code for the browser extension.

    It connects the extension with this guard; it works once, for five minutes.
    """
    try:
        answer = ask(home, "/v1/pairing-code")
    except (NotRunning, Refused) as error:
        give_up(str(error), error)
    click.echo(f"Type this code into the extension's options within {int(answer['seconds'] // 60)} minutes:")
    click.echo(answer["code"])
