"""Finding out what is wrong."""

import asyncio

import click

from proxy_addons.cli.options import Proxy, at_home
from proxy_addons.home import Home


@click.command()
@click.option("--office-proxy", type=Proxy(), default="", help="A proxy by which the office is reached.")
@at_home
def doctor(home: Home, /, *, office_proxy: str) -> None:
    """Find what is wrong, and say what to do.

    Exit code 1 when there is something to mend.
    """
    wrong = asyncio.run(_examine(home, office_proxy))
    click.echo(f"{wrong} to mend." if wrong else "All is well.")
    if wrong:
        raise SystemExit(1)


async def _examine(home: Home, office_proxy: str) -> int:
    from proxy_addons.doctor import examine  # noqa: PLC0415 - half a second that `--help` need not wait
    from proxy_addons.trust import Trust  # noqa: PLC0415

    wrong = 0
    async for check in examine(home, Trust(), office_proxy=office_proxy):
        wrong += bool(check.remedy)
        click.echo(f"{'MEND' if check.remedy else 'ok':4}  {check.what}: {check.found}")
        if check.remedy:
            click.echo(f"      → {check.remedy}")
    return wrong
