"""What goes to the office, in sentences: every message's fields said once, in the tutor's language."""

from datetime import datetime
from typing import assert_never

import msgspec

from policy.incident import Event, Health, Outcome, Review
from policy.register import Ask
from policy.report import Report, Route
from policy.standing import Standing
from proxy_addons.conversation import Sent
from proxy_addons.hold import Hold
from proxy_addons.letters import KINDS
from proxy_addons.outbox import Entry

PLATFORMS = {
    "bereal": "BeReal",
    "bigbluebutton": "BigBlueButton",
    "google-chat": "Google Chat",
    "google-groups": "Google Groups",
    "linkedin": "LinkedIn",
    "rocketchat": "Rocket.Chat",
    "tiktok": "TikTok",
    "whatsapp": "WhatsApp",
    "xmpp": "XMPP",
    "youtube": "YouTube",
}
STATES = {
    "watching": ("Watching", "Everything that Tutor Guard should look after on this computer is looked after."),
    "degraded": ("Partly watching", "Tutor Guard is at work, but something is missing. It is said below what, and why."),
    "cannot-check": ("Cannot check", "Tutor Guard cannot tell now who is a pupil. It is said below why."),
}
STANDINGS: dict[str, str] = {
    Standing.CURRENT: "a pupil",
    Standing.LEFT_MINOR: "a former pupil under 18",
    Standing.LEFT_ADULT: "a former pupil",
}
ACTS = {
    "message": "A message to {who}",
    "call": "A call to {who}",
    "accept message request": "Accepting a message request of {who}",
    "follow": "A request to follow {who}",
    "accept follow request": "Accepting a follow request of {who}",
    "message received": "A message from {who}",
    "follow request received": "A follow request from {who}",
}
ANY_ACT = "Contact with {who}"
OUTCOMES = {
    Outcome.BLOCKED: "was not sent",
    Outcome.RECORDED: "was recorded",
    Outcome.CONTINUED: "was sent after you said why",
    Outcome.RECOGNISED_LATE: "had gone through before it was known who that is",
}
REPORTS = {
    "contact": "Your report of contact from a pupil",
    "concern": "Your report of a concern",
    "account": "Your report of an account",
    "other": "Your report",
}
READERS = {
    Route.DSL: "the safeguarding lead",
    Route.OWNER: "the owner, not the safeguarding lead",
    Route.DSL_ONLY: "the safeguarding lead, not the owner",
}
HEALTH = {
    "drift": "Something of the site could not be read",
    "not watching": "Something is not watched",
    "bundle refused": "A list from the office was refused",
    "pack refused": "The lists of harmful sites were refused",
    "hook failed": "A part of the guard failed, and refused what it could not check",
    "left": "Tutor Guard was removed from this computer",
}
HOLDS = {
    "continued": "You went on after a question",
    "cancelled": "You stopped after a question",
    "expired": "A question to you was not answered in time",
    "gone": "A question to you ended before it was answered",
}


def platform(name: str) -> str:
    """A platform's name as people write it."""
    return PLATFORMS.get(name, name.capitalize())


def state(name: str) -> tuple[str, str]:
    """The state's heading and a sentence."""
    return STATES[name]


def question(hold: Hold) -> str:
    """What a hold asks about."""
    who = STANDINGS.get(hold.standing or "", "somebody who cannot be checked now")
    return f"{ACTS.get(hold.act, ANY_ACT).format(who=who)} on {platform(hold.platform)}"


def sentence(sent: Entry, *, quoted: bool = True) -> str:
    """What a message tells the office. `quoted`: with the tutor's own words."""
    match message := msgspec.json.decode(sent.text, type=KINDS[sent.kind]):
        case Event():
            return _event(message, quoted=quoted)
        case Review(kind="learn"):
            return f"A registered pupil's account on {platform(message.platform)} has this number there: {message.id}."
        case Review():
            return f"Somebody else on {platform(message.platform)} now has the name of a registered pupil's account."
        case Health():
            return _health(message)
        case Ask():
            return f"You asked whether {message.value} may stand in a post."
        case Report():
            return _report(message, quoted=quoted)
        case _:
            assert_never(message)


def _event(event: Event, *, quoted: bool) -> str:
    what = ACTS.get(event.act, ANY_ACT).format(who=STANDINGS[event.standing])
    family = " (close family)" if event.family else ""
    times = f", {event.count} times" if event.count > 1 else ""
    reason = f" Your reason: “{event.reason}”" if event.reason and quoted else ""
    return f"{what}{family} on {platform(event.platform)} {OUTCOMES[event.outcome]}{times} (clause {event.clause}).{reason}"


def _report(report: Report, *, quoted: bool) -> str:
    about = f" on {platform(report.platform)}" if report.platform else ""
    said = f": “{report.words}”" if report.words and quoted else "."
    return f"{REPORTS.get(report.kind, REPORTS['other'])}{about}, to {READERS[Route(report.route)]}{said}"


def _health(health: Health) -> str:
    times = f", {health.count} times" if health.count > 1 else ""
    if health.kind == "holds":
        return f"{HOLDS.get(health.detail, 'A question to you is over')}{times}."
    about = ", ".join(part for part in (health.platform and platform(health.platform), health.detail) if part)
    return f"{HEALTH.get(health.kind, 'Something about the guard itself')}{f' ({about})' if about else ''}{times}."


def verbatim(sent: Entry | Sent) -> str:
    """Every byte of it, one field a line."""
    return msgspec.json.format(sent.text, indent=2)


def moment(seconds: float, now: float) -> str:
    """A time as people say it here: the hour for today, the day before it for earlier."""
    then, today = datetime.fromtimestamp(seconds).astimezone(), datetime.fromtimestamp(now).astimezone()
    if then.date() == today.date():
        return f"{then:%H:%M}"
    return f"{then.day} {then:%B}, {then:%H:%M}" if then.year == today.year else f"{then.day} {then:%B %Y, %H:%M}"


def span(seconds: float) -> str:
    """How long, roughly: one unit says it."""
    for size, one, many in ((86_400, "a day", "days"), (3_600, "an hour", "hours"), (60, "a minute", "minutes")):
        if seconds >= size:
            count = int(seconds // size)
            return one if count == 1 else f"{count} {many}"
    return "less than a minute"
