"""Leaving: the guard ends, the office is told, the browsers forget the certificate, and the home is wiped.

In this order, so that whatever fails on the way leaves less behind, never more; and never without saying what is left.
"""

import asyncio
import contextlib
import time
from collections.abc import Iterator

from proxy_addons import enrol
from proxy_addons.cli.running import NotRunning, ask
from proxy_addons.home import Home, HomeInUse
from proxy_addons.loopback import door
from proxy_addons.trust import Trust

SECONDS = 20.0
PAUSE = 0.1


class StillRunning(RuntimeError):
    """The guard was asked to end, and did not."""


def leave(home: Home, trust: Trust, *, office_proxy: str = "") -> Iterator[str]:
    """Undo everything; yields what was done, a sentence each. Raises StillRunning."""
    with contextlib.suppress(NotRunning):
        ask(home, "/v1/leave")
        yield "The guard was stopped."
    _wait(home)
    yield from _forget(home, trust)
    try:
        told = asyncio.run(enrol.leave(home, office_proxy=office_proxy))
    except enrol.EnrolmentRefused:  # damaged: there is nobody to tell in its name
        home.erase()
        told = False
    yield "The office was told." if told else "The office could not be told; please tell it yourself."
    door.withdraw(home)
    yield "Everything that was kept here is deleted."


def _wait(home: Home) -> None:
    """Until no guard has this home."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            with home.lock():
                return
        except HomeInUse as error:
            if time.monotonic() > end:
                raise StillRunning("the guard does not stop; end it with Ctrl-C, then: python -m proxy_addons leave") from error
            time.sleep(PAUSE)


def _forget(home: Home, trust: Trust) -> Iterator[str]:
    if not home.ca_cert.exists():
        return
    for change in trust.remove(home.ca_cert):
        yield f"{change.store}: {change.refused}" if change.refused else f"{change.store} trusts the certificate no more."
