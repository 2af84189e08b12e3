"""Passwords of the office's people: argon2id, one-time passwords, and what a new one must be.

Hashing takes tens of milliseconds and 64 MB by design, so it runs in two threads of its own: a flood of logins waits there
and takes neither the event loop nor the memory. A name that does not exist is hashed against a dummy, so that the time of
an answer does not tell which names do.
"""

import asyncio
import functools
import secrets
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.problem import Invalid

MIN_LENGTH = 12
MAX_LENGTH = 200
HASHER = PasswordHasher()  # argon2id with the library's defaults, RFC 9106's low-memory profile
THREADS = ThreadPoolExecutor(2, "argon2")


def one_time() -> str:
    """A password to print once: 100 bits in five groups that can be read aloud."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(5))


def hashed(password: str) -> str:
    return HASHER.hash(password)


async def hashed_aside(password: str) -> str:
    """The same, for a server that has others to answer meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(THREADS, hashed, password)


async def matches(stored: str | None, password: str) -> bool:
    """Whether it is the password behind the hash; None, for nobody, takes as long and is never true."""
    verified = asyncio.get_running_loop().run_in_executor(THREADS, _verify, stored, password[:MAX_LENGTH])
    return await verified and stored is not None


@functools.cache
def _nobodys() -> str:
    """A hash that no password has; made when it is first needed, for it costs what a login costs."""
    return HASHER.hash(secrets.token_urlsafe())


def _verify(stored: str | None, password: str) -> bool:
    try:
        return HASHER.verify(stored or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False


def checked(password: str, repeated: str, *, name: str, current: str) -> str:
    """A new password that may be used. Raises Invalid, naming the form's field."""
    if len(password) < MIN_LENGTH:
        raise Invalid(f"Please use at least {MIN_LENGTH} characters; three or four random words are good.", field="new")
    if len(password) > MAX_LENGTH:
        raise Invalid(f"Please use at most {MAX_LENGTH} characters.", field="new")
    if password == current:
        raise Invalid("Please choose another password than the present one.", field="new")
    if name.lower() in password.lower() or len(set(password)) < 5:
        raise Invalid("That is too easy to guess. Please choose another.", field="new")
    if password != repeated:
        raise Invalid("The two new passwords are not the same.", field="repeated")
    return password
