"""Starting the guard."""

import asyncio
import errno

import click

from proxy_addons.cli.options import NOT_ENROLLED, Authority, Place, Proxy, at_home, give_up
from proxy_addons.home import Home, HomeInUse

WELCOME = """\
Tutor Guard is watching.
  Status page:    http://{page}/
  Browser setting, automatic proxy configuration:  http://{page}/proxy.pac
  Proxy, for other programs:  {proxy}
Stop it with Ctrl-C."""


@click.command()
@click.option("--listen", type=Place(), default="127.0.0.1:8118", show_default=True, help="Where the proxy listens.")
@click.option("--loopback", type=Place(), default="127.0.0.1:8119", show_default=True, help="Where the status page is.")
@click.option("--upstream-proxy", type=Proxy(), default="", help="A company's proxy, for the browser's traffic.")
@click.option("--upstream-ca", type=Authority(), metavar="FILE", help="Its CA's certificate (PEM).")
@click.option("--office-proxy", type=Proxy(), default="", help="A proxy by which the office is reached.")
@at_home
def run(home: Home, /, **wired: object) -> None:
    """Run the guard until Ctrl-C."""
    from proxy_addons import device, enrol  # noqa: PLC0415 - the proxy's code; nobody else waits for it

    try:
        known = enrol.enrolled(home)
        if known is None:
            give_up(NOT_ENROLLED)
        asyncio.run(device.guard(home, known, device.Wiring(**wired), _ready))  # type: ignore[arg-type]  # click checked them
    except (enrol.EnrolmentRefused, HomeInUse) as error:
        give_up(str(error), error)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        give_up(f"{error.strerror}; choose another with --listen or --loopback" if taken else str(error), error)
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _ready(proxy: str, page: str) -> None:
    click.echo(WELCOME.format(proxy=proxy, page=page))
