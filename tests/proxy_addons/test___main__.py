import subprocess
import sys
from pathlib import Path

from proxy_addons.version import VERSION

ROOT = Path(__file__).parents[2]


def guard(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "proxy_addons", *words], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_guard_starts_as_a_module() -> None:
    told = guard("--version")
    assert (told.returncode, told.stderr) == (0, "")
    assert VERSION in told.stdout


def test_a_wrong_word_ends_with_an_error() -> None:
    assert guard("chirp").returncode == 2
