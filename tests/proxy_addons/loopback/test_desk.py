from policy.clauses import Clause
from policy.verdict import Action
from proxy_addons.hold import Decision
from proxy_addons.stores import Trusted


async def test_the_report_is_gathered_from_every_part(device, ask) -> None:
    await ask()
    device.notices.add(platform="instagram", act="follow", clause=Clause.FRIENDS_AND_FOLLOWERS, action=Action.HOLD, text="?")
    device.pulse.not_seeing("discord", "it has changed")
    device.pulse.counted("tunnelled", 2)

    report = await device.desk.report()

    assert (report.state, report.serial, report.epoch, report.bundle_age_s) == ("degraded", 7, 1, 0)
    assert (report.people, report.threads, report.outbox) == (1, 1, 0)
    assert [hold.act for hold in report.holds] == ["follow"]
    assert [entry.action for entry in report.told] == [Action.HOLD]
    assert [(gap.what, gap.why) for gap in report.unwatched] == [("discord", "it has changed")]
    assert report.watched["matrix"] == ("chat.example",)
    assert report.settings.company == "Acme Tutoring"
    assert report.counts == {"tunnelled": 2}
    assert report.authority.trusted is Trusted.NO
    assert "chat.example" in report.authority.hosts


async def test_changes_are_heard_until_one_leaves(device, ask) -> None:
    heard: list[int] = []
    leave = device.desk.watch(lambda: heard.append(1))
    await ask()
    after_hold = len(heard)
    device.notices.add(platform="instagram", act="follow", clause=Clause.FRIENDS_AND_FOLLOWERS, action=Action.HOLD, text="?")
    after_notice = len(heard)
    leave()
    device.desk.answer(device.desk.holds()[0].id, Decision.CANCEL, "")

    assert 0 < after_hold < after_notice == len(heard)
