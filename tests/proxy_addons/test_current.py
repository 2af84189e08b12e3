import os

import msgspec
import pytest

from policy.bundle import Bundle, BundleRejected, Delta, difference, unseal
from policy.roster import Part
from policy.settings import Settings
from proxy_addons.current import Current
from proxy_addons.home import Home
from tests.proxy_addons.issuer import Issuer

NOW = 1_000_000.0


@pytest.fixture
def issuer():
    return Issuer()


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def opened(home, issuer):
    return lambda: Current(home, issuer.public_key, clock=lambda: NOW + 100)


@pytest.fixture
def current(opened):
    return opened()


def serial(current):
    return current.policy.head.serial


def test_a_new_device_has_no_policy_and_no_pupils(current):
    assert (current.policy, len(current.roster), current.settings, current.age(NOW)) == (None, 0, Settings(), None)
    assert not current.fell_back


def test_a_bundle_comes_into_force_and_stays_so_over_a_restart(current, opened, issuer):
    issuer.add("instagram:id:222")
    issuer.settings = Settings(company="Example Tutors")
    current.offer(issuer.publish())
    for found in (current, opened()):
        assert (serial(found), len(found.roster), found.settings.company) == (1, 1, "Example Tutors")


def test_a_delta_comes_into_force(current, issuer):
    older = current.offer(issuer.publish())
    issuer.add("instagram:id:222")
    newest = unseal(issuer.publish(), issuer.signer.public_key())
    current.offer(difference(older, newest))
    assert (serial(current), current.roster) == (2, newest.roster)


def test_the_bundle_before_is_kept_beside(current, home, issuer):
    first, second = issuer.publish(), issuer.publish()
    current.offer(first)
    current.offer(second)
    kept = [msgspec.msgpack.decode(path.read_bytes(), type=Bundle) for path in (home.bundle, home.previous_bundle)]
    assert kept == [second, first]


@pytest.mark.parametrize("damage", [b"", b"\x93\x01", b"not a bundle"])
def test_a_damaged_file_falls_back_on_the_one_before_and_says_so(current, opened, home, issuer, damage):
    current.offer(issuer.publish())
    current.offer(issuer.publish())
    home.bundle.write_bytes(damage)
    again = opened()
    assert (serial(again), again.fell_back) == (1, True)
    again.offer(issuer.publish())
    assert (serial(again), again.fell_back) == (3, False)


def test_a_file_that_was_forged_falls_back_too(current, opened, home, issuer):
    current.offer(issuer.publish())
    current.offer(issuer.publish())
    home.bundle.write_bytes(Issuer().publish(serial=99).encoded())
    assert serial(opened()) == 1


def test_with_both_files_damaged_there_is_no_policy(current, opened, home, issuer):
    current.offer(issuer.publish())
    home.bundle.write_bytes(b"x")
    again = opened()
    assert (again.policy, again.fell_back) == (None, True)


def torn(issuer, current):
    newest = unseal(issuer.publish(), issuer.signer.public_key())
    delta = difference(current.policy, newest)
    return Delta(delta.base, delta.head, delta.signature, {int(Part.CURRENT): (b"", b"\1\2\3\4\5")})


def wrong_epoch(issuer, _):
    issuer.epoch = 0
    issuer.keys[0] = issuer.keys[1]
    return issuer.publish()


@pytest.mark.parametrize(
    ("offer", "why"),
    [
        (lambda _registry, _current: Issuer().publish(serial=9), "signature"),
        (lambda issuer, _: issuer.publish(serial=1), "older"),
        (lambda issuer, _: issuer.publish(serial=3, issued=1), "forked"),
        (wrong_epoch, "epoch"),
        (torn, "torn"),
    ],
)
def test_what_may_not_come_into_force_is_refused_and_the_last_good_one_stays(current, opened, issuer, offer, why):
    current.offer(issuer.publish())
    current.offer(issuer.publish(serial=3))
    if why == "forked":
        issuer.add("instagram:id:222")
    with pytest.raises(BundleRejected):
        current.offer(offer(issuer, current))
    assert (current.refused, current.refusals[why]) == (why, 1)
    assert serial(current) == serial(opened()) == 3
    current.offer(issuer.publish(serial=4) if why != "epoch" else current.policy.bundle)
    assert current.refused == ""


def test_a_delta_without_a_bundle_is_refused(current, issuer):
    policies = [unseal(issuer.publish(), issuer.signer.public_key()) for _ in range(2)]
    with pytest.raises(BundleRejected, match="no bundle"):
        current.offer(difference(*policies))


def test_the_same_bundle_again_changes_nothing(current, home, issuer):
    bundle, changes = issuer.publish(), []
    current.on_change(lambda: changes.append(serial(current)))
    current.offer(bundle)
    current.offer(bundle)
    assert changes == [1]
    assert not home.previous_bundle.exists()


def test_a_new_epoch_is_staged_until_the_device_is_ready(current, opened, issuer):
    current.offer(issuer.publish())
    issuer.rotate()
    offered = current.offer(issuer.publish())
    assert (serial(current), current.staged) == (1, offered)
    assert serial(opened()) == 1
    current.switch()
    assert (serial(current), current.staged) == (2, None)
    current.switch()
    assert serial(opened()) == 2


def test_a_newer_bundle_replaces_the_staged_one(current, issuer):
    current.offer(issuer.publish())
    issuer.rotate()
    current.offer(issuer.publish())
    current.offer(issuer.publish())
    current.switch()
    assert serial(current) == 3


def test_the_age_counts_from_when_the_office_last_said_so(current, opened, home, issuer):
    current.offer(issuer.publish(issued=int(NOW)))
    assert current.age(NOW + 150) == 50
    os.utime(home.bundle, (NOW, NOW))
    again = opened()
    assert again.age(NOW + 86_500) == 86_500
    again.confirmed()
    assert again.age(NOW + 86_500) == 86_400
    assert opened().age(NOW + 86_500) == 86_400


def test_a_clock_that_was_set_back_makes_no_negative_age(current, issuer):
    current.offer(issuer.publish(issued=int(NOW)))
    assert current.age(NOW - 5000) == 0
