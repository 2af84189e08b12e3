"""How fast somebody may ask: so many at once, then so many a second. In memory, for a limit and not for an account."""

import math
from collections import OrderedDict

MOST_KEYS = 10_000


class Pace:
    """`burst`: questions at once; `rate`: a second after that. The least recent askers are forgotten first."""

    def __init__(self, *, rate: float, burst: int) -> None:
        self._rate = rate
        self._burst = burst
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # asker → questions left, as of when

    def wait(self, asker: str, now: float) -> int:
        """Count one question; or, without counting it, the seconds until the next may be asked."""
        left, since = self._left.pop(asker, (float(self._burst), now))
        left = min(float(self._burst), left + max(0.0, now - since) * self._rate)
        asked = left >= 1
        self._left[asker] = (left - 1 if asked else left), now
        if len(self._left) > MOST_KEYS:
            self._left.popitem(last=False)
        return 0 if asked else math.ceil((1 - left) / self._rate)
