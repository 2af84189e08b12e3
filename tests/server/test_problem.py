"""Every refused request names the field and says what is wrong."""

import msgspec
import pytest

from server import problem
from server.problem import BadRequest, Conflict, FieldError, Invalid, NotFound, RequestProblem, TooMany


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    number: int = 0


class Body(msgspec.Struct, forbid_unknown_fields=True):
    ref: str
    inner: Inner | None = None


def decoded(text: str) -> RequestProblem:
    with pytest.raises(msgspec.MsgspecError) as caught:
        msgspec.json.decode(text, type=Body)
    return problem.from_decoding(caught.value)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("{}", "ref"),
        ('{"ref":1}', "ref"),
        ('{"ref":"P1","reff":"x"}', "reff"),
        ('{"ref":"P1","inner":{"number":"x"}}', "inner.number"),
        ('{"ref":"P1","inner":{"nummer":1}}', "inner.nummer"),
        ("[]", "body"),
    ],
)
def test_a_wrong_shape_names_the_field(text, field):
    found = decoded(text)
    assert isinstance(found, Invalid)
    assert found.problem.status == 422
    assert found.problem.field == field
    assert [error.field for error in found.problem.errors] == [field]


@pytest.mark.parametrize("text", ["", "{", "{'ref': 1}", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")])
def test_what_is_no_json_is_a_bad_request(text):
    found = decoded(text)
    assert isinstance(found, BadRequest)
    assert found.problem.status == 400


def test_a_problem_has_the_members_of_rfc_9457():
    said = msgspec.json.decode(msgspec.json.encode(Conflict("P1 is there already", field="ref").problem))
    assert said == {
        "type": "urn:tutor-guard:problem:conflict",
        "title": "This is there already",
        "status": 409,
        "detail": "P1 is there already",
        "field": "ref",
        "errors": [{"field": "ref", "message": "P1 is there already"}],
    }


def test_several_fields_can_be_at_fault():
    errors = (FieldError("a", "no"), FieldError("b", "neither"))
    assert Invalid("two fields", errors=errors).problem.errors == errors


def test_without_a_field_none_is_named():
    assert NotFound("no pupil P9").problem.errors == ()


def test_a_limit_says_when_to_come_back():
    assert TooMany("later", retry_after=60).retry_after == 60


def test_the_web_servers_own_refusals_have_a_phrase():
    assert problem.from_http(405).title == "Method Not Allowed"
