from collections import deque

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from policy import sync
from policy.bundle import Bundle, BundleRejected, Content, Delta, Head, Policy, difference, newer, patched, seal, unseal
from policy.roster import Part, Roster
from policy.settings import Settings
from policy.sync import Ask, Device, Due, Failed, Forget, Rejected, Report, Settled, Stage, Take, Taken, Wait
from policy.wire import Changes, EventsHeld, Held, Ledger, Preflight, Preflighted

KEY = Ed25519PrivateKey.from_private_bytes(b"\x11" * 32)
NOBODY = Held(serial=0, epoch=0, digest=b"")
DELTA = Delta(base=1, head=b"", signature=b"")


def held(policy: Policy | None) -> Held:
    return Held(serial=policy.head.serial, epoch=policy.head.epoch, digest=policy.head.digest) if policy else NOBODY


class Office:
    """The office's end: a registry, the bundles it published, the events it holds."""

    def __init__(self):
        self.published = {}
        self.pupils = set()
        self.events = []
        self.publish()

    @property
    def newest(self):
        return self.published[max(self.published)]

    def publish(self, pupil=None, serial=None):
        if pupil is not None:
            self.pupils ^= {pupil}
        serial = serial or max(self.published, default=0) + 1
        content = Content(b"", Settings(), Roster({Part.CURRENT: self.pupils}).coded())
        bundle = seal(KEY, content, epoch=1, serial=serial, issued=serial, lifetime=100)
        self.published[serial] = unseal(bundle, KEY.public_key())

    def restore_backup(self):
        """Everything since the first bundle is forgotten, and the registry goes its own way."""
        self.published = {1: self.published[1]}
        self.publish(pupil=999)

    def answer(self, question):
        match question:
            case Preflight():
                return self.welcome(question)
            case tuple():
                self.events += [key for key in question if key not in self.events]
                return EventsHeld(keys=question)
            case str():
                older = self.published.get(sync.base(question))
                return Changes(delta=difference(older, self.newest)) if older else Changes(bundle=self.newest.bundle)
            case Held():
                return Ledger(agrees=question == held(self.published.get(question.serial)))

    def welcome(self, said):
        newest, ledger = self.newest.head, self.published.get(said.serial)
        if sync.up_to_date(said, newest):
            return Preflighted(serial=newest.serial)
        return Preflighted(serial=newest.serial, cursor=sync.cursor(said, newest, ledger.head.digest if ledger else None))


class Guard:
    """The device's end around the state machine, with a wire that may lose, tear, repeat and reorder."""

    def __init__(self, office, faults=()):
        self.office = office
        self.faults = deque(faults)
        self.machine = Device()
        self.policy = None
        self.outbox = []
        self.kept = []
        self.reports = []

    def converse(self):
        says = deque(self.machine.receive(Due(held(self.policy).serial)))
        for _ in range(200):
            match says.popleft():
                case Ask() as ask:
                    for told in self.carried(ask):
                        says.extend(self.machine.receive(told))
                case Take(change):
                    says.extend(self.machine.receive(self.take(change)))
                case Forget(keys):
                    self.outbox = [key for key in self.outbox if key not in keys]
                case Report(why):
                    self.reports.append(why)
                case Settled():
                    pass
                case Wait(seconds):
                    return seconds
        raise AssertionError("the conversation does not end")

    def carried(self, ask):
        """What comes back for a question."""
        if ask.stage is Stage.EVENTS and not self.outbox:
            return [EventsHeld(keys=())]
        mine = held(self.policy)
        question = {
            Stage.PREFLIGHT: Preflight(version="1", serial=mine.serial, digest=mine.digest, epoch=mine.epoch, clean=ask.clean),
            Stage.EVENTS: tuple(self.outbox[:3]),
            Stage.CHANGES: ask.cursor,
            Stage.POSTFLIGHT: mine,
        }[ask.stage]
        return getattr(self, self.faults.popleft() if self.faults else "fine")(question)

    def fine(self, question):
        return [self.office.answer(question)]

    def question_lost(self, _):
        return [Failed()]

    def answer_lost(self, question):
        self.office.answer(question)
        return [Failed()]

    def late(self, question):
        self.kept.append(self.office.answer(question))
        return [Failed()]

    def twice(self, question):
        return self.fine(question) * 2

    def out_of_order(self, question):
        return [*self.kept, *self.fine(question)]

    def torn(self, question):
        return [torn(self.office.answer(question))]

    def changed_meanwhile(self, question):
        answer = self.fine(question)
        self.office.publish(pupil=len(self.office.published))
        return answer

    def take(self, change):
        try:
            offered = (
                unseal(change, KEY.public_key())
                if isinstance(change, Bundle)
                else patched(self.policy, change, KEY.public_key())
            )
            self.policy = newer(self.policy, offered)
        except BundleRejected as error:
            return Rejected(error.why)
        return Taken(self.policy.head.serial)


