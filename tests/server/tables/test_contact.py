"""There is no column that could hold a word of a message, and an incident outlives the pupil's entry."""

from sqlalchemy import LargeBinary, Text

from server.tables import events, health, incidents, log


def test_an_incident_holds_references_kinds_and_counts_and_the_tutor_s_own_reason_sealed():
    assert {column.name for column in incidents.columns} == {
        "id", "clause", "platform", "act", "action", "outcome", "standing", "pupil", "tutor", "device", "first_at", "last_at",
        "received_at", "times", "reason", "family",
    }  # fmt: skip
    assert incidents.c.reason.info == {"sealed": True}
    assert [key.ondelete for key in incidents.c.pupil.foreign_keys] == ["SET NULL"]


def test_events_and_health_hold_nothing_of_anybody():
    assert {column.name for column in events.columns} == {"device", "key", "incident", "at", "times"}
    assert {column.name for column in health.columns} == {"device", "key", "kind", "platform", "detail", "at", "times"}


def test_the_log_is_words_and_hashes():
    assert {column.name for column in log.columns if isinstance(column.type, LargeBinary)} == {"prev_hash", "hash"}
    assert {column.name for column in log.columns if isinstance(column.type, Text)} == {"actor", "kind", "subject", "detail"}
