"""Who and what there is on the stand-in's Discord."""

import time
from dataclasses import dataclass, field
from random import SystemRandom
from typing import Any

EPOCH_MS = 1_420_070_400_000
TUTOR = {"id": "582000000000000111", "username": "the_tutor", "discriminator": "0", "avatar": None}
DICE = SystemRandom()
DM, GROUP_DM = 1, 3


def snowflake() -> str:
    return str((int(time.time() * 1000) - EPOCH_MS << 22) | DICE.randrange(2**22))


@dataclass
class Person:
    handle: str
    id: str = field(default_factory=lambda: str(DICE.randrange(10**17, 10**18)))

    def user(self) -> dict[str, Any]:
        return {"id": self.id, "username": self.handle, "global_name": None, "discriminator": "0", "avatar": None}


@dataclass
class Channel:
    people: list[Person]
    id: str = field(default_factory=snowflake)
    request: bool = False

    @property
    def type(self) -> int:
        return DM if len(self.people) == 1 else GROUP_DM

    def channel(self) -> dict[str, Any]:
        users = [person.user() for person in self.people]
        kind = {"id": self.id, "type": self.type, "recipients": users, "last_message_id": None, "flags": 0}
        more = {"name": None, "icon": None, "owner_id": TUTOR["id"]} if self.type == GROUP_DM else {}
        return {**kind, **more, "is_message_request": self.request, "is_spam": False}

    def in_ready(self) -> dict[str, Any]:
        """READY names recipients by id only; the users stand in a list of their own."""
        whole = self.channel()
        whole["recipient_ids"] = [user["id"] for user in whole.pop("recipients")]
        return whole
