"""What the pages of all registers have in common: a form becomes a value, and what is wrong is said in plain words."""

import re
from datetime import date
from typing import Literal

import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from server.admin.register_pages import Register, entered, nothing, pages
from server.admin.render import TEMPLATES
from server.problem import Invalid
from server.roles import Right


class Thing(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    kind: Literal["big", "small"] = "big"
    number: int = 0
    until: date | None = None


async def read(**fields):
    return await entered(make_mocked_request("POST", "/"), Thing, fields)


async def test_an_empty_field_has_its_default_and_a_required_one_is_empty():
    assert await read(name="", kind="", number="", until="", csrf="x") == Thing("")
    assert await read(name="n", kind="small", number="3", until="2027-01-31") == Thing("n", "small", 3, date(2027, 1, 31))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "huge", "one of those that are offered"),
        ("number", "many", "a whole number"),
        ("number", "2.5", "a whole number"),
        ("until", "soon", "year-month-day"),
    ],
)
async def test_what_is_wrong_is_said_in_plain_words(field, value, words):
    with pytest.raises(Invalid, match=words) as refused:
        await read(name="n", **{field: value})
    assert refused.value.errors[0].field == field


async def test_a_register_has_a_list_a_form_and_a_button_for_each_act():
    async def act(*_):
        return None

    register = Register(
        path="/x", template="x.html", shape=Thing, shown=act, add=act, acts={"end": (act, "saved")}, write=Right.SELF
    )
    assert [(one.method, one.path, one.right) for one in pages(register)] == [
        ("GET", "/x", Right.READ_REGISTERS), ("POST", "/x", Right.SELF), ("POST", "/x/{id}/end", Right.SELF),
    ]  # fmt: skip
    assert await nothing(web.Response()) == ()


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_a_button_is_called_by_what_stands_on_it(template):
    """Whoever speaks to the computer says what they see (WCAG 2.5.3)."""
    text = template.read_text()
    called = re.findall(r'r\.(?:act|gone)\([^,]+, "([^"]+)", "([^"]+)"', text)
    called += [(words, label) for label, words in re.findall(r'<button[^>]*aria-label="([^"]+)"[^>]*>([^<{]+)<', text)]
    assert all(label.casefold().startswith(words.casefold()) for words, label in called), called
