"""Matrix: the client-server API, on whatever homeserver the company names (settings.hosts["matrix"]).

`site` says what Matrix is; `sending` reads requests, `learning` reads answers; importing them attaches their routes.
An end-to-end encrypted message is a message like any other here: its room is visible, its text is nobody's business.
"""

from policy.platforms.matrix import learning, sending
from policy.platforms.matrix.site import platform

__all__ = ["learning", "platform", "sending"]
