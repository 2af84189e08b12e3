"""Discord, as its user clients speak: REST under /api/, and the gateway, one compressed WebSocket of events.

`site` says what Discord is, `shapes` what its objects mean; `sending` reads requests, `learning` answers, `gateway`
events (through `codec` and `etf`). Importing them attaches their routes.
"""

from policy.platforms.discord import gateway, learning, sending
from policy.platforms.discord.site import platform

__all__ = ["gateway", "learning", "platform", "sending"]
