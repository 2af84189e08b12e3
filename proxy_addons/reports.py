"""What the tutor tells the office of their own accord: reports to the safeguarding lead, and what to have verified.

Both are put into the outbox, sealed, and leave when the office can be reached. A key makes a repeated report the same report.
"""

import secrets
from collections.abc import Callable
from typing import Protocol

import msgspec

from policy.account import Account
from policy.register import Ask, Asked
from policy.report import Kind, Report, Route
from proxy_addons.notices import Notices
from proxy_addons.outbox import Entry, Outbox
from proxy_addons.vault import Vault

MOST_WAITING = 200  # of each kind: a program gone wild must not fill the disk


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the tutor said. at: when it happened, 0: now. notice: the id of what they were told. key: the page's own."""

    kind: Kind
    route: Route
    words: str
    people: tuple[Account, ...] = ()
    platform: str = ""
    clause: str = ""
    notice: str = ""
    at: int = 0
    key: str = ""


class Filed(msgspec.Struct, frozen=True):
    """`delivered`: Unix seconds at which the office said that it has it; 0: it waits."""

    report: Report
    delivered: float = 0.0


class NotFiled(ValueError):
    """What is missing, in words for the tutor."""


class TooManyWait(RuntimeError):
    def __init__(self) -> None:
        super().__init__("too much waits for the office already; it will be sent when the office can be reached")


class Parts(Protocol):
    """The parts of the device that a report needs."""

    outbox: Outbox
    notices: Notices
    vault: Vault


class Reports:
    """`clock`: Unix seconds."""

    def __init__(self, parts: Parts, clock: Callable[[], float]) -> None:
        self._parts = parts
        self._clock = clock

    def file(self, told: Told) -> Filed:
        """Queue a report, or say what became of it if it was queued before. Raises NotFiled and TooManyWait."""
        report = self._report(told)
        if known := next((filed for filed in self.filed() if filed.report.key == report.key), None):
            return known
        self._room("report")
        self._parts.outbox.put(report)
        return Filed(report)

    def filed(self) -> tuple[Filed, ...]:
        """Every report that is remembered, the newest first."""
        return tuple(_opened(entry) for entry in self._parts.outbox.entries("report"))

    def ask(self, kind: Asked, value: str) -> Ask:
        """Queue a question about a site or a hashtag; the same one that waits already is asked once. Raises TooManyWait."""
        waiting = (entry for entry in self._parts.outbox.entries("ask") if not entry.sent_at)
        for ask in (msgspec.json.decode(entry.text, type=Ask) for entry in waiting):
            if (ask.kind, ask.value) == (kind, value):
                return ask
        self._room("ask")
        ask = Ask(key=secrets.token_hex(16), kind=kind, value=value, at=int(self._clock()))
        self._parts.outbox.put(ask)
        return ask

    def _report(self, told: Told) -> Report:
        notice = self._parts.notices.find(told.notice) if told.notice else None
        if told.notice and notice is None:
            raise NotFiled("that notice is not remembered any more; say in your own words what happened")
        if not told.words and not (notice and told.kind is Kind.CONTACT):
            raise NotFiled("say in your own words what happened")
        now = int(self._clock())
        return Report(
            key=self._parts.vault.tag(f"report:{told.key}").hex() if told.key else secrets.token_hex(16),
            kind=told.kind,
            route=told.route,
            at=min(told.at or int(notice.at if notice else now), now),
            written=now,
            words=told.words,
            platform=told.platform or (notice.platform if notice else ""),
            clause=told.clause or (str(notice.clause) if notice else ""),
            identifiers=tuple(identifier for account in told.people for identifier in account.identifiers),
            event=notice.event if notice else "",
        )

    def _room(self, kind: str) -> None:
        if sum(not entry.sent_at for entry in self._parts.outbox.entries(kind)) >= MOST_WAITING:
            raise TooManyWait


def _opened(entry: Entry) -> Filed:
    return Filed(msgspec.json.decode(entry.text, type=Report), entry.sent_at)
