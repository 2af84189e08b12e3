"""Proof that a form was on our own page: a tag that only this process can make, for each hold another."""

import hashlib
import hmac
import secrets


class Forms:
    """Lives as long as the process: a page that was loaded before a restart must be loaded anew, its holds are gone anyway."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def token(self, hold_id: str) -> str:
        return hmac.new(self._key, hold_id.encode(), hashlib.sha256).hexdigest()

    def fits(self, hold_id: str, token: str) -> bool:
        return hmac.compare_digest(self.token(hold_id).encode(), token.encode())
