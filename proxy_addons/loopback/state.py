"""How the guard is, for a popup: in codes that any language can say, with a tag that tells when nothing has changed."""

import hashlib

import msgspec

from policy.platforms import by_name
from proxy_addons.hold import Hold
from proxy_addons.loopback import words
from proxy_addons.loopback.desk import Desk
from proxy_addons.loopback.report import iso
from proxy_addons.notices import Entry

LANGUAGE = "en-GB"  # of every text that comes from the guard
LAST = 5  # of what was sent to the office
UNWATCHED = "not-watching"

type Json = dict[str, object]


def state(desk: Desk, platform: str = "") -> Json:
    """The whole of it, as POST /v1/state answers."""
    said = brief(desk) | {
        "company": desk.settings.company,
        "contact": desk.settings.contact,
        "language": LANGUAGE,
        "platform": _platform(desk, platform) if platform else None,
        "holds": len(desk.holds()),
        "drift": desk.pages.listed(),
        "sent": _sent(desk),
    }
    return {"etag": etag(said), "unchanged": False} | said


def brief(desk: Desk) -> Json:
    """Is it at work, and if not wholly, why not?"""
    troubles, unseen = desk.doubts()
    reasons = [{"code": trouble.name.lower().replace("_", "-"), "text": str(trouble)} for trouble in troubles]
    gaps = [{"code": UNWATCHED, "what": what, "text": f"not watching {what}: {why}"} for what, why in unseen]
    return {"state": str(desk.state), "reasons": [*reasons, *gaps]}


def sites(desk: Desk) -> Json:
    """Sites as data that the company put in the place of those that the extension ships, as the bundle says."""
    return {"sites": msgspec.to_builtins(tuple(desk.settings.adviser_sites.values()))}


def etag(said: Json) -> str:
    return hashlib.blake2b(msgspec.json.encode(said), digest_size=8).hexdigest()


def held(hold: Hold) -> Json:
    """A question that waits, as the listeners hear of it; its fields name nobody."""
    times = {"asked_at": iso(hold.asked_at), "expires_at": iso(hold.expires_at)}
    return msgspec.structs.asdict(hold) | times


def told(entry: Entry) -> Json:
    """Something that the tutor was told."""
    said = msgspec.structs.asdict(entry) | {"at": iso(entry.at), "action": entry.action.name.lower()}
    del said["event"]  # a key for this device's own use
    return said


def _platform(desk: Desk, name: str) -> Json | None:
    known = by_name(name)
    if known is None:
        return None
    why = dict(desk.doubts()[1]).get(name, "")
    return {"name": name, "watching": name in desk.watched() and not why, "readable": known.watched, "why": why}


def _sent(desk: Desk) -> Json:
    entries = desk.uplink()
    waiting = sum(not entry.sent_at for entry in entries)
    last = [
        {"at": iso(entry.at), "text": words.sentence(entry, quoted=False), "state": "delivered" if entry.sent_at else "queued"}
        for entry in entries[:LAST]
    ]
    return {"queued": waiting, "delivered": len(entries) - waiting, "last": last}
