"""One-time codes with which the browser extension gets the API's token: the tutor reads one here and types it there."""

import hmac
import secrets
from collections.abc import Callable

import msgspec

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without what looks alike: I and 1, O and 0
LENGTH = 8  # 40 bits, with five tries
SECONDS = 300.0
TRIES = 5


class _Issued(msgspec.Struct):
    code: str
    until: float
    tries: int = TRIES


class Pairing:
    """At most one code is good at a time; it works once. `clock`: Unix seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._issued: _Issued | None = None

    def issue(self) -> str:
        """A new code; an earlier one is void."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        self._issued = _Issued(code, self._clock() + SECONDS)
        return f"{code[:4]}-{code[4:]}"

    def redeem(self, entered: str) -> bool:
        """Is this the code? Right: it is used up. Wrong: one try less."""
        issued = self._issued
        if issued is None or self._clock() >= issued.until:
            self._issued = None
            return False
        issued.tries -= 1
        fits = hmac.compare_digest(_plain(entered).encode(), issued.code.encode())
        if fits or issued.tries <= 0:
            self._issued = None
        return fits


def _plain(entered: str) -> str:
    return "".join(char for char in entered.upper() if char.isalnum())
