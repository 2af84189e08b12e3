"""Verified sites for people: add one, verify it anew, withdraw it, take that back."""

from collections.abc import Mapping

from server.admin.register_pages import Context, Register, pages
from server.store import sites
from server.store.sites import NewSite
from server.store.transaction import Transaction


async def shown(db: Transaction, _: Mapping[str, str]) -> Context:
    """Every verified site, and those withdrawn lately."""
    until = (db.today + sites.YEAR).isoformat()
    return {"sites": await sites.page(db), "withdrawn": await sites.withdrawn(db), "until": until}


routes = pages(
    Register(
        path="/posts/sites",
        template="sites.html",
        shape=NewSite,
        shown=shown,
        add=sites.verify,
        acts={"withdraw": (sites.withdraw, "withdrawn"), "restore": (sites.restore, "restored")},
        added="verified",
    )
)
