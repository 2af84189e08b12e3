"""Bodies as data, from honest and from hostile hands."""

import traceback
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.formats import (
    MAX_DEPTH,
    MAX_FIELDS,
    AdapterDrift,
    Json,
    Unreadable,
    any_json,
    form,
    header,
    json,
    multipart,
    objects,
)

CANARY = "canary-7f3a"
FORM_DATA = 'multipart/form-data; boundary="line"'


class Kind(StrEnum):
    TEXT = "text"


class Message(msgspec.Struct, frozen=True):
    to: int
    kind: Kind = Kind.TEXT


def part(name: str, value: bytes, more: str = "") -> bytes:
    return f'--line\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + value + b"\r\n"


def test_json_is_read_by_the_fields_that_count() -> None:
    assert json(b'{"to":5,"text":"hello","deep":[[[{}]]]}', Message) == Message(5)
    assert json('{"to":5}', Message) == Message(5)


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"to":"5"}', b'{"to":5,"kind":"other"}', b'{"to":1e99}'])
def test_json_of_another_shape_is_drift(body: bytes) -> None:
    with pytest.raises(AdapterDrift) as drift:
        json(body, Message)
    assert not isinstance(drift.value, Unreadable)


@pytest.mark.parametrize("body", [b'{"to":"5"', b'{"to":"\xff"}', b"[" * 100_000, b'{"to":' + b"9" * 5000 + b"}"])
def test_what_breaks_after_its_shape_differs_is_unreadable_too(body: bytes) -> None:
    with pytest.raises(Unreadable):
        json(body, Message)


@pytest.mark.parametrize("body", [b"", b"{", b'{"to":5}}', b"<html>", b"{'to':5}", b'{"x":' + b"[" * 100_000, b"\x00", b"NaN"])
def test_what_is_no_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        json(body, Message)


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"a":"\xff"}', b'{"\xff":1}', b'{"a":' + b"9" * 5000 + b"}", b"1e999999", b'{"a":1,}']
)
def test_hostile_json_of_any_shape_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        any_json(body)


@pytest.mark.parametrize(
    ("read", "body"),
    [
        (lambda body: json(body, Message), f'{{"to":5,"kind":"{CANARY}"}}'.encode()),
        (lambda body: json(body, Message), f'{{"to":5,"kind":"{CANARY}'.encode() + b"\xff"),
        (any_json, f'{{"{CANARY}":"{CANARY}'.encode() + b'\xff"}'),
        (form, f"{CANARY}&{CANARY}".encode()),
        (form, f"{CANARY}=\xff".encode()),
        (lambda body: multipart(body, f"multipart/form-data; x={CANARY}"), CANARY.encode()),
        (lambda body: multipart(body, FORM_DATA), CANARY.encode()),
    ],
)
def test_an_exception_never_quotes_what_was_sent(read: Callable[[bytes], object], body: bytes) -> None:
    with pytest.raises(AdapterDrift) as drift:
        read(body)
    assert CANARY not in "".join(line for line in traceback.format_exception_only(drift.value))
    assert drift.value.__cause__ is None
    assert drift.value.__suppress_context__ or drift.value.__context__ is None


def test_objects_come_outer_before_inner_and_in_order() -> None:
    tree = any_json(b'{"n":1,"a":{"n":2,"b":[{"n":3},{"n":4}]},"c":{"n":5}}')
    assert [found["n"] for found in objects(tree)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("tree", [None, 5, "text", [], [1, "a", None]])
def test_a_tree_without_objects_has_none(tree: Json) -> None:
    assert list(objects(tree)) == []


def test_what_is_deeper_than_the_limit_is_left_out() -> None:
    nested = b'{"a":' * 200 + b"1" + b"}" * 200
    assert len(list(objects(any_json(nested)))) == MAX_DEPTH + 1


def test_a_form_keeps_empty_fields_and_the_first_of_repeated_ones() -> None:
    assert form(b"to=1&text=&to=2&user=%40a+b%C3%A9") == {"to": "1", "text": "", "user": "@a b\u00e9"}
    assert form(b"") == {}


@pytest.mark.parametrize("body", [b"a", b"a=1&b", b"a=\xff", "a=\u00e9".encode(), b"&".join([b"a=1"] * 10_000), b"\x00" * 10])
def test_a_hostile_form_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        form(body)


def test_percent_encoded_bytes_that_are_no_text_are_replaced() -> None:
    assert form(b"a=%ff") == {"a": "\N{REPLACEMENT CHARACTER}"}


def test_the_parts_of_a_multipart_body_come_by_name() -> None:
    body = b"preamble\r\n" + part("to", b"1") + part("photo", b"\x00\r\n\xff", '; filename="a.jpg"') + b"--line--\r\nepilogue"
    assert multipart(body, FORM_DATA) == {"to": b"1", "photo": b"\x00\r\n\xff"}
    assert multipart(part("to", b"") + b"--line--", "multipart/form-data; boundary=line; charset=utf-8") == {"to": b""}
    assert multipart(b"--line--\r\n", FORM_DATA) == {}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (part("to", b"1") + b"--line--", "multipart/form-data"),
        (part("to", b"1") + b"--line--", "multipart/form-data; boundary=other"),
        (part("to", b"1"), FORM_DATA),
        (b"", FORM_DATA),
        (b"--line\r\n\r\n--line--", FORM_DATA),
        (b"--line\r\nContent-Disposition: form-data\r\n\r\n1\r\n--line--", FORM_DATA),
        (b'--line\r\nContent-Disposition: form-data; name="to"\r\n1\r\n--line--', FORM_DATA),
        (b"--line\r\nContent-Disposition: form-data; name*=utf-8''to\r\n\r\n1\r\n--line--", FORM_DATA),
        (part("to", b"1") + b"--line--\r\n" + part("to", b"2") + b"--line--", FORM_DATA),
        (part("a", b"1") * 10_000 + b"--line--", FORM_DATA),
        (b"--line\r\n" + b"X: y\r\n" * 10_000 + b"\r\n1\r\n--line--", FORM_DATA),
    ],
)
def test_hostile_multipart_is_unreadable(body: bytes, kind: str) -> None:
    with pytest.raises(Unreadable):
        multipart(body, kind)


def test_as_many_fields_as_the_limit_are_read() -> None:
    names = [f"f{number}" for number in range(MAX_FIELDS - 2)]
    assert list(form("&".join(f"{name}=1" for name in names).encode())) == names[::-1]
    assert set(multipart(b"".join(part(name, b"1") for name in names) + b"--line--", FORM_DATA)) == set(names)


@given(st.binary(max_size=200))
def test_any_bytes_read_as_something_or_as_drift(raw: bytes) -> None:
    readers: list[Callable[[], object]] = [
        lambda: json(raw, Message),
        lambda: any_json(raw),
        lambda: form(raw),
        lambda: multipart(raw, FORM_DATA),
        lambda: multipart(b"--line\r\n" + raw + b"\r\n--line--", FORM_DATA),
        lambda: multipart(b'--line\r\nContent-Disposition: form-data; name="' + raw + b'"\r\n\r\n\r\n--line--', FORM_DATA),
    ]
    for read in readers:
        with suppress(AdapterDrift):
            read()


def test_a_missing_header_is_nothing() -> None:
    assert (header({"content-type": "a"}, "content-type"), header({}, "content-type")) == ("a", "")
