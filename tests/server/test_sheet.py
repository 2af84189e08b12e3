"""The office's CSV: long or wide, and nothing in it is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server import sheet
from server.problem import Invalid
from server.sheet import Rejected
from server.store.entered import NewAccount
from server.store.names import Guardian
from server.store.pupils import Status

LONG = "pupil_ref,first_name,last_name,date_of_birth,status,left_date,platform,handle,profile_url,platform_user_id,notes\n"


def account(**said):
    return NewAccount(source="import", **said)


def test_the_long_form_has_one_handle_a_row():
    read = sheet.read(f"{LONG}P1,Zora,O'Neil,2012-05-01,Left,2026-07-01,Instagram,@pupil_one,,222,hello\n")
    (row,) = read.rows
    assert (row.line, row.ref, row.first_name, row.last_name) == (2, "P1", "Zora", "O'Neil")
    assert (row.date_of_birth, row.status, row.left_on) == (date(2012, 5, 1), Status.LEFT, date(2026, 7, 1))
    assert row.accounts == (account(platform="instagram", handle="@pupil_one", id="222"),)
    assert (read.rejected, read.ignored) == ((), ("notes",))


def test_the_wide_form_has_one_column_for_each_platform():
    (row,) = sheet.read("pupil_ref,instagram,tiktok,google-chat\nP1,pupil_one,,pupil@example.org\n").rows
    assert row.accounts == (
        account(platform="instagram", handle="pupil_one"),
        account(platform="google-chat", handle="pupil@example.org"),
    )


def test_a_profile_s_address_stands_for_the_handle():
    (row,) = sheet.read("pupil_ref,platform,profile_url\nP1,instagram,https://instagram.com/pupil_one\n").rows
    assert row.accounts == (account(platform="instagram", handle="https://instagram.com/pupil_one"),)


def test_a_row_without_an_account_is_about_the_pupil_alone():
    (row,) = sheet.read("pupil_ref,first_name\nP1,\n").rows
    assert (row.first_name, row.status, row.accounts) == (None, None, ())


def test_headings_may_be_written_as_people_write_them_and_the_file_may_have_a_mark():
    (row,) = sheet.read("\ufeffPupil Ref, First-Name \r\nP1,Zora\r\n").rows
    assert (row.ref, row.first_name) == ("P1", "Zora")


def test_names_are_read_with_what_the_name_checks_need():
    file = (
        "pupil_ref,first_name,known_as,full_name_consent,guardian_name,guardian_relation\n"
        "P1,Alexandra,Lexi,Yes,Mina Patel,mother\nP1,,,,Raj Patel,\nP2,,,no,,aunt\n"
    )
    first, second, third = sheet.read(file).rows
    assert (first.known_as, first.full_name_consent, first.guardians) == ("Lexi", True, (Guardian("Mina Patel", "mother"),))
    assert (second.known_as, second.full_name_consent, second.guardians) == (None, None, (Guardian("Raj Patel"),))
    assert (third.full_name_consent, third.guardians) == (False, ())


def test_consent_is_yes_or_no():
    assert sheet.read("pupil_ref,full_name_consent\nP1,maybe\n").rejected == (
        Rejected(2, "full_name_consent", "This is yes or no."),
    )


@pytest.mark.parametrize(("written", "read"), [
    ("2014-04-03", date(2014, 4, 3)), ("25/04/2014", date(2014, 4, 25)), ("04/25/2014", date(2014, 4, 25)),
    ("25.4.2014", date(2014, 4, 25)), ("05/05/2014", date(2014, 5, 5)),
])  # fmt: skip
def test_a_date_that_can_be_read_in_one_way_is_read(written, read):
    (row,) = sheet.read(f"pupil_ref,date_of_birth\nP1,{written}\n").rows
    assert row.date_of_birth == read


@pytest.mark.parametrize(("row", "field"), [
    ("P1,,,03/04/2014,,,,,,,", "date_of_birth"), ("P1,,,2014-13-01,,,,,,,", "date_of_birth"),
    ("P1,,,31/31/2014,,,,,,,", "date_of_birth"), ("P1,,,last May,,,,,,,", "date_of_birth"),
    ("P1,,,,,29/02/2023,,,,,", "left_date"), ("P1,,,,gone,,,,,,", "status"), (",,,,,,,,,,", "pupil_ref"),
    ("P1,,,,,,,pupil_one,,,", "platform"), ("P1,,,", "pupil_ref"), ("P1,,,,,,,,,,,,,", "pupil_ref"),
])  # fmt: skip
def test_a_row_that_cannot_be_read_is_rejected_with_its_line(row, field):
    read = sheet.read(f"{LONG}P0,,,,,,,,,,\n{row}\n")
    assert [(item.line, item.field) for item in read.rejected] == [(3, field)]
    assert [one.ref for one in read.rows] == ["P0"]


def test_a_line_is_counted_as_an_editor_shows_it():
    read = sheet.read('pupil_ref,status\n"P1\n",current\nP2,gone\n')
    assert read.rejected == (Rejected(4, "status", "A status is current or left."),)


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "pupil_ref,platform,platform\n", "pupil_ref\n" + "P\n" * 100_001])
def test_what_is_no_such_file_is_refused_as_a_whole(text):
    with pytest.raises(Invalid):
        sheet.read(text)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    try:
        read = sheet.read(f"pupil_ref,platform,handle\n{text}")
    except Invalid:
        return
    assert all(row.ref for row in read.rows)


def test_the_reference_may_be_called_as_the_api_calls_it():
    assert sheet.read("Ref,instagram\nP1,pupil_one\n").rows[0].ref == "P1"


def test_a_file_that_ends_within_quotes_is_torn_and_not_read():
    with pytest.raises(Invalid, match="no CSV"):
        sheet.read('pupil_ref,platform,handle\nP1,instagram,"pupil_one\n')
