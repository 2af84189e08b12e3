"""Consents to pictures for people: who consented to which, what ends soon, what was withdrawn."""

from collections.abc import Mapping

from server.admin.register_pages import Context, Register, pages
from server.store import consents, pictures, sites
from server.store.consents import NewConsent
from server.store.transaction import Transaction

STATES = (("", "All"), ("valid", "Valid"), ("expiring", "Ends soon"), ("expired", "Has run out"), ("withdrawn", "Withdrawn"))
GIVERS = (("parent", "A parent"), ("guardian", "A guardian"), ("pupil", "The pupil, of age"))


async def shown(db: Transaction, query: Mapping[str, str]) -> Context:
    """Those that were asked for, the first to end first; and the pictures that lack some."""
    state, pupil = query.get("state", ""), query.get("pupil", "").strip()
    state = state if state in dict(STATES) else ""
    found = await consents.page(db, state=state, pupil=pupil)
    shows = [one for one in await pictures.page(db) if one.pupils]
    return {
        "consents": sorted(found, key=lambda one: (one.until, one.title, one.pupil)),
        "wanted": {"state": state, "pupil": pupil},
        "states": STATES,
        "givers": GIVERS,
        "pictures": sorted(((one.id, one.title) for one in shows), key=lambda one: one[1]),
        "lacking": sorted((one for one in shows if one.consents < one.pupils), key=lambda one: one.title),
        "until": (db.today + sites.YEAR).isoformat(),
        "today": db.today.isoformat(),
    }


routes = pages(
    Register(
        path="/posts/consents",
        template="consents.html",
        shape=NewConsent,
        shown=shown,
        add=consents.give,
        acts={"withdraw": (consents.withdraw, "consent-withdrawn"), "restore": (consents.restore, "consent-restored")},
    )
)
