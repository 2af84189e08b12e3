"""A plan is said line by line, in the file's order, without a handle."""

from server.sheet import Rejected
from server.store.entered import NewAccount, parsed
from server.store.plan import AccountAdded, AccountCompleted, Added, Changed, Plan
from server.store.pupils import NewPupil, PupilChange


def test_an_empty_plan_says_nothing():
    assert (Plan().lines(), Plan().empty, set(Plan().counts().values())) == ([], True, {0})


def test_every_difference_is_one_line_in_the_file_s_order():
    new = parsed("P1", NewAccount(platform="instagram", handle="pupil_one"))
    plan = Plan(
        ignored=("notes",),
        rejected=[Rejected(5, "status", "A status is current or left.")],
        new_pupils=[Added(10, NewPupil(ref="P2"))],
        changed_pupils=[Changed(2, "P1", PupilChange(), ("status", "left_on"))],
        new_accounts=[AccountAdded(3, new)],
        completed=[AccountCompleted(4, "key", new)],
        unchanged=7,
    )
    assert plan.lines() == [
        "columns not used: notes",
        "line 2: changes pupil P1: status, left_on",
        "line 3: adds instagram account of P1",
        "line 4: completes instagram account of P1",
        "line 5: rejected: status: A status is current or left.",
        "line 10: adds pupil P2",
    ]
    assert not plan.empty
    assert plan.counts() == {
        "pupils added": 1, "pupils changed": 1, "accounts added": 1, "accounts completed": 1,
        "accounts unchanged": 7, "rejected": 1,
    }  # fmt: skip
