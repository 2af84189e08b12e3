"""Family exemptions for people: only a safeguarding lead (or the owner) grants and ends them."""

from collections.abc import Mapping

from server.admin.register_pages import Context, Register, pages
from server.roles import Right
from server.store import tutors
from server.store.transaction import Transaction
from server.store.tutors import NewExemption
from server.web import MAX_PAGE


async def shown(db: Transaction, _: Mapping[str, str]) -> Context:
    """Those in force, the first to be reviewed first; then those that ended."""
    every = await tutors.all_exemptions(db)
    return {
        "granted": sorted((one for one in every if one.ended_at is None), key=lambda one: one.review_on),
        "ended": [one for one in every if one.ended_at is not None],
        "tutors": [(one.ref, f"{one.ref}, {one.name}".rstrip(", ")) for one in await tutors.page(db, limit=MAX_PAGE)],
        "today": db.today,
        "review": (db.today + tutors.YEAR).isoformat(),
    }


routes = pages(
    Register(
        path="/exemptions",
        template="exemptions.html",
        shape=NewExemption,
        shown=shown,
        add=tutors.exempt,
        acts={"end": (tutors.end_exemption, "ended")},
        read=Right.READ_EXEMPTIONS,
        write=Right.GRANT_EXEMPTIONS,
    )
)
