import msgspec
import pytest

from policy.exchange import Exchange, Refusal
from policy.formats import AdapterDrift, Unreadable


class Message(msgspec.Struct, frozen=True):
    to: tuple[str, ...]


def sent(body: bytes = b"", kind: str = "application/json", query: str = "") -> Exchange:
    return Exchange(method="POST", host="chirper.example", path="/dm", headers={"content-type": kind}, body=body, query=query)


def test_a_body_is_read_as_json_of_a_shape() -> None:
    assert sent(b'{"to":["1"],"text":"hello"}').json(Message) == Message(("1",))
    with pytest.raises(AdapterDrift):
        sent(b'{"to":5}').json(Message)


def test_a_form_is_read_by_its_content_type() -> None:
    multipart = b'--b\r\nContent-Disposition: form-data; name="to"\r\n\r\npupil\xff\r\n--b--\r\n'
    assert sent(b"to=pupil&text=", "application/x-www-form-urlencoded").form() == {"to": "pupil", "text": ""}
    assert sent(multipart, "multipart/form-data; boundary=b").form() == {"to": "pupil\N{REPLACEMENT CHARACTER}"}


def test_the_first_of_repeated_parameters_wins() -> None:
    assert sent(query="a=1&b=&a=2").parameters() == {"a": "1", "b": ""}
    assert sent().parameters() == {}


def test_an_answer_is_read_as_a_shape_or_as_any_json() -> None:
    exchange = Exchange(method="GET", host="", path="/", status=200, answer=b'{"to":["1"]}')
    assert exchange.answer_json(Message) == Message(("1",))
    assert exchange.answer_tree() == {"to": ["1"]}
    with pytest.raises(Unreadable):
        Exchange(method="GET", host="", path="/", answer=b"<html>").answer_tree()


def test_a_refusal_is_json_unless_it_says_otherwise() -> None:
    assert Refusal(403, b"{}").headers == {"content-type": "application/json"}
