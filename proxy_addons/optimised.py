"""Running under `python -O`: mitmproxy checks the type of every event with assertions, a fifth of what a request costs.

Python keeps a compiled copy of each module for -O beside the usual one. It is made when a computer is enrolled, so that no
start has to wait for it; where it could not be written, the guard runs without -O.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

SECONDS = 120.0


def warm() -> None:
    """Have everything compiled for -O."""
    command = [sys.executable, "-O", "-c", "import proxy_addons.device"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=False, timeout=SECONDS, stdin=subprocess.DEVNULL, env=environment)  # noqa: S603 - our own


def is_warm() -> bool:
    """Is there a compiled copy for -O, as new as the source?"""
    spec = importlib.util.find_spec("proxy_addons.device")
    if spec is None or spec.origin is None:
        return False
    source, compiled = Path(spec.origin), Path(importlib.util.cache_from_source(spec.origin, optimization=1))
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


def again() -> None:
    """Start this very command anew under -O, in place of this process; returns if that is not to be had."""
    if os.name == "posix" and not sys.flags.optimize and sys.orig_argv[1:2] == ["-m"] and is_warm():
        os.execv(sys.executable, [sys.executable, "-O", *sys.orig_argv[1:]])  # noqa: S606 - no shell is meant
