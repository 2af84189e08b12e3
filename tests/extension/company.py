"""What a company sets on its computers: policies that a browser finds in their fixed place, though only one browser does."""

import base64
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extension.tools import crx, pack
from tests.extension.browser import Browser
from tests.extension.chromium import Chromium
from tests.extension.firefox import Firefox

POLICY = "chromium/policies/managed/company.json"
GECKO = "adviser@tutor-guard.example"
FIREFOX = Path("/usr/lib/firefox-esr/distribution")


def apart(folder: Path, place: str) -> Sequence[str]:
    """What starts a program that finds our folder at that place, while nobody else does."""
    return ["unshare", "-m", "sh", "-c", f'mount --make-rprivate / && mount --bind {folder} {place} && exec "$@"', "_"]


def written(file: Path, content: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content), "utf-8")


def managed(name: str, folder: Path, adviser: Path, settings: dict[str, Any], proxy: str, *authorities: Path) -> Browser:
    """A browser with an adviser to which the company says that."""
    if name == "chromium":
        pinned = crx.id_of(base64.b64decode(json.loads((pack.ROOT / "manifest.json").read_text("utf-8"))["key"]))
        written(folder / POLICY, {"3rdparty": {"extensions": {pinned: settings}}})
        within = apart(folder / "chromium", "/etc/chromium")
        return Chromium(folder / "home", adviser, proxy, *authorities, within=within)
    written(folder / "firefox" / "policies.json", {"policies": {"3rdparty": {"Extensions": {GECKO: settings}}}})
    within = apart(folder / "firefox", str(FIREFOX.resolve()))
    return Firefox(folder / "home", adviser, proxy, *authorities, within=within)
