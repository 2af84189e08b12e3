"""Addresses that several platforms share as handles: e-mail, a name on a server, a telephone number."""

import re

from policy.hosts import canonical

HOST = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)+"
EMAIL = r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@" + HOST
GMAIL = {"gmail.com", "googlemail.com"}  # one mailbox under both, dots and +tags ignored
UK = "+44"
NOT_DIALLED = re.compile(r"\(0\)|[\s().\-/\u2010-\u2015]")


def email(text: str) -> str:
    """An e-mail address by its mailbox: lower case; for Gmail without the dots and the +tag that it ignores."""
    name, _, host = text.lower().removeprefix("mailto:").rpartition("@")
    host = canonical(host)
    if host in GMAIL:
        name, host = name.partition("+")[0].replace(".", ""), "gmail.com"
    return f"{name}@{host}"


def on_server(text: str) -> str:
    """`Name@Host` in lower case, the host in its one spelling; "" without a host: a name on two servers is two people."""
    name, at, host = text.lower().rpartition("@")
    host = canonical(host)
    return f"{name}@{host}" if at and host else ""


def server_id(text: str) -> str:
    """`Host/id` with the host in its one spelling; the id keeps its case."""
    host, slash, number = text.partition("/")
    return f"{canonical(host)}{slash}{number}"


def phone(text: str) -> str:
    """A telephone number in E.164, a British one if it says nothing else; "" for what is none.

    Ten digits from 7 on are a British mobile whose zero a spreadsheet has eaten: no country has numbers of that form.
    """
    dialled = NOT_DIALLED.sub("", text.lower().removeprefix("tel:"))
    digits = dialled.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return ""
    if dialled.startswith("+"):
        number = dialled
    elif digits.startswith("00"):
        number = f"+{digits[2:]}"
    elif digits.startswith("0"):
        number = UK + digits[1:]
    else:
        number = f"{UK}{digits}" if len(digits) == 10 and digits[0] == "7" else f"+{digits}"
    return number if re.fullmatch(r"\+[1-9][0-9]{7,14}", number) else ""
