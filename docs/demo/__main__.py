"""The story, told while it happens."""

import contextlib
import fcntl
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

from docs.demo.programs import Failed, listens, running
from docs.demo.setting import TUTOR, Setting, shown
from docs.demo.story import tell

STAYING = """
The guard has been started again without the stand-in, for your own browser:

  let browsers trust it   {trust}
  browser setting         automatic proxy configuration: http://{page}/proxy.pac
  status page             http://{page}/
  is all well?            {doctor}
  afterwards, undo it     {leave}

Office and guard stay up until Ctrl-C. What was registered stays in {home}; `make clean` removes it."""
type Place = tuple[str, int]


def place(text: str) -> Place:
    host, _, port = text.rpartition(":")
    return host, int(port)


@click.command()
@click.option("--home", default=".home", type=click.Path(path_type=Path, file_okay=False), show_default=True)
@click.option("--office", default="127.0.0.1:8443", type=place, show_default=True)
@click.option("--listen", default="127.0.0.1:8118", type=place, show_default=True)
@click.option("--loopback", default="127.0.0.1:8119", type=place, show_default=True)
def main(home: Path, office: Place, listen: Place, loopback: Place) -> None:
    """Start office and guard on this computer, show the main job, and stay up."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts it in the background has Ctrl-C ignored
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with alone(home), contextlib.suppress(KeyboardInterrupt):
            for where in (office, listen, loopback):
                free(where)
            run(Setting(home.resolve(), office=office, listen=listen, loopback=loopback))
    except Failed as error:
        give_up(str(error))
    click.echo("\nStopped.")


def run(setting: Setting) -> None:
    """Office throughout; the guard first with the stand-in, then as it is."""
    click.echo("Tutor Guard, shown on this computer. The internet is a stand-in, and all people are invented.\n")
    with running(setting.office_line, setting.log("office"), lambda: listens(setting.office)):
        setting.prepare()
        click.echo(f"Office    {setting.office_url}   {len(setting.pupils)} pupils registered")
        with setting.internet_at_work(), running(setting.guard_line(upstream=True), setting.log("guard"), setting.guarding):
            click.echo(f"Guard     http://{setting.page}/   enrolled for tutor {TUTOR}, list number {setting.serial}")
            tell(setting)
        with running(setting.guard_line(upstream=False), setting.log("guard"), setting.guarding):
            commands = {name: setting.typed(name) for name in ("trust", "doctor", "leave")}
            click.echo(STAYING.format(page=setting.page, home=shown(setting.home), **commands))
            threading.Event().wait()


@contextlib.contextmanager
def alone(home: Path) -> Iterator[None]:
    """One run in a home. Raises Failed."""
    with (home / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Failed(f"`make run` is at work already in {shown(home)}; stop it there with Ctrl-C first") from error
        yield


def free(where: Place) -> None:
    """Raises Failed when another program listens there."""
    if listens(where):
        raise Failed(f"another program listens on {where[0]}:{where[1]}, which is needed here; stop it and try again")


def give_up(why: str) -> NoReturn:
    click.echo(f"Sorry: {why}", err=True)
    sys.exit(1)


if __name__ == "__main__":
    main(prog_name="python -m docs.demo")
