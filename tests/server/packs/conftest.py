"""A package of rulesets that a test writes, the real one where `tests/fetch` got it, and a feed on this machine."""

import pytest
from aiohttp import web

from server import keys
from server.packs.feed import Feeds
from server.settings import Home
from tests.server.packs.published import REAL, Package, Publisher


@pytest.fixture
def package(tmp_path):
    return Package(tmp_path / "package")


@pytest.fixture(scope="session")
def real():
    """The unpacked package of a version."""

    def folder(version):
        if not (REAL / version).is_dir():
            pytest.skip(f"@adguard/dnr-rulesets {version} was not fetched: tests/fetch gets it from npm")
        return REAL / version

    return folder


@pytest.fixture
async def publisher(tmp_path):
    home, app = Home(tmp_path / "publisher").prepare(), web.Application()
    publisher = Publisher(home.tls_certificate)
    app.router.add_get("/{path:.*}", publisher.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=keys.tls_context(home, "localhost")).start()
    publisher.url = f"https://localhost:{runner.addresses[0][1]}/feed.txt"
    yield publisher
    await runner.cleanup()


@pytest.fixture
def feeds(tmp_path, publisher):
    return Feeds(tmp_path / "copies", publisher.authority, most_bytes=1000)
