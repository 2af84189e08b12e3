"""`admin add|reset`, `token add`, `enrolment-code`: letting people, programs and devices in. A secret is printed last."""

import click

from server import enrolment, keys
from server.cli.common import ACTOR, at_home, database, office, on_database
from server.problem import NotFound
from server.roles import Role
from server.store import admins, tokens, tutors

ADMIN_ROLES = [Role.OWNER.value, Role.DSL.value, Role.REGISTRAR.value]
TOKEN_ROLES = [role.value for role in Role]


@click.group()
def admin() -> None:
    """People who sign in to the office's pages."""


@admin.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(ADMIN_ROLES))
@on_database
@at_home
@office
async def add_admin(name: str, role: str, database_url: str, home: str | None) -> None:
    """Let NAME sign in; prints a one-time password."""
    async with database(home, database_url) as (_, base), base.begin() as db:
        password = await admins.add(db, name, Role(role), actor=ACTOR)
    click.echo(f"{name} may sign in as {role}. This password works until another one is chosen, at the first sign-in:")
    click.echo(password)


@admin.command("reset")
@click.argument("name")
@on_database
@at_home
@office
async def reset_admin(name: str, database_url: str, home: str | None) -> None:
    """Give NAME a new one-time password; the old one stops working."""
    async with database(home, database_url) as (_, base), base.begin() as db:
        password = await admins.reset(db, name, actor=ACTOR)
    click.echo(f"{name} signs in with this password, and chooses another one then:")
    click.echo(password)


@click.group()
def token() -> None:
    """Tokens for programs that use the admin API."""


@token.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(TOKEN_ROLES))
@on_database
@at_home
@office
async def add_token(name: str, role: str, database_url: str, home: str | None) -> None:
    """Make an API token called NAME; prints it."""
    async with database(home, database_url) as (_, base), base.begin() as db:
        made = await tokens.add(db, name, Role(role), actor=ACTOR)
    click.echo(f"Send it as `Authorization: Bearer …`; its role is {role}; it is shown only now:")
    click.echo(made)


@click.command("enrolment-code")
@click.option("--tutor", required=True, metavar="REF", help="Whose device it is; a new tutor is added.")
@click.option(
    "--address", default="", metavar="HOST:PORT", help="Where devices find the office (default: as `serve` recorded it)."
)
@on_database
@at_home
@office
async def enrolment_code(tutor: str, address: str, database_url: str, home: str | None) -> None:
    """Make a code with which one device of a tutor enrols, once, within 24 hours; prints it."""
    async with database(home, database_url) as (where, base), base.begin() as db:
        try:
            await tutors.find(db, tutor)
        except NotFound:
            await tutors.add(db, ACTOR, tutor)
        made = await enrolment.code(db, ACTOR, tutor=tutor, pin=keys.pin(where), address=address)
    click.echo(f"For one device of {tutor}, within 24 hours: python -m proxy_addons enrol CODE")
    click.echo(made.code)
