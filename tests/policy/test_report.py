import msgspec
import pytest

from policy.report import OUTSIDE, Report, Route, route


@pytest.mark.parametrize(
    ("dsl", "owner", "expected"),
    [(False, False, Route.DSL), (True, False, Route.OWNER), (False, True, Route.DSL_ONLY), (True, True, Route.OUTSIDE)],
)
def test_nobody_reads_a_report_about_themselves(dsl: bool, owner: bool, expected: Route) -> None:
    assert route(about_dsl=dsl, about_owner=owner) is expected


def test_the_way_outside_names_whom_to_turn_to_and_how() -> None:
    words = " ".join(f"{contact.who} {contact.how}" for contact in OUTSIDE)
    assert all(name in words for name in ("LADO", "NSPCC", "0808 800 5000", "999"))


def test_a_report_without_a_matter_to_name_is_small() -> None:
    report = Report(key="k" * 32, kind="concern", route="dsl", at=1, written=2, words="I am worried.")
    assert msgspec.json.decode(msgspec.json.encode(report)) == {
        "key": "k" * 32,
        "kind": "concern",
        "route": "dsl",
        "at": 1,
        "written": 2,
        "words": "I am worried.",
    }
