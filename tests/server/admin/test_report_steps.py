import pytest

from policy.report import Kind, Route
from server.admin.report_steps import ABOUT_US, report_steps
from server.store.reports import Reported


def reported(kind, route=Route.DSL):
    return Reported(
        id="1", receipt="p1", kind=kind, route=route, platform="", clause="", tutor="T1", device="d", incident=None,
        at=1, written_at=1, received_at=1, words="", identifiers=(),
    )  # fmt: skip


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_steps_of_its_own_and_says_what_to_do_about_harm(kind):
    steps = report_steps(reported(kind))
    assert len(steps) > 1
    assert "LADO within one working day" in steps[-1]


@pytest.mark.parametrize("route", [Route.OWNER, Route.DSL_ONLY])
def test_a_report_about_one_of_us_names_the_way_outside(route):
    first, *_, last = report_steps(reported(Kind.CONCERN, route))
    assert first == ABOUT_US
    assert all(word in last for word in ("LADO", "0808 800 5000", "999"))


def test_what_an_older_office_does_not_know_is_still_acted_upon():
    assert report_steps(reported("new kind")) == report_steps(reported(Kind.OTHER))
