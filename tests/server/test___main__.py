"""The command line is the one that other programs rely on (design 4.7)."""

import subprocess
import sys

from server.__main__ import office

CONTRACT = {
    "serve", "admin", "token", "handles", "enrolment-code", "migrate", "backup", "restore", "rotate-key", "verify-log",
    "publish", "packs",
}  # fmt: skip


def test_the_subcommands_are_the_contract():
    assert set(office.commands) == CONTRACT
    assert set(office.commands["admin"].commands) == {"add", "reset"}
    assert set(office.commands["token"].commands) == {"add"}
    assert set(office.commands["handles"].commands) == {"import"}
    assert set(office.commands["packs"].commands) == {"build", "show", "verify"}


def test_it_runs_as_a_module():
    done = subprocess.run([sys.executable, "-m", "server", "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: python -m server ")
