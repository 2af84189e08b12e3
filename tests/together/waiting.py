"""Waiting for something that another process does: a condition and a deadline, never a bare sleep.

The deadline is for what never comes: long, since a busy machine may take its time, and it costs nothing where all is well.
"""

import time
from collections.abc import Callable

STEP = 0.02
PATIENCE = 30.0


def until[T](condition: Callable[[], T], seconds: float = PATIENCE, why: str = "", step: float = STEP) -> T:
    """What `condition` gives once it is true. Raises AssertionError at the deadline."""
    deadline = time.monotonic() + seconds
    while not (result := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {why or condition}")
        time.sleep(step)
    return result