def torn(answer):
    match answer:
        case Changes(delta=Delta() as delta):
            return Changes(delta=Delta(delta.base, delta.head, delta.signature, {0: (b"", b"\x01\x02\x03\x04\x05")}))
        case Changes(bundle=Bundle() as bundle):
            return Changes(bundle=Bundle(bundle.head, bundle.signature, bundle.content[:-1]))
        case _:
            return Failed()


FAULTS = ["fine", "question_lost", "answer_lost", "late", "twice", "out_of_order", "torn", "changed_meanwhile"]
steps = st.lists(st.one_of(st.integers(0, 5), st.just("event"), st.just("converse")), max_size=25)


@settings(max_examples=300)
@given(steps, st.lists(st.sampled_from(FAULTS), max_size=30))
def test_both_ends_agree_whatever_is_lost_torn_repeated_or_late(taken, faults):
    office = Office()
    guard = Guard(office, faults)
    put = []
    for step in taken:
        match step:
            case int():
                office.publish(pupil=step)
            case "event":
                put.append(f"event {len(put)}")
                guard.outbox.append(put[-1])
            case _:
                guard.converse()
    while guard.faults:
        guard.converse()
    for _ in range(2):  # one that may find a broken state, one that repairs it
        guard.converse()
    assert held(guard.policy) == held(office.newest)
    assert sorted(office.events) == sorted(put)
    assert guard.outbox == []
    assert not guard.machine.clean


def test_nothing_new_takes_one_question():
    device = Device()
    assert device.receive(Due(7)) == (Ask(Stage.PREFLIGHT),)
    assert device.receive(Preflighted(serial=7, poll=45)) == (Ask(Stage.EVENTS),)
    assert device.receive(EventsHeld(keys=())) == (Settled(), Wait(45))
    assert device.stage is Stage.IDLE


def test_events_go_before_changes_and_only_what_the_office_holds_is_forgotten():
    device = Device()
    device.receive(Due(1))
    device.receive(Preflighted(serial=2, cursor="1-2"))
    assert device.receive(EventsHeld(keys=("a", "b"))) == (Forget(("a", "b")), Ask(Stage.EVENTS))
    assert device.receive(EventsHeld(keys=())) == (Ask(Stage.CHANGES, cursor="1-2"),)
    assert device.receive(Changes(delta=DELTA)) == (Take(DELTA),)
    assert device.receive(Taken(2)) == (Ask(Stage.POSTFLIGHT),)
    assert device.receive(Ledger(agrees=True)) == (Settled(), Wait(45))


def test_an_office_that_takes_the_same_events_for_ever_does_not_keep_the_list_from_coming():
    device = Device()
    device.receive(Due(1))
    device.receive(Preflighted(serial=2, cursor="1-2"))
    says = [device.receive(EventsHeld(keys=("a",))) for _ in range(sync.MAX_ROUNDS)]
    assert says[-1] == (Forget(("a",)), Ask(Stage.CHANGES, cursor="1-2"))


def at_changes():
    device = Device()
    device.receive(Due(1))
    device.receive(Preflighted(serial=2, cursor="1-2"))
    device.receive(EventsHeld(keys=()))
    return device


@pytest.mark.parametrize("why", ["signature", "torn", "older", "forked", "epoch", "version"])
def test_a_refused_change_is_reported_and_a_whole_bundle_asked_for_within_half_a_minute(why):
    device = at_changes()
    device.receive(Changes(delta=DELTA))
    assert device.receive(Rejected(why)) == (Report(why), Wait(sync.CLEAN_RETRY))
    assert sync.CLEAN_RETRY <= 30
    assert device.receive(Due(1)) == (Ask(Stage.PREFLIGHT, clean=True),)


def test_a_change_that_cannot_even_be_read_is_a_refused_one():
    assert at_changes().receive(Rejected("torn")) == (Report("torn"), Wait(sync.CLEAN_RETRY))


