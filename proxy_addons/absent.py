"""What can be said of a home whose guard does not run: nothing is watched, and this is what lies there."""

import time

from proxy_addons.current import Current
from proxy_addons.database import Database
from proxy_addons.directory import Directory
from proxy_addons.enrol import Enrolment, enrolled
from proxy_addons.home import Home
from proxy_addons.loopback.report import Report, authority
from proxy_addons.memory import Memory
from proxy_addons.outbox import Outbox
from proxy_addons.pulse import State
from proxy_addons.trust import Trust
from proxy_addons.vault import Vault

NOT_RUNNING = "the guard is not running, so nothing is watched"
NOT_ENROLLED = "this computer is not enrolled"


def report(home: Home, trust: Trust | None = None) -> Report:
    """The report of a guard that does not run. Raises EnrolmentRefused for a damaged home."""
    found, now = enrolled(home), time.time()
    current = Current(home, found.signer) if found else None
    policy, age = (current.policy, current.age(now)) if current else (None, None)
    people, threads, waiting = _kept(home, found)
    return Report(
        at=now,
        state=State.CANNOT_CHECK,
        since=now,
        reasons=(NOT_RUNNING,) if found else (NOT_RUNNING, NOT_ENROLLED),
        authority=authority(home.ca_cert, (trust or Trust()).trusted(home.ca_cert)),
        people=people,
        threads=threads,
        outbox=waiting,
        serial=policy.head.serial if policy else None,
        epoch=policy.head.epoch if policy else None,
        bundle_age_s=None if age is None else int(age),
    )


def _kept(home: Home, found: Enrolment | None) -> tuple[int, int, int]:
    """How many people and conversations are remembered, and how many reports wait; nothing is made that is not there."""
    if found is None or not home.database.exists():
        return 0, 0, 0
    vault = Vault(home.local_key)
    database, outbox = Database(home.database), Outbox(home, vault)
    try:
        people, threads = Directory(database, vault, Memory()).counts()
        return people, threads, outbox.queued
    finally:
        outbox.close()
        database.close()
