"""A room with a screen that nobody sees and a screen reader that nobody hears: what it says is read back, in order."""

import contextlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.extension.browser import Program
from tests.together.waiting import until

READER = Path(__file__).with_name("reader.py")
PROGRAMS = ("orca", "Xvfb", "dbus-daemon")
OWN = re.compile(  # what Orca says of pages and of itself, whatever stands in them
    r"(Browse|Focus) mode|Loading\..*|Finished loading .*|leaving .*|main content|blank|.* (page tab|frame|document web)\."
)
SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'(?: voice=\w+)?(?=\n(?:SPEECH OUTPUT: )|\n?\Z)", re.DOTALL)


def missing() -> list[str]:
    """The programs without which nothing can be heard."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


class Room:
    """`within` starts a program that stands on the screen and is listened to."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "heard"
        self._read = 0
        self._settled = "\0"  # nothing yet
        self._programs: list[Program] = []
        (runtime := folder / "runtime").mkdir(mode=0o700)
        screen = self._started(folder, "screen", "Xvfb", "-displayfd", "3", "-screen", "0", "1280x1000x24", "-nolisten", "tcp")
        bus = self._started(folder, "bus", "dbus-daemon", "--session", "--nofork", "--print-address=3")
        places = [f"DISPLAY=:{screen}", f"DBUS_SESSION_BUS_ADDRESS={bus}", f"XDG_RUNTIME_DIR={runtime}"]
        self.within = ["env", *places, "GNOME_ACCESSIBILITY=1", "LC_ALL=C.UTF-8"]
        reader = [*self.within, "/usr/bin/python3", str(READER), str(self._log), str(folder / "settings")]
        self._programs.append(Program(reader, folder))
        self.hears("Screen reader on.", 60)

    def _started(self, folder: Path, name: str, *command: str) -> str:
        """What the program says of itself once it listens."""
        said = folder / name
        self._programs.append(Program(["sh", "-c", 'exec "$@" 3>"$0"', str(said), *command], folder))
        return until(lambda: said.exists() and said.read_text("utf-8").strip(), 60, name)

    def hears(self, last: str, seconds: float = 20) -> list[str]:
        """All that is said up to a sentence that begins so, once that was said; the next call goes on behind it."""
        found = until(lambda: self._upto(last), seconds, f"“{last}” among {self._all()[self._read :]}")
        self._read += len(found)
        news = [one for one in found if not OWN.fullmatch(one) and not one.startswith(self._settled)]
        return [one for one, before in zip(news, ["", *news], strict=False) if one != before]

    def settles(self, act: Callable[[], object], name: str) -> None:
        """Orca is deaf to a page that it still reads: `act` until it says that name, which `hears` leaves out from then on."""

        def follows() -> bool:
            act()
            with contextlib.suppress(AssertionError):
                return bool(until(lambda: self._upto(name), 5))
            return False

        before = len(self._all())
        try:
            until(follows, 60)
        except AssertionError as error:
            raise AssertionError(f"“{name}” is not among {self._all()[before:]}") from error
        self._read = len(self._all())
        self._settled = name.removesuffix(".")

    def _upto(self, last: str) -> list[str]:
        said = self._all()[self._read :]
        number = next((at for at, one in enumerate(said) if one.startswith(last)), None)
        return [] if number is None else said[: number + 1]

    def _all(self) -> list[str]:
        text = self._log.read_text("utf-8") if self._log.exists() else ""
        return [" ".join(one.split()) for one in SAID.findall(text[: text.rfind("\n") + 1])]

    def close(self) -> None:
        for program in reversed(self._programs):
            program.close()