def test_a_change_that_stays_bad_is_asked_for_more_and_more_rarely():
    device, waits = Device(), []
    for _ in range(12):
        device.receive(Due(1))
        device.receive(Preflighted(serial=2, cursor="0-2"))
        device.receive(EventsHeld(keys=()))
        device.receive(Changes(delta=DELTA))
        waits.append(device.receive(Rejected("signature"))[-1].seconds)
    assert waits[:4] == [5, 10, 20, 40]
    assert waits == sorted(waits)
    assert waits[-1] == sync.LONGEST_CLEAN == 300


def test_an_office_that_does_not_answer_is_asked_at_least_twice_a_minute():
    device, waits = Device(), []
    for _ in range(10):
        device.receive(Due(1))
        waits.append(device.receive(Failed())[-1].seconds)
    assert waits[:3] == [1, 2, 4]
    assert waits[-1] == 30


def test_an_answer_that_is_genuine_but_not_the_newest_is_a_refused_one():
    device = at_changes()
    device.receive(Changes(delta=DELTA))
    assert device.receive(Taken(1)) == (Report("older"), Wait(sync.CLEAN_RETRY))
    assert at_changes().receive(Changes()) == (Report("older"), Wait(sync.CLEAN_RETRY))


def test_a_ledger_that_disagrees_asks_for_a_whole_bundle():
    device = at_changes()
    device.receive(Changes(delta=DELTA))
    device.receive(Taken(2))
    assert device.receive(Ledger(agrees=False)) == (Report("ledger"), Wait(sync.CLEAN_RETRY))
    assert device.clean


def test_an_office_restored_from_an_older_backup_is_reported_and_not_followed():
    office = Office()
    guard = Guard(office)
    for pupil in range(5):
        office.publish(pupil=pupil)
    guard.outbox = ["event"]
    guard.converse()
    good = guard.policy
    office.restore_backup()
    guard.outbox = ["event 2"]
    guard.converse()
    assert (guard.policy, guard.reports) == (good, ["older"])
    assert office.events == ["event", "event 2"]
    office.publish(pupil=7, serial=good.head.serial)  # another bundle under the serial that the device holds
    guard.converse()
    assert (guard.policy, guard.reports) == (good, ["older", "forked"])
    office.publish(pupil=8)
    guard.converse()
    assert held(guard.policy) == held(office.newest)
    assert not guard.machine.clean


def test_answers_that_nobody_asked_for_are_ignored():
    device = Device()
    for told in (
        Preflighted(serial=1),
        EventsHeld(keys=("x",)),
        Changes(),
        Taken(2),
        Rejected("torn"),
        Ledger(agrees=False),
        Failed(),
    ):
        assert device.receive(told) == ()
    device.receive(Due(1))
    for told in (Due(1), EventsHeld(keys=("x",)), Changes(), Taken(2), Ledger(agrees=False)):
        assert device.receive(told) == ()
    assert device.stage is Stage.PREFLIGHT


@pytest.mark.parametrize("cursor", ["", "5", "-", "a-b", "5-", "-5", "1-2-3", "٣-٤"])
def test_a_cursor_that_is_none_of_ours_is_refused(cursor):
    with pytest.raises(ValueError, match="cursor"):
        sync.base(cursor)


def test_a_device_that_holds_what_the_office_never_published_is_given_a_whole_bundle():
    newest = Head(version=1, epoch=1, serial=9, issued=0, not_after=0, digest=b"new")
    holds = Preflight(version="1", serial=8, epoch=1, digest=b"old")
    assert sync.base(sync.cursor(holds, newest, b"old")) == 8
    assert sync.base(sync.cursor(holds, newest, b"other")) == 0
    assert sync.base(sync.cursor(holds, newest, None)) == 0
    assert sync.base(sync.cursor(Preflight(version="1", serial=8, digest=b"old", clean=True), newest, b"old")) == 0
    assert sync.base(sync.cursor(Preflight(version="1"), newest, b"")) == 0


def test_a_device_is_up_to_date_when_it_holds_the_newest_and_trusts_it():
    newest = Head(version=1, epoch=1, serial=9, issued=0, not_after=0, digest=b"new")
    assert sync.up_to_date(Preflight(version="1", serial=9, digest=b"new"), newest)
    assert not sync.up_to_date(Preflight(version="1", serial=9, digest=b"new", clean=True), newest)
    assert not sync.up_to_date(Preflight(version="1", serial=9, digest=b"forked"), newest)
    assert not sync.up_to_date(Preflight(version="1", serial=8, digest=b"new"), newest)
