"""Making this computer one of the office's devices."""

import asyncio

import click

from proxy_addons import optimised
from proxy_addons.cli.options import Proxy, at_home, give_up
from proxy_addons.home import Home
from proxy_addons.version import VERSION


@click.command()
@click.argument("code")
@click.option("--office-proxy", type=Proxy(), default="", help="A proxy by which the office is reached.")
@at_home
def enrol(home: Home, /, code: str, office_proxy: str) -> None:
    """Enrol this computer with the office's CODE."""
    from proxy_addons import enrol as enrolment  # noqa: PLC0415 - half a second that `--help` need not wait

    try:
        made = asyncio.run(enrolment.enrol(code, home, office_proxy=office_proxy, version=VERSION))
    except enrolment.EnrolmentRefused as error:
        give_up(str(error), error)
    optimised.warm()
    click.echo(f"Enrolled for {made.tutor}. Next:")
    click.echo("  python -m proxy_addons trust     so that your browsers accept the guard's certificate")
    click.echo("  python -m proxy_addons run       starts the guard")
