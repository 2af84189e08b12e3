"""`python -m server`: the office's command line."""

import click

from server.cli.handles import handles
from server.cli.keep import backup, migrate_command, publish, restore, rotate_key, verify_log
from server.cli.packs import packs
from server.cli.people import admin, enrolment_code, token
from server.cli.serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def office() -> None:
    """Tutor Guard's office: the registry, the incidents, and what devices ask."""


for command in (
    serve,
    admin,
    token,
    handles,
    enrolment_code,
    migrate_command,
    backup,
    restore,
    rotate_key,
    verify_log,
    publish,
    packs,
):
    office.add_command(command)

if __name__ == "__main__":
    office(prog_name="python -m server")
