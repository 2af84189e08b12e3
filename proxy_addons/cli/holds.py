"""What waits for an answer, and answering it."""

import json

import click

from proxy_addons.cli.options import at_home, give_up
from proxy_addons.cli.running import NotRunning, Refused, ask
from proxy_addons.hold import Decision, Fate
from proxy_addons.home import Home

SAID = {
    (Decision.CONTINUE, Fate.USED): "Continued: the request goes on, and your reason is recorded.",
    (Decision.CANCEL, Fate.USED): "Cancelled: nothing was sent.",
    (Decision.CONTINUE, Fate.KEPT): "The app has stopped waiting: do it again within ten minutes, and your answer is used.",
    (Decision.CANCEL, Fate.KEPT): "Cancelled: the app has stopped waiting, and nothing was sent.",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@at_home
def holds(home: Home, /, *, as_json: bool) -> None:
    """List the requests that wait for your answer."""
    try:
        waiting = ask(home, "/v1/holds")["holds"]
    except (NotRunning, Refused) as error:
        give_up(str(error), error)
    if as_json:
        click.echo(json.dumps(waiting))
        return
    for hold in waiting:
        click.echo(f"{hold['id']}  {hold['platform']}: {hold['act']} (clause {hold['clause']}), until {hold['expires_at']}")
    click.echo("Answer with: python -m proxy_addons answer ID cancel" if waiting else "Nothing waits for your answer.")


@click.command()
@click.argument("hold_id", metavar="ID")
@click.argument("decision", type=click.Choice([str(decision) for decision in Decision]))
@click.option("--reason", default="", help="Why it should be sent all the same; wanted with `continue`.")
@at_home
def answer(home: Home, /, hold_id: str, decision: str, reason: str) -> None:
    """Answer a request that waits.

    Either `continue` it with a reason, or `cancel` it.
    """
    try:
        fate = ask(home, "/v1/answer", {"id": hold_id, "answer": decision, "reason": reason})["fate"]
    except (NotRunning, Refused) as error:
        give_up(str(error), error)
    click.echo(SAID[Decision(decision), Fate(fate)])
