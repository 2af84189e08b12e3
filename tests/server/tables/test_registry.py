"""What says who somebody is, is sealed."""

from server.tables import accounts, pupils, reviews, tutors

IDENTIFYING = {
    pupils: {"date_of_birth", "names"},
    accounts: {"handle", "account_id", "as_entered"},
    tutors: {"name", "key"},
    reviews: {"seen_id"},
}


def test_every_identifying_column_is_sealed_and_no_other():
    for table, names in IDENTIFYING.items():
        assert {column.name for column in table.columns if column.info.get("sealed")} == names


def test_forgetting_a_pupil_forgets_what_hangs_on_it():
    for table, column in ((accounts, "pupil"), (reviews, "account")):
        assert [key.ondelete for key in table.columns[column].foreign_keys] == ["CASCADE"]
