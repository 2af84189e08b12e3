import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy import enrolment
from policy.enrolment import Code, WrongCode

CODE = Code("office.example:8443", b"\x07" * 32, "s3cr3t-of-the-registrar")

hosts = st.from_regex(r"[a-z0-9.\-]{1,40}|\[[0-9a-f:]{2,20}\]", fullmatch=True)
codes = st.builds(
    Code,
    st.builds("{}:{}".format, hosts, st.integers(1, 65535)),
    st.binary(min_size=32, max_size=32),
    st.text(min_size=1, max_size=60),
)


@given(codes)
def test_what_was_written_is_read_again(code):
    assert enrolment.read(code.written()) == code


def test_a_code_that_was_wrapped_by_a_mail_programme_is_read():
    written = CODE.written()
    assert enrolment.read(f"  {written[:40]}\r\n{written[40:]} \n") == CODE


@given(st.data())
def test_one_mistyped_character_is_a_slip_and_nothing_else(data):
    written = CODE.written()
    at = data.draw(st.integers(4, len(written) - 2))  # the last character has bits to spare, so that another may mean the same
    other = data.draw(st.sampled_from("ABCDxyz0189-_").filter(lambda char: char != written[at]))
    with pytest.raises(WrongCode, match="slip"):
        enrolment.read(written[:at] + other + written[at + 1 :])


@pytest.mark.parametrize("cut", [5, 20, 60])
def test_a_code_with_its_end_missing_is_a_slip(cut):
    with pytest.raises(WrongCode, match="missing"):
        enrolment.read(CODE.written()[:-cut])


@pytest.mark.parametrize("text", ["", "hello", "tg1-abc", "TG2-" + CODE.written()[4:], "TG1-" + "A" * 5000])
def test_what_is_no_code_at_all_is_told_how_one_begins(text):
    with pytest.raises(WrongCode, match="begins with TG1-"):
        enrolment.read(text)


@pytest.mark.parametrize("text", ["TG1-", "TG1-é", "TG1-AAAA", "TG1-" + "A" * 41])
def test_a_code_that_cannot_be_is_a_slip(text):
    with pytest.raises(WrongCode):
        enrolment.read(text)


@pytest.mark.parametrize(
    "code",
    [
        Code("office.example", b"\x07" * 32, "secret"),
        Code(":8443", b"\x07" * 32, "secret"),
        Code("office.example:port", b"\x07" * 32, "secret"),
        Code("office.example:8443", b"\x07" * 31, "secret"),
        Code("office.example:8443", b"\x07" * 32, ""),
    ],
)
def test_a_code_without_an_office_is_refused(code):
    with pytest.raises(WrongCode, match="does not name an office"):
        enrolment.read(code.written())


@pytest.mark.parametrize("wrong", [msgspec.msgpack.encode(["office.example:8443"]), b"\x93\xa1\xff\xc4\x00\xa0"])
def test_a_code_of_another_shape_asks_for_an_update(monkeypatch, wrong):
    class Later(Code, frozen=True, array_like=True):
        pass

    monkeypatch.setattr(msgspec.msgpack, "encode", lambda _: wrong)
    with pytest.raises(WrongCode, match="update"):
        enrolment.read(Later("x:1", b"", "").written())


@given(st.text())
def test_any_text_is_a_code_or_a_plain_refusal(text):
    with pytest.raises(WrongCode):
        enrolment.read("TG1-" + text)
