import json

import pytest

from policy import wire
from policy.incident import Health
from policy.wire import Changes, EventsHeld, Ledger
from proxy_addons import conversation
from proxy_addons.conversation import Conversation
from proxy_addons.current import Current
from proxy_addons.home import Home
from proxy_addons.office import Office
from proxy_addons.oracle import CannotCheck
from proxy_addons.outbox import Outbox
from proxy_addons.pulse import Pulse, Trouble
from proxy_addons.vault import Vault
from tests.proxy_addons.counter import Counter
from tests.proxy_addons.issuer import Issuer


@pytest.fixture
async def counter(tmp_path):
    made = Counter(Issuer(), tmp_path)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def outbox(home):
    made = Outbox(home, Vault(home.local_key))
    yield made
    made.close()


@pytest.fixture
def pulse(outbox):
    return Pulse(outbox.health)


@pytest.fixture
def current(home, counter):
    return Current(home, counter.issuer.public_key)


@pytest.fixture
async def talk(counter, current, outbox, pulse):
    async with Office(counter.address, counter.pin, token="t") as office:
        yield Conversation(office, current, outbox, pulse, version="9")


async def test_the_first_conversation_brings_the_newest_bundle(talk, counter, current):
    assert await talk.hold() == 45
    assert current.policy == counter.newest
    assert counter.asked == {"preflight": 1, "changes": 1, "postflight": 1}


async def test_with_nothing_new_one_question_is_enough(talk, counter):
    await talk.hold()
    counter.asked.clear()
    await talk.hold()
    assert counter.asked == {"preflight": 1}
    assert (talk.away, talk.doubtful) == (None, False)


async def test_what_waits_is_sent_and_then_no_longer_waits(talk, counter, outbox):
    sent = Health(key="k", kind="drift", platform="instagram")
    outbox.health(sent)
    await talk.hold()
    assert counter.held == {"k": sent}
    assert outbox.queued == 0


async def test_what_the_office_did_not_take_is_kept(talk, counter, outbox):
    outbox.health(Health(key="k", kind="drift"))
    counter.answers["events"] = wire.encode(EventsHeld(keys=()))
    await talk.hold()
    assert outbox.queued == 1


async def test_reports_that_the_office_does_not_take_do_not_hold_up_the_list(talk, counter, current, outbox, pulse):
    outbox.health(Health(key="k", kind="drift"))
    counter.answers["events"] = {"status": 400}
    await talk.hold()
    assert (current.policy, outbox.queued) == (counter.newest, 1)
    assert Trouble.NOT_TAKEN in pulse.troubles
    del counter.answers["events"]
    await talk.hold()
    assert outbox.queued == 0
    assert Trouble.NOT_TAKEN not in pulse.troubles


async def test_the_device_says_how_it_is(talk, counter, pulse):
    pulse.not_seeing("instagram", "the site has changed")
    await talk.hold()
    (said, _) = talk.recent
    told = json.loads(said.text)
    assert (said.what, told["version"], told["state"], told["not_watching"]) == ("preflight", "9", "degraded", ["instagram"])


async def test_what_was_sent_is_remembered_within_bounds(talk):
    for _ in range(conversation.KEPT + 5):
        talk.note("evaluate", EventsHeld(keys=()))
    assert len(talk.recent) == conversation.KEPT


@pytest.mark.parametrize("path", ["preflight", "changes", "postflight"])
async def test_an_answer_that_does_not_come_ends_the_conversation(talk, counter, path):
    counter.answers[path] = {"status": 503}
    assert await talk.hold() == 1
    assert talk.away.status == 503
    del counter.answers[path]
    assert await talk.hold() == 45
    assert talk.away is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (lambda: Changes(bundle=Issuer().publish(serial=9)), "signature"),
        (lambda: b"\x82 torn", "torn"),
        (Changes, "older"),
    ],
)
async def test_a_refused_change_is_reported_and_then_a_whole_one_is_asked_for(
    talk, counter, current, outbox, pulse, changes, why
):
    made = changes()
    counter.answers["changes"] = made if isinstance(made, bytes) else wire.encode(made)
    assert await talk.hold() == 5
    assert (current.policy, talk.doubtful) == (None, True)
    assert Trouble.REFUSED_BUNDLE in pulse.troubles
    assert [json.loads(entry.text)["detail"] for entry in outbox.entries()] == [why]
    del counter.answers["changes"]
    await talk.hold()
    assert json.loads(talk.recent[-2].text)["clean"]
    assert (current.policy, talk.doubtful) == (counter.newest, False)
    assert Trouble.REFUSED_BUNDLE not in pulse.troubles


async def test_a_ledger_that_disagrees_is_reported(talk, counter, outbox):
    counter.answers["postflight"] = wire.encode(Ledger(agrees=False))
    await talk.hold()
    assert talk.doubtful
    assert [json.loads(entry.text)["detail"] for entry in outbox.entries()] == ["ledger"]


async def test_a_new_epoch_waits_for_the_renewal(talk, counter, current):
    await talk.hold()
    before, renewals = current.policy, []

    async def renew(policy):
        renewals.append(policy.head.epoch)
        assert current.policy is before
        if len(renewals) == 1:
            raise CannotCheck("away", 3)

    talk.renew = renew
    counter.issuer.rotate()
    counter.publish()
    assert await talk.hold() == 1
    assert (current.policy, talk.away.why) == (before, "away")
    assert await talk.hold() == 45
    assert (current.policy.head.epoch, renewals) == (2, [2, 2])
