"""The main job, step by step; each step says what was done, what came of it, and how one knows."""

import json
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import click

from docs.demo.programs import Failed, until
from docs.demo.setting import PUPIL, STRANGER, Setting

HELLO = "Hello! Shall we move tomorrow's lesson?"
WIDTH = 98


def tell(setting: Setting) -> None:
    """All three acts, and where the safeguarding lead sees it."""
    _to_a_pupil(setting)
    _to_a_stranger(setting)
    _a_follow(setting)
    _an_incident(setting)


def _to_a_pupil(setting: Setting) -> None:
    _heading("1", "The tutor sends a direct message to a pupil, as Instagram's app does")
    refusal = setting.phone().message(PUPIL, HELLO)
    if not refusal or setting.internet.sends():
        raise Failed("the message to a pupil was not refused")
    _line("refused, and the app shows:")
    _quote(refusal)
    _line("Instagram's servers (the stand-in) saw nothing of it.")


def _to_a_stranger(setting: Setting) -> None:
    _heading("2", "The same message to somebody who is no pupil")
    if refusal := setting.phone().message(STRANGER, HELLO):
        raise Failed(f"the message to a stranger was refused: {refusal}")
    if setting.internet.sends() != 1:
        raise Failed("the message to a stranger did not arrive once")
    _line("sent: the stand-in received it. The office was asked a blinded question, and does not know about whom.")


def _a_follow(setting: Setting) -> None:
    _heading("3", "The tutor asks to follow the pupil")
    with ThreadPoolExecutor(1) as aside:
        waiting = aside.submit(setting.phone().follow, PUPIL)
        (hold,) = until(lambda: json.loads(setting.ask_guard("holds", "--json")), "a hold")
        answer, again = ("answer", hold["id"], "cancel"), ("answer", hold["id"], "continue", "--reason", '"…"')
        _line(f"held: the app waits for the tutor's answer until {_clock(hold['expires_at'])}. It can be given")
        _line(f"  on the status page   http://{setting.page}/")
        _line(f"  or by command        {setting.typed(*answer)}")
        _line(f"                       {setting.typed(*again)}")
        _line("Without an answer it is refused. Here the tutor thinks better of it, and cancels:")
        _line(f"  {setting.ask_guard(*answer).strip()}")
        refusal = waiting.result()
    if not refusal or setting.internet.sends() != 1:
        raise Failed("the follow was not refused")
    _line("The app shows:")
    _quote(refusal)


def _an_incident(setting: Setting) -> None:
    _heading("4", "What the safeguarding lead sees: that it happened, not what was written")
    registry = setting.registry()
    incident = until(lambda: registry.incidents("P1"), "the incident's arrival at the office")[0]
    name, password = setting.safeguarding_lead()
    _line(f"incident   {registry.incident_page(incident)}")
    _line(f"sign in    as {name} with the one-time password {password}")
    _line("           (the browser warns of the office's own certificate: on this computer, that is right)")
    _line("The cancelled follow is nobody's business: it is counted, and not listed.")


def _clock(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone():%H:%M:%S}"


def _heading(number: str, text: str) -> None:
    click.echo(f"\n{number}. {text}")


def _line(text: str) -> None:
    click.echo(f"   {text}")


def _quote(text: str) -> None:
    click.echo(textwrap.fill(f"“{text}”", WIDTH, initial_indent="     ", subsequent_indent="      ", break_on_hyphens=False))
