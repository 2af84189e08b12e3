from server.tables import reports


def test_the_tutor_s_words_and_the_accounts_they_named_are_sealed():
    sealed = {column.name for column in reports.columns if column.info.get("sealed")}
    assert sealed == {"words", "identifiers"}


def test_a_report_outlives_its_incident():
    assert [key.ondelete for key in reports.c.incident.foreign_keys] == ["SET NULL"]


def test_a_device_s_receipt_names_one_report():
    (index,) = (index for index in reports.indexes if index.unique)
    assert [column.name for column in index.columns] == ["device", "key"]
