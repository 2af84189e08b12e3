import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from proxy_addons import optimised

SCRIPT = "import sys; from proxy_addons import optimised; optimised.again(); print(sys.flags.optimize)"


def compiled() -> Path:
    spec = importlib.util.find_spec("proxy_addons.device")
    assert spec
    assert spec.origin
    return Path(importlib.util.cache_from_source(spec.origin, optimization=1))


def test_compiling_ahead_makes_it_warm() -> None:
    compiled().unlink(missing_ok=True)
    assert not optimised.is_warm()
    optimised.warm()
    assert optimised.is_warm()


def test_a_copy_older_than_the_source_does_not_count() -> None:
    optimised.warm()
    os.utime(compiled(), (0, 0))
    assert not optimised.is_warm()
    compiled().unlink()
    optimised.warm()
    assert optimised.is_warm()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process cannot be replaced")
def test_a_command_becomes_its_optimised_self_with_the_same_arguments(tmp_path: Path) -> None:
    optimised.warm()
    (tmp_path / "again.py").write_text(SCRIPT.replace("print(", "print(sys.argv[1:], "))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(Path.cwd())))}
    command = [sys.executable, "-m", "again", "--home", "x"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=True).stdout
    assert said == "['--home', 'x'] 1\n"


def test_a_script_stays_as_it_is() -> None:
    said = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=240, check=True).stdout
    assert said == "0\n"
