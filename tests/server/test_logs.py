"""What the office writes about itself is one line an event, and never what others sent."""

import logging

import pytest
import structlog

from server import logs


@pytest.fixture(autouse=True)
def as_before():
    """Other tests shall not inherit this one's logging."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def test_an_event_is_one_line_with_its_moment_and_values(capsys):
    logs.set_up()
    structlog.get_logger().info("bundle.published", serial=7)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("at='20")
    assert line.endswith("level='info' event='bundle.published' serial=7")


@pytest.mark.parametrize("name", ["aiohttp.access", "aiohttp.server", "sqlalchemy.engine"])
def test_libraries_that_would_quote_requests_or_rows_are_silent(capsys, name):
    logs.set_up()
    logging.getLogger(name).error("GET /?handle=pupil_one")
    assert capsys.readouterr().err == ""
