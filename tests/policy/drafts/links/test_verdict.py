from policy.drafts.links.verdict import Level, caution, danger, note


def test_the_worst_of_several_remarks_is_the_greatest() -> None:
    assert max(remark.level for remark in (note("a"), danger("b"), caution("c"))).word == "danger"
    assert [level.word for level in sorted(Level)] == ["reputable", "unverified", "caution", "danger"]
