"""Instagram as the stand-in plays it: the private API of the apps, and the web page's GraphQL, over one small world.

Every person has the three ids of the real site (account id, messaging id, and a handle), every thread its three (long,
short, key). Shapes: facts on the wire, sections 2, 3 and 9.
"""

import itertools
import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs

from aiohttp import web

from tests.together.internet import Internet, Seen
from tests.together.sites.instagram_world import DICE, TUTOR, WEB, Conversation, Person, microseconds

API = "i.instagram.com"
UPLOADS = "rupload.facebook.com"
PREFIX = "/api/v1/"


class Instagram:
    """The world and its two doors: the apps' and the web page's."""

    def __init__(self, internet: Internet) -> None:
        self.people: dict[str, Person] = {}
        self.conversations: list[Conversation] = []
        self.internet = internet
        self._numbers = itertools.count(1)
        internet.mount(self.answer, API, UPLOADS)
        internet.mount(self.answer_web, WEB)

    # -- making the world ------------------------------------------------------------------------------------------

    def person(self, handle: str = "", number: str = "") -> Person:
        person = Person(handle or f"someone_{DICE.randrange(10**9, 10**10)}")
        person.id = number or person.id
        self.people[person.id] = person
        return person

    def thread(self, *people: Person, group: bool | None = None) -> Conversation:
        conversation = Conversation(list(people), len(people) > 1 if group is None else group)
        self.conversations.append(conversation)
        return conversation

    def says(self, conversation: Conversation, author: str, text: str, before: float = 0) -> str:
        """A message in a thread, newest first; `before`: so many seconds ago."""
        name = f"30{next(self._numbers):020d}"
        item = {"item_id": name, "user_id": int(author), "timestamp": microseconds(before), "item_type": "text", "text": text}
        conversation.items.insert(0, item)
        return name

    def sends(self) -> list[Seen]:
        """Everything seen that would have put something into a conversation."""
        return [seen for seen in self.internet.requests(API, "/direct_v2/threads/broadcast/") if seen.method == "POST"]

    # -- the apps' door --------------------------------------------------------------------------------------------

    async def answer(self, request: web.BaseRequest, seen: Seen) -> web.StreamResponse:
        if seen.host == UPLOADS:
            return web.json_response({"media_id": 900000 + next(self._numbers), "id": 0})
        path = seen.path.removeprefix(PREFIX)
        for pattern, reply in self._routes().items():
            if hit := re.fullmatch(pattern, path):
                return web.json_response(reply(seen, *hit.groups()) | {"status": "ok"})
        return web.json_response({"status": "ok"})

    def _routes(self) -> dict[str, Callable[..., dict[str, object]]]:
        return {
            r"direct_v2/inbox/": self._inbox,
            r"direct_v2/pending_inbox/": self._pending,
            r"direct_v2/threads/broadcast/(\w+)/": self._broadcast,
            r"direct_v2/threads/get_by_participants/": self._by_participants,
            r"direct_v2/create_group_thread/": self._create_group,
            r"direct_v2/threads/(\d+)/": self._one_thread,
            r"users/(\d+)/info/": self._user,
            r"friendships/(\w+)/(\d+)/": self._friendship,
            r"friendships/pending/": self._asking,
        }

    def _inbox(self, _: Seen) -> dict[str, object]:
        threads = [one.thread() for one in self.conversations if not one.pending]
        viewer = {"pk": int(TUTOR), "username": "the_tutor", "full_name": ""}
        return {"inbox": {"threads": threads, "has_older": False}, "seq_id": 1, "viewer": viewer}

    def _pending(self, _: Seen) -> dict[str, object]:
        return {"inbox": {"threads": [one.thread() for one in self.conversations if one.pending], "has_older": False}}

    def _one_thread(self, _: Seen, name: str) -> dict[str, object]:
        return {"thread": next(one for one in self.conversations if name in {one.long, one.short}).thread()}

    def _by_participants(self, seen: Seen) -> dict[str, object]:
        wanted = {str(number) for number in json.loads(seen.query["recipient_users"])}
        for one in self.conversations:
            if {person.id for person in one.people} == wanted:
                return {"thread": one.thread()}
        return {"thread": None}

    def _create_group(self, seen: Seen) -> dict[str, object]:
        signed = parse_qs(seen.body.decode())["signed_body"][0].partition(".")[2]
        numbers = json.loads(json.loads(signed)["recipient_users"])
        return self.thread(*(self.people[str(number)] for number in numbers), group=True).thread()

    def _broadcast(self, _: Seen, kind: str) -> dict[str, object]:
        payload = {"item_id": f"31{next(self._numbers):020d}", "timestamp": str(microseconds()), "thread_id": "0"}
        return {"action": "item_ack", "status_code": "200", "payload": payload, "kind": kind}

    def _user(self, _: Seen, number: str) -> dict[str, object]:
        counts = dict.fromkeys(("media_count", "follower_count", "following_count"), 0)
        return {"user": {**self.people[number].user(), **counts, "is_business": False, "biography": ""}}

    def _friendship(self, _: Seen, verb: str, number: str) -> dict[str, object]:
        state = dict.fromkeys(("following", "incoming_request", "is_private", "muting", "is_bestie"), False)
        state |= {"outgoing_request": verb == "create", "followed_by": verb == "approve", "blocking": verb == "block"}
        return {"friendship_status": state, "user_id": number, **state}

    def _asking(self, _: Seen) -> dict[str, object]:
        return {"users": [person.user() for person in self.people.values()][-3:]}

    # -- the web page's door ---------------------------------------------------------------------------------------

    async def answer_web(self, _: web.BaseRequest, seen: Seen) -> web.StreamResponse:
        form = parse_qs(seen.body.decode("utf-8", "replace"))
        match form.get("fb_api_req_friendly_name", [""])[0]:
            case "IGDirectTextSendMutation":
                sent = {"message_id": f"mid.{next(self._numbers)}", "id": "x"}
                data: dict[str, object] = {"xig_direct_text_send_with_slide_messaging_response": sent}
            case "PolarisDirectInboxQuery":
                edges = [{"node": {"as_ig_direct_thread": self._slide(one)}} for one in self.conversations]
                data = {"get_slide_mailbox_for_iris_subscription": {"threads_by_folder": {"edges": edges}}}
            case _:
                data = {}
        return web.json_response({"data": data, "extensions": {"is_final": True}})

    @staticmethod
    def _slide(one: Conversation) -> dict[str, object]:
        names = {"thread_id": one.long, "thread_fbid": one.short, "id": one.short, "thread_key": one.key}
        users = [person.user() | {"pk": person.id} for person in one.people]
        kind = "IGD_GROUP" if one.is_group else "IG_ONLY_ONE_TO_ONE"
        return {**names, "is_group": one.is_group, "thread_subtype": kind, "viewer_id": TUTOR, "users": users}
