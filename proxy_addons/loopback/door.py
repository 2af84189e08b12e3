"""How a program of the same person finds the running guard and proves whose it is: two small files in the home."""

import base64
import contextlib
import secrets

from proxy_addons.home import Home

TOKEN_BYTES = 32


def token(home: Home) -> str:
    """The bearer token of the loopback API, made at first use, readable by its owner only."""
    return home.secret(home.loopback_token, _new_token).decode("ascii").strip()


def publish(home: Home, address: str) -> None:
    """Say where the guard listens now (host:port)."""
    home.write_secret(home.root / "loopback.address", address.encode("ascii"))


def withdraw(home: Home) -> None:
    """The guard listens no more."""
    (home.root / "loopback.address").unlink(missing_ok=True)


def address(home: Home) -> str | None:
    """Where the guard said that it listens; after a crash it may be gone."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return (home.root / "loopback.address").read_text("ascii").strip() or None
    return None


def _new_token() -> bytes:
    return base64.urlsafe_b64encode(secrets.token_bytes(TOKEN_BYTES)).rstrip(b"=")
