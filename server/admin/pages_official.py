"""The register of official accounts for people, and the accounts that visitors report as fake."""

from collections.abc import Mapping

from policy.platforms import PLATFORMS
from server.admin.register_pages import Context, Register, pages
from server.store import fakes, official
from server.store.official import NewOfficial
from server.store.transaction import Transaction

PLATFORM_NAMES = tuple((platform.name, platform.name) for platform in PLATFORMS)


async def shown(db: Transaction, _: Mapping[str, str]) -> Context:
    """Every official account, and what was reported."""
    return {
        "accounts": await official.every(db),
        "platforms": PLATFORM_NAMES,
        "fakes": await fakes.page(db),
        "closed": await fakes.page(db, closed=True),
    }


routes = pages(
    Register(
        path="/posts/accounts",
        template="official.html",
        shape=NewOfficial,
        shown=shown,
        add=official.add,
        acts={
            "remove": (official.remove, "removed"),
            "close": (fakes.close, "fake-closed"),
            "reopen": (fakes.reopen, "fake-reopened"),
        },
    )
)
