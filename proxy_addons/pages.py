"""What of the pages of a site the browser extension cannot find any more: counted, told to the office without any content."""

from collections import Counter
from enum import StrEnum

from proxy_addons.pulse import Pulse

MOST = 1_000


class Part(StrEnum):
    """What the extension looks for on a page."""

    COMPOSER = "composer"
    SEND = "send"
    ROUTE = "route"
    FOLLOW = "follow"


class Pages:
    """Lives as long as the guard: what is still so after a restart is told again."""

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse
        self._missed: Counter[tuple[str, Part]] = Counter()

    def missed(self, platform: str, part: Part, times: int) -> None:
        """It could not be found so many times; none: it is found again."""
        if times:
            self._missed[platform, part] += min(times, MOST)
            self._pulse.report("drift", platform, f"page {part}", min(times, MOST))
        else:
            del self._missed[platform, part]
        if any(name == platform for name, _ in self._missed):
            self._pulse.not_seeing(f"{platform} pages", "the site has changed; some of its pages are not understood")
        else:
            self._pulse.seeing(f"{platform} pages")

    def listed(self) -> list[dict[str, object]]:
        return [{"site": site, "what": str(part), "count": count} for (site, part), count in sorted(self._missed.items())]
