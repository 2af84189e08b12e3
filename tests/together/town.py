"""One office, one tutor's guard, and the internet behind it, with pupils who are registered before the guard enrols."""

from pathlib import Path
from typing import Any

from tests.together.cast import Cast, Traces
from tests.together.guard import Guard
from tests.together.internet import Internet
from tests.together.office import Office
from tests.together.relay import Relay
from tests.together.sites.discord import Discord
from tests.together.sites.instagram import Instagram
from tests.together.synapse import HOST, PUPILS

HOLD_SECONDS = 15  # the shortest that an office allows
SETTINGS: dict[str, Any] = {"hold_seconds": HOLD_SECONDS, "hosts": {"matrix": [HOST]}}


class Town:
    """Everything runs once it is made; `close` ends it. `size`: how many pupils of each kind wait to be used by a test."""

    def __init__(self, folder: Path, traces: Traces, size: int) -> None:
        self.folder = folder
        traces.folders.append(folder)
        outside = folder.parent / f"{folder.name}-outside"  # where what was said may lie
        outside.mkdir()
        self.internet = Internet(outside)
        self.internet.start()
        self.instagram = Instagram(self.internet)
        self.discord = Discord(self.internet)
        self.office = Office(folder)
        self.office.settings(**SETTINGS)
        self.cast = Cast(self.office, "instagram", self.instagram, traces, size, 5)
        self.class_mates = Cast(self.office, "discord", self.discord, traces, size // 4, 1)
        for name in PUPILS:
            self.office.pupil(name, "matrix", handle=f"@{name}:{HOST}")
            traces.pupils.append(f"@{name}:{HOST}")
        self.relay = Relay(self.office.port)
        self.guard = Guard(folder, self.internet, self.office.code("T1", self.relay.address))
        self.trust = outside / "trust.pem"  # what this machine's store would hold: the internet's authority and the guard's
        self.trust.write_text(self.guard.ca_file.read_text() + self.internet.ca_file.read_text())

    def close(self) -> None:
        try:
            self.guard.program.stop()
            self.office.stop()
        finally:
            self.relay.stop()
            self.internet.stop()
