"""The system's own notifications, as well as the machine can: they help, and nothing depends on them.

The words are a notice's, which names nobody: a lock screen or a projector may show them. They are handed over as
arguments or environment, never inside a script's text.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import Mapping, Sequence

from policy.verdict import Action
from proxy_addons.notices import Entry

SECONDS = 5.0
TOLD_BY_DESKTOP = Action.HOLD  # from here on; less than that is read on the status page
MAC = 'on run argv\ndisplay notification (item 1 of argv) with title "Tutor Guard"\nend run'
WINDOWS = """
$kind = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$toast = $kind::GetTemplateContent(1)
$lines = $toast.GetElementsByTagName('text')
$null = $lines.Item(0).AppendChild($toast.CreateTextNode('Tutor Guard'))
$null = $lines.Item(1).AppendChild($toast.CreateTextNode($env:TUTOR_GUARD_TEXT))
$kind::CreateToastNotifier('Tutor Guard').Show([Windows.UI.Notifications.ToastNotification]::new($toast))
"""


class Desktop:
    """Shows notices; remembers what is under way, so that nothing is dropped half done."""

    def __init__(self, page: str, system: str = sys.platform) -> None:
        """`page`: the address of the status page, shown with everything that waits for an answer."""
        self._page = page
        self._system = system
        self._showing: set[asyncio.Task[None]] = set()

    def told(self, entry: Entry) -> None:
        """Show an entry if it matters at once (it was refused, or it waits) and the tutor does not look at it already."""
        if entry.action >= TOLD_BY_DESKTOP and not entry.page:
            task = asyncio.get_running_loop().create_task(self.show(entry.text))
            self._showing.add(task)
            task.add_done_callback(self._showing.discard)

    async def show(self, words: str) -> None:
        """Show it, or don't: a machine without a desktop has nobody to show it to."""
        text = f"{words} {self._page}"
        with contextlib.suppress(OSError, TimeoutError):
            await _run(command(self._system, text), {"TUTOR_GUARD_TEXT": text})


def command(system: str, text: str) -> Sequence[str]:
    """What shows a notification on a system (`sys.platform`)."""
    match system:
        case "darwin":
            return ("osascript", "-e", MAC, text)
        case "win32":
            return ("powershell", "-NoProfile", "-NonInteractive", "-Command", WINDOWS)
        case _:
            return ("notify-send", "--app-name=Tutor Guard", "--", "Tutor Guard", text)


async def _run(line: Sequence[str], extra: Mapping[str, str]) -> None:
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*line, stdin=quiet, stdout=quiet, stderr=quiet, env={**os.environ, **extra})
    try:
        await asyncio.wait_for(process.wait(), SECONDS)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
