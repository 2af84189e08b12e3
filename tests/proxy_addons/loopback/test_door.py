import base64
from pathlib import Path

import pytest

from proxy_addons.home import Home
from proxy_addons.loopback import door


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "guard")


def test_the_token_is_32_random_bytes_for_the_owner_alone(home: Home, tmp_path: Path) -> None:
    token = door.token(home)

    assert len(base64.urlsafe_b64decode(token + "=")) == 32
    assert home.loopback_token.stat().st_mode & 0o777 == 0o600
    assert token != door.token(Home(tmp_path / "other"))


def test_the_token_stays_the_same(home: Home) -> None:
    assert door.token(home) == door.token(home)


def test_the_address_is_known_while_the_guard_listens(home: Home) -> None:
    assert door.address(home) is None
    door.publish(home, "127.0.0.1:8119")
    assert door.address(home) == "127.0.0.1:8119"
    door.withdraw(home)
    assert door.address(home) is None


def test_an_address_that_is_no_text_is_none(home: Home) -> None:
    door.publish(home, "127.0.0.1:8119")
    (home.root / "loopback.address").write_bytes(b"\xff\xfe")

    assert door.address(home) is None
