"""Which hosts are guarded, and how a browser learns it: the PAC file sends only those to the guard, all else DIRECT.

Unguarded traffic never touches this process. If it arrives all the same (another program's proxy setting), it is
tunnelled: bytes in, bytes out.
"""

from collections.abc import Callable, Mapping

import msgspec

from policy.adapter import Platform
from policy.platforms import PLATFORMS, by_host

PAC = """\
// Tutor Guard: only these sites go through the guard on this computer, and straight to the net when it is not running.
var guarded = {hosts};
function FindProxyForURL(url, host) {{
  host = host.toLowerCase();
  for (var i = 0; i < guarded.length; i++) {{
    if (host === guarded[i] || dnsDomainIs(host, "." + guarded[i])) {{ return "PROXY {proxy}; DIRECT"; }}
  }}
  return "DIRECT";
}}
"""

type Configured = Mapping[str, tuple[str, ...]]


class Routing:
    """The guarded hosts of the moment: every platform that we can read, on its own hosts and the company's."""

    def __init__(self, configured: Callable[[], Configured]) -> None:
        self._configured = configured
        self._known: Configured = {}
        self._cache: dict[str, Platform | None] = {}

    def platform(self, host: str) -> Platform | None:
        """The platform behind a host, if it is guarded. One dictionary look-up for a host seen before."""
        if (configured := self._configured()) is not self._known:
            self._known = configured
            self._cache.clear()
        try:
            return self._cache[host]
        except KeyError:
            found = by_host(host.lower().rstrip("."), configured)
            if len(self._cache) > 10_000:
                self._cache.clear()
            self._cache[host] = watched = found if found and found.watched else None
            return watched

    def hosts(self) -> tuple[str, ...]:
        """Every guarded host, sub-domains implied, sorted: for the PAC file and the CA's constraints."""
        configured = self._configured()
        names = {
            host.lower()
            for platform in PLATFORMS
            if platform.watched
            for host in (*platform.hosts, *configured.get(platform.name, ()))
        }
        return tuple(sorted(name for name in names if self.platform(name)))

    def watched(self) -> tuple[str, ...]:
        """The names of the platforms that are guarded and have a host to be guarded on."""
        configured = self._configured()
        return tuple(p.name for p in PLATFORMS if p.watched and (p.hosts or configured.get(p.name)))

    def pac(self, proxy: str) -> str:
        """The PAC file for a guard that listens on `proxy` (host:port)."""
        return PAC.format(hosts=msgspec.json.encode(self.hosts()).decode(), proxy=proxy)
