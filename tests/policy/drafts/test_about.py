from policy.drafts.about import sources


def test_every_source_is_named_with_licence_date_and_count() -> None:
    lines = [line.split("\t") for line in sources()]
    assert lines
    assert all(len(line) == 5 and all(line) and int(line[4]) > 0 for line in lines)
    assert {"links_trusted", "links_places", "links_known"} <= {line[0] for line in lines}
