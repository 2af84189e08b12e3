"""Who and what there is on the stand-in's Instagram: people with the real site's three ids, and threads with theirs."""

import time
from dataclasses import dataclass, field
from random import SystemRandom

WEB = "www.instagram.com"
TUTOR = "58200000111"
DICE = SystemRandom()


@dataclass
class Person:
    handle: str
    id: str = field(default_factory=lambda: str(DICE.randrange(10**10, 10**11)))
    messaging: str = field(default_factory=lambda: "178" + str(DICE.randrange(10**13, 10**14)))

    def user(self) -> dict[str, object]:
        return {
            "pk": int(self.id),
            "pk_id": self.id,
            "id": self.id,
            "strong_id__": self.id,
            "username": self.handle,
            "full_name": "",
            "is_private": True,
            "is_verified": False,
            "interop_messaging_user_fbid": self.messaging,
            "profile_pic_url": f"https://{WEB}/p.jpg",
        }


@dataclass
class Conversation:
    people: list[Person]
    is_group: bool
    long: str = field(default_factory=lambda: "3402823668417103009" + str(DICE.randrange(10**19, 10**20)))
    short: str = field(default_factory=lambda: "179" + str(DICE.randrange(10**13, 10**14)))
    items: list[dict[str, object]] = field(default_factory=list)
    pending: bool = False

    @property
    def key(self) -> str:
        """A one-to-one thread's key is the other person's messaging id."""
        return self.short if self.is_group else self.people[0].messaging

    def thread(self) -> dict[str, object]:
        return {
            "thread_id": self.long,
            "thread_v2_id": self.short,
            "thread_key": self.key,
            "viewer_id": int(TUTOR),
            "users": [person.user() for person in self.people],
            "items": self.items,
            "is_group": self.is_group,
            "thread_type": "private",
            "thread_subtype": "IGD_GROUP" if self.is_group else "IG_ONLY_ONE_TO_ONE",
            "thread_title": "",
            "last_activity_at": microseconds(),
            "pending": self.pending,
            "folder": 0,
            "input_mode": 0,
            "admin_user_ids": [],
            "left_users": [],
            "last_seen_at": {},
            "named": False,
            "canonical": not self.is_group,
            **dict.fromkeys(("muted", "archived", "vc_muted", "mentions_muted", "approval_required_for_new_members"), False),
        }


def microseconds(before: float = 0) -> int:
    return int((time.time() - before) * 1_000_000)
