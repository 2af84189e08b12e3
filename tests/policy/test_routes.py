import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.routes import Plain, Route, Table, nothing


def table(*routes: str) -> Table:
    made = Table()
    for route in routes:
        method, pattern = route.split()
        made.add(Route(method, pattern, nothing))
    return made


def found(made: Table, method: str, path: str) -> tuple[str, dict[str, str]] | None:
    hit = made.find(method, path)
    return hit and (hit[0].pattern, hit[1])


def test_a_path_gives_its_parameters() -> None:
    assert found(table("POST /dm/{user}/send/{kind}"), "POST", "/dm/42/send/text") == (
        "/dm/{user}/send/{kind}",
        {"user": "42", "kind": "text"},
    )


def test_the_first_route_that_fits_wins() -> None:
    made = table("POST /dm/all", "POST /dm/{user}", "POST /{any}/all")
    assert found(made, "POST", "/dm/all") == ("/dm/all", {})
    assert found(made, "POST", "/dm/me") == ("/dm/{user}", {"user": "me"})
    assert found(made, "POST", "/x/all") == ("/{any}/all", {"any": "x"})


def test_a_later_route_may_be_added_after_the_first_question() -> None:
    made = table("POST /a")
    assert found(made, "POST", "/b") is None
    made.add(Route("POST", "/b", nothing))
    assert found(made, "POST", "/b") == ("/b", {})


@pytest.mark.parametrize("path", ["/dm/42", "/dm/42/"])
def test_a_trailing_slash_never_matters(path: str) -> None:
    assert found(table("POST /dm/{user}"), "POST", path) == ("/dm/{user}", {"user": "42"})
    assert found(table("POST /dm/{user}/"), "POST", path) == ("/dm/{user}/", {"user": "42"})


@pytest.mark.parametrize("path", ["/dm", "/dm/", "/dm//", "/dm/42/more", "/x/dm/42", "dm/42", "", "/DM/42"])
def test_a_parameter_is_exactly_one_segment(path: str) -> None:
    assert found(table("POST /dm/{user}"), "POST", path) is None


@pytest.mark.parametrize(
    ("path", "rest"), [("/files/a/b/c", "a/b/c"), ("/files/a", "a"), ("/files/", ""), ("/files/a%2Fb", "a/b")]
)
def test_a_rest_takes_any_number_of_segments(path: str, rest: str) -> None:
    assert found(table("GET /files/{rest...}"), "GET", path) == ("/files/{rest...}", {"rest": rest})


def test_parameters_are_unquoted_once() -> None:
    assert found(table("GET /u/{name}"), "GET", "/u/%40pupil%2Fone%2525") == ("/u/{name}", {"name": "@pupil/one%25"})


def test_what_is_special_in_regular_expressions_is_plain_in_a_route() -> None:
    made = table("GET /a.b/(c)+")
    assert found(made, "GET", "/a.b/(c)+") == ("/a.b/(c)+", {})
    assert found(made, "GET", "/aXb/c") is None


def test_any_method_comes_after_the_method_s_own_routes() -> None:
    made = table("* /dm/{user}", "POST /dm/{user}")
    made.routes[0], made.routes[1] = made.routes[1], made.routes[0]
    hit = made.find("POST", "/dm/1")
    assert hit is not None
    assert hit[0].method == "POST"
    other = made.find("PUT", "/dm/1")
    assert other is not None
    assert other[0].method == "*"


def test_a_method_without_routes_finds_nothing_and_leaves_nothing_behind() -> None:
    made = table("POST /dm")
    assert [made.find(f"M{number}", "/dm") for number in range(100)] == [None] * 100
    assert set(made._compiled) == {"POST"}


def test_an_empty_table_finds_nothing() -> None:
    assert Table().find("GET", "/") is None


@given(method=st.text(max_size=8), path=st.text(max_size=80))
def test_any_request_finds_a_route_or_none(method: str, path: str) -> None:
    hit = table("POST /dm/{user}", "* /v1/{rest...}", "GET /").find(method, path)
    assert hit is None or hit[0].method in {method, "*"}


def test_a_hundred_routes_are_one_regular_expression() -> None:
    made = table(*(f"POST /things{number}/{{x}}/send" for number in range(100)), "GET /things")
    assert found(made, "POST", "/things99/5/send") == ("/things99/{x}/send", {"x": "5"})
    assert {method: len(entries) for method, (_, entries) in made._compiled.items()} == {"POST": 100, "GET": 1}


def test_no_codec_passes_a_frame_as_it_is() -> None:
    assert list(Plain().decode(b"frame", from_client=True)) == [b"frame"]
