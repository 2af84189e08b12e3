"""A draft as the running guard checks it: by whose account it is, and with the names in it looked up (design 4.6).

Names are asked about at a pause of the typist and at send, never at every key; the wait is short, and what is not known by
then is said to be unchecked. The text itself never leaves: the office is asked blindly about pairs of capitalised words.
"""

import asyncio
from collections.abc import Mapping
from itertools import islice

import msgspec

from policy.drafts.draft import Draft, Findings
from policy.drafts.evidence import Person
from policy.drafts.links.hashes import of_draft
from policy.drafts.names import MOST, MOST_PLACES
from policy.drafts.names import names as named
from policy.drafts.settled import evidence
from policy.names import Role
from policy.official import official
from policy.packs.pack import Pack
from policy.settings import Settings
from proxy_addons import drafts
from proxy_addons.live import LiveLists
from proxy_addons.names import Names

SECONDS = 1.0  # for an answer of the office
FOR_SENDING = 100  # questions of the day that are not spent at pauses
ACCOUNTS = frozenset({"personal", "official"})
PEOPLE = {
    Role.PUPIL: Person("pupil"),
    Role.NAMED_PUPIL: Person("pupil", full_name=True),
    Role.PARENT: Person("parent"),
    Role.STAFF: Person("staff"),
}


async def findings(
    draft: Draft, settings: Settings, names: Names, packs: tuple[Pack, ...] = (), live: LiveLists | None = None
) -> Findings:
    """What is to be said of a draft now. `live`: what asks a live list about its links, where the company wants that."""
    confirming = asyncio.create_task(_confirmed(draft, settings, live)) if live and settings.drafts.live.on else None
    places = named(draft.text)
    distinct = dict.fromkeys(name.identifier for name in places)
    wanted = tuple(islice(distinct, MOST))
    if wanted and draft.moment != "typing":
        await names.ask(wanted, seconds=SECONDS, spare=FOR_SENDING if draft.moment == "pause" else 0)
    looked = names.known(wanted)
    people = {identifier: PEOPLE[role] for identifier, role in looked.roles.items()}
    confirmed = await confirming if confirming else drafts.NOTHING
    found = drafts.findings(placed(draft, settings), settings, packs, people, confirmed)
    whole = looked.whole and len(distinct) <= MOST and len(places) <= MOST_PLACES
    return found if whole else msgspec.structs.replace(found, unchecked=("name",))


async def _confirmed(draft: Draft, settings: Settings, live: LiveLists) -> Mapping[bytes, str]:
    """What the live list has of the links for which nobody vouches; asked at a pause and at send."""
    hashes = of_draft(draft, evidence(settings, drafts.today()))
    if draft.moment != "typing":
        await live.ask(settings.drafts.live, hashes, seconds=SECONDS)
    return live.known(settings.drafts.live, hashes)


def placed(draft: Draft, settings: Settings) -> Draft:
    """The draft with what the register of official accounts says of its author, unless the draft does, and of its parent."""
    account = draft.account if draft.account in ACCOUNTS else _known(draft, draft.author, settings)
    parent = draft.parent and ("official" if draft.parent == "official" else _known(draft, draft.parent, settings))
    return msgspec.structs.replace(draft, account=account, parent=parent)


def _known(draft: Draft, named: str | None, settings: Settings) -> str | None:
    """`official` or `personal`; None when nothing is said of whose account it is."""
    if not (named and draft.platform):
        return None
    return "official" if official(settings, draft.platform, (named,)).verdict == "official" else "personal"
