"""Debian's Firefox ESR, which speaks WebDriver BiDi itself."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extension.tools import pack
from tests.extension.bidi import Bidi
from tests.extension.browser import LIVE_EVENTS, Program, trust
from tests.together.programs import free_port

UUID = "0f1e2d3c-4b5a-4968-8776-655443322110"  # the origin of the extension's pages; random for each profile otherwise


class Firefox:
    """`proxy`: host:port. `extension`: its folder; None when a policy installs it. `within`: what starts the program.
    `screen`: there is one to stand on.

    Certificates are checked strictly.
    """

    name = "firefox"

    def __init__(
        self,
        home: Path,
        extension: Path | None,
        proxy: str,
        *authorities: Path,
        within: Sequence[str] = (),
        screen: bool = False,
    ) -> None:
        profile = home / "profile"
        trust(profile, *authorities)
        self._id = json.loads((pack.ROOT / "manifest.json").read_text())["browser_specific_settings"]["gecko"]["id"]
        (profile / "user.js").write_text("".join(map(_line, _preferences(self._id, proxy).items())))
        port = free_port()
        command = [*within, "firefox-esr", *([] if screen else ["--headless"]), "--no-remote", "--profile", str(profile)]
        self._program = Program([*command, "--remote-debugging-port", str(port), "--remote-allow-system-access"], home)
        self.bidi = Bidi()
        self.bidi.connect(f"ws://127.0.0.1:{port}/session")
        self.bidi.call("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})
        self.bidi.call("session.subscribe", events=LIVE_EVENTS)
        if extension:
            self.bidi.call("webExtension.install", extensionData={"type": "path", "path": str(extension)})

    @property
    def extension(self) -> str:
        return f"moz-extension://{UUID}"

    def restart_worker(self) -> None:
        """As when Firefox ends it after half a minute without work."""
        self.privileged(f"WebExtensionPolicy.getByID({self._id!r}).extension.terminateBackground()")

    def update(self) -> None:
        manager = "ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs').AddonManager"
        self.privileged(f"{manager}.getAddonByID({self._id!r}).then(addon => addon.reload())")

    def dark(self, *, on: bool) -> None:
        self.privileged(f"Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {0 if on else 1})")

    def privileged(self, expression: str) -> dict[str, Any]:
        """In the browser's own window, for what BiDi has no word for."""
        window = self.bidi.call("browsingContext.getTree", **{"moz:scope": "chrome"})["contexts"][0]["context"]
        return self.bidi.call("script.evaluate", target={"context": window}, expression=expression, awaitPromise=True)

    def close(self) -> None:
        self.bidi.call("browser.close")
        self.end()

    def end(self) -> None:
        self.bidi.close()
        self._program.close()


def _preferences(extension: str, proxy: str) -> dict[str, object]:
    host, port = proxy.split(":")
    return {
        "remote.prefs.recommended": True,  # no updates, no telemetry, no first-run pages
        "network.proxy.type": 1,
        "network.proxy.http": host,
        "network.proxy.http_port": int(port),
        "network.proxy.ssl": host,
        "network.proxy.ssl_port": int(port),
        "extensions.webextensions.uuids": json.dumps({extension: UUID}),
    }


def _line(preference: tuple[str, object]) -> str:
    name, value = preference
    return f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
