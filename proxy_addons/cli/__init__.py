"""The command line (design 4.7). Each command lies in a module of its own, which is imported when it is asked for:
`status` must not wait for the proxy's code, nor `answer` for anything.
"""

import importlib
from typing import override

import click

from proxy_addons.version import VERSION

COMMANDS = {
    "enrol": "enrol",
    "run": "run",
    "trust": "trust",
    "untrust": "trust",
    "pair": "pair",
    "status": "status",
    "doctor": "doctor",
    "sync": "sync",
    "leave": "leave",
    "holds": "holds",
    "answer": "holds",
    "draft": "draft",
}


class Commands(click.Group):
    """Finds a command by its name, in the module where it lies."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = getattr(importlib.import_module(f"proxy_addons.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return found if isinstance(found, click.Command) else None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="Tutor Guard")
def main() -> None:
    """Tutor Guard on this computer: keeps the company's social-media rules, and never looks at anything else."""
