"""Pages escape what people entered, show London's time, and say only what is in the code."""

from datetime import date

import jinja2
import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from server.admin.render import ENVIRONMENT, SAID, day, moment, page, see, wrong
from server.auth import PERSON, Person
from server.problem import FieldError, Invalid
from server.roles import Role
from server.web import DB


@pytest.fixture
def request_as(database):
    def make(path, role=None, **more):
        app = web.Application()
        app[DB] = database
        request = make_mocked_request("GET", path, app=app)
        if role:
            request[PERSON] = Person("ada", role, "admin", "secret", **more)
        return request

    return make


def test_times_are_londons():
    assert moment(1_795_338_000) == '<time datetime="2026-11-22T09:00:00+00:00">22 Nov 2026, 09:00</time>'
    assert "1 Jul 2026, 13:00" in moment(1_782_907_200)


def test_a_day_is_written_as_people_say_it():
    assert day(date(2027, 5, 1)) == '<time datetime="2027-05-01">1 May 2027</time>'


def test_what_was_entered_is_escaped(request_as):
    answer = page(request_as("/x"), "error.html", title="<b>", words="<script>", detail="", home=False)
    assert "&lt;script&gt;" in answer.text
    assert "<script>" not in answer.text


def test_an_undefined_name_is_an_error():
    with pytest.raises(jinja2.UndefinedError):
        ENVIRONMENT.from_string("{{ nothing }}").render()


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (
            Role.OWNER,
            {"/", "/incidents", "/reports", "/pupils", "/reviews", "/exemptions", "/devices", "/posts", "/settings", "/log"},
        ),
        (Role.DSL, {"/", "/incidents", "/reports", "/pupils", "/exemptions", "/devices", "/posts", "/settings", "/log"}),
        (Role.REGISTRAR, {"/", "/pupils", "/reviews", "/exemptions", "/devices", "/posts", "/settings"}),
        (Role.AUDITOR, {"/", "/incidents", "/log"}),
        (None, set()),
    ],
)
def test_the_menu_shows_what_a_role_may_open(request_as, role, shown):
    text = page(request_as("/x", role), "error.html", title="", words="", detail="", home=False).text
    nav = text.partition("<nav")[2].partition("</nav>")[0]
    assert {part.partition('"')[0] for part in nav.split('href="')[1:]} == shown


def test_a_printed_password_shows_no_menu(request_as):
    text = page(request_as("/x", Role.OWNER, one_time=True), "error.html", title="", words="", detail="", home=False).text
    assert "<nav" not in text


def test_an_address_cannot_put_words_into_a_page(request_as):
    said = page(request_as("/x?said=added"), "error.html", title="", words="", detail="", home=False).text
    unsaid = page(request_as("/x?said=You+are+hacked"), "error.html", title="", words="", detail="", home=False).text
    assert SAID["added"] in said
    assert "hacked" not in unsaid


def test_after_a_form_a_reload_repeats_nothing():
    assert see("/pupils/P1", "added").location == "/pupils/P1?said=added"
    assert see("/pupils").status == 303


def test_an_error_stands_beside_its_field_or_above_the_form():
    error = Invalid("two", errors=(FieldError("ref", "no"), FieldError("other", "neither")))
    assert wrong(error, {"ref": "x"}, ("ref",)) == {"errors": {"ref": "no", "": "neither"}, "entered": {"ref": "x"}}
    assert wrong(Invalid("all of it"), {}, ()) == {"errors": {"": "all of it"}, "entered": {}}
