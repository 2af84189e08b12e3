"""The settings as devices get them: what the company chose, and its registers as they stand today."""

import msgspec

from policy.register import Register
from policy.settings import Settings
from server.store import asks, choices, official, pictures, sites
from server.store.transaction import Transaction


async def settings(db: Transaction) -> Settings:
    """For the bundle."""
    register = Register(
        sites=await sites.in_force(db),
        accounts=await official.told(db),
        pictures=await pictures.told(db),
        declined=await asks.declined(db),
    )
    return msgspec.structs.replace(await choices.policy(db), register=register)
