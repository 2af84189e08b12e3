"""What is written down of a decision: events for the office, notices for the tutor. Never a word of what was sent."""

import secrets
import time
from collections.abc import Callable

from policy.account import Account
from policy.activity import Activity, FollowReceived, MessageReceived, act
from policy.incident import Event, Outcome, Review
from policy.notice import Notice, notice
from policy.roster import HandleReused
from policy.standing import Match
from policy.verdict import Action, Finding
from proxy_addons.current import Current
from proxy_addons.notices import Notices
from proxy_addons.outbox import Outbox
from proxy_addons.seen import Seen
from proxy_addons.vault import Vault

OUTCOMES = {Action.BLOCK: Outcome.BLOCKED, Action.RECORD: Outcome.RECORDED, Action.HOLD: Outcome.CONTINUED}


class Recorder:
    """Turns findings into events (BLOCK, RECORD, contact received, continued holds) and notices (everything but ALLOW)."""

    def __init__(
        self,
        *,
        current: Current,
        outbox: Outbox,
        seen: Seen,
        notices: Notices,
        vault: Vault,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._vault = vault
        self._current = current
        self._outbox = outbox
        self._seen = seen
        self._notices = notices
        self._clock = clock

    def told(self, activity: Activity, finding: Finding, *, event: str = "", page: bool = False) -> Notice:
        """Show a finding to the tutor. `event`: the key of what was written down; `page`: a page of the extension shows it."""
        words = notice(activity, finding, self._current.settings)
        self._notices.add(
            platform=platform(activity),
            act=act(activity),
            clause=finding.clause,
            action=finding.action,
            text=words.text,
            event=event,
            page=page,
        )
        return words

    def finding(self, activity: Activity, finding: Finding, outcome: Outcome | None = None, reason: str = "") -> str:
        """Write a finding down for the office, if it is of the kinds that are kept (design 4.7a); the event's key, or ""."""
        match = finding.match
        if match is None or finding.action < Action.RECORD:
            return ""
        if finding.once_per_thread and not self._first(activity, match):
            return ""
        event = self._event(activity, finding, match, outcome or OUTCOMES[finding.action], reason)
        self._outbox.put(event)
        return event.key

    def reused(self, found: HandleReused, account: Account) -> None:
        """Somebody else bears a pupil's handle: the registrar should look; nothing is said of that person."""
        self._review("reused", account, found.pseudonym, "")

    def learned(self, match: Match, account: Account) -> None:
        """The pupil's account whose handle matched has this id: the registry can learn it."""
        self._review("learn", account, match.pseudonym, account.id)

    def _review(self, kind: str, account: Account, pseudonym: bytes, seen_id: str) -> None:
        if (policy := self._current.policy) and self._seen.first_time(account.platform, f"{kind}:{pseudonym.hex()}:{seen_id}"):
            self._outbox.review(
                Review(
                    key=secrets.token_hex(16),
                    kind=kind,
                    platform=account.platform,
                    subject=pseudonym.hex(),
                    epoch=policy.head.epoch,
                    at=int(self._clock()),
                    id=seen_id,
                )
            )

    def _first(self, activity: Activity, match: Match) -> bool:
        subject = match.pseudonym.hex()
        if not activity.threads:  # a group named only by its members
            members = ",".join(sorted(key for account in activity.people for key in account.identifiers[:1]))
            return self._seen.first_time(platform(activity), f"group:{members}:{subject}")
        return self._seen.first_in_thread(activity.threads[0], subject)

    def _event(self, activity: Activity, finding: Finding, match: Match, outcome: Outcome, reason: str) -> Event:
        policy = self._current.policy
        subject, name = match.pseudonym.hex(), platform(activity)
        if isinstance(activity, MessageReceived | FollowReceived):
            # Its own incident, under keys that the message itself gives: a crash between two files can't report it twice.
            key = self._vault.tag(f"event:{name}:{activity.message}:{subject}").hex()
            incident = self._vault.tag(f"incident:{name}:{activity.message}:{subject}").hex()
        else:  # the steps and retries of one act of the tutor are one incident
            key = secrets.token_hex(16)
            incident = self._outbox.incident_id(str(finding.clause), name, subject, str(outcome))
        return Event(
            key=key,
            incident=incident,
            clause=finding.clause,
            platform=name,
            act=act(activity),
            action=finding.action,
            outcome=outcome,
            standing=match.standing,
            subject=subject,
            epoch=policy.head.epoch if policy else 0,
            serial=policy.head.serial if policy else 0,
            at=int(self._clock()),
            reason=reason,
            family=match.family,
        )


def platform(activity: Activity) -> str:
    """The platform on which it happened, by the people or threads that it names."""
    if activity.people:
        return activity.people[0].platform
    return activity.threads[0].platform if activity.threads else ""
