"""Drafts for the tests: each test gets a site or tag of its own, for what was answered is not asked again for ten minutes."""

import itertools
from secrets import token_hex

_numbers = itertools.count(1)
RUN = token_hex(3)


def clean() -> str:
    return f"The library was lovely today, visit {next(_numbers)}"


def danger() -> str:
    return f"see https://www.paypal.com.verify-{RUN}{next(_numbers)}.top/login now"


def caution() -> str:
    number = next(_numbers)
    return f"get http://192.168.{number // 250}.{number % 250 + 1}/setup.exe today"


def inappropriate() -> str:
    return f"such fun #sexting_{RUN}{next(_numbers)}"


MADE = {"clean": clean, "caution": caution, "danger": danger, "inappropriate": inappropriate}
