"""A package of rulesets that a test writes, and the real one where `tests/prepare` got it."""

import pytest

from tests.server.packs.published import REAL, Package


@pytest.fixture
def package(tmp_path):
    return Package(tmp_path / "package")


@pytest.fixture(scope="session")
def real():
    """The unpacked package of a version."""

    def folder(version):
        if not (REAL / version).is_dir():
            pytest.skip(f"@adguard/dnr-rulesets {version} was not fetched: tests/prepare gets it from npm")
        return REAL / version

    return folder
