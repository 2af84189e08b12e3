"""News from devices about registered handles: proposals for the registrar, who decides; nothing changes by itself."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, insert, select, update

from policy.account import InvalidHandle
from policy.incident import Review
from policy.platforms import by_name
from server.problem import NotFound
from server.store import accounts, log
from server.store.log import Kind
from server.store.transaction import Transaction
from server.tables import accounts as account_table
from server.tables import reviews

LEARN, REUSED = "learn", "reused"


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """`learn`: a device saw this id with the registered handle. `reused`: somebody else bears the handle now."""

    id: str
    kind: str
    account: str
    pupil: str
    platform: str
    seen_id: str
    device: str
    at: int
    state: str
    decided_by: str


async def propose(db: Transaction, device: str, review: Review, account: str) -> None:
    """Keep a new proposal for an account; the same news from two devices or twice is one proposal."""
    seen = _checked_id(review)
    if not (review.kind == REUSED or seen) or await _known(db, account, review.kind, seen):
        return
    row = _number(device, review.key, account)
    await db.run(
        insert(reviews).values(
            device=device,
            key=review.key,
            kind=review.kind,
            account=account,
            seen_id=db.vault.seal_text(reviews.c.seen_id, row, seen),
            at=review.at,
        )
    )
    await log.write(db, f"device:{device}", Kind.REVIEW_PROPOSED, f"account:{account}", news=review.kind)


async def open_ones(db: Transaction, *, limit: int = 100) -> list[Proposal]:
    """What waits for the registrar, the oldest first."""
    query = _query().where(reviews.c.state == "open").order_by(reviews.c.at, reviews.c.key).limit(limit)
    return _opened(db, await db.rows(query))


async def decide(db: Transaction, actor: str, number: str, *, accept: bool) -> None:
    """Accept a proposal (an id that was learned joins the account) or dismiss it. Raises NotFound, Invalid or Conflict."""
    device, _, rest = number.partition("/")
    key, _, account = rest.rpartition("/")  # the key is the device's own word and may hold anything
    mine = (reviews.c.device == device) & (reviews.c.key == key) & (reviews.c.account == account)
    found = _opened(db, await db.rows(_query().where(mine, reviews.c.state == "open")))
    if not found:
        raise NotFound("There is no such proposal, or it is decided already.")
    proposal = found[0]
    if accept and proposal.kind == LEARN:
        kept = await accounts.find(db, proposal.account)
        await accounts.replace(db, actor, kept.key, handle=kept.handle, id=proposal.seen_id)
    state = "accepted" if accept else "dismissed"
    await db.run(update(reviews).where(mine).values(state=state, decided_by=actor))
    await log.write(db, actor, Kind.REVIEW_DECIDED, f"account:{proposal.account}", news=proposal.kind, state=state)


def _checked_id(review: Review) -> str:
    """The id in the platform's form, or nothing."""
    platform = by_name(review.platform)
    if platform is None or review.kind != LEARN or not review.id:
        return ""
    try:
        return platform.account(id=review.id).id
    except InvalidHandle:
        return ""


async def _known(db: Transaction, account: str, kind: str, seen: str) -> bool:
    """Whether the same was proposed before, decided or not: a registrar is asked once."""
    mine = (reviews.c.account == account) & (reviews.c.kind == kind)
    return any(proposal.seen_id == seen for proposal in _opened(db, await db.rows(_query().where(mine))))


def _number(device: str, key: str, account: str) -> str:
    return f"{device}/{key}/{account}"


def _query() -> Any:
    return select(reviews, account_table.c.pupil, account_table.c.platform).join(
        account_table, account_table.c.id == reviews.c.account
    )


def _opened(db: Transaction, rows: Sequence[Row[Any]]) -> list[Proposal]:
    return [
        Proposal(
            id=_number(row.device, row.key, row.account),
            kind=row.kind,
            account=row.account,
            pupil=row.pupil,
            platform=row.platform,
            seen_id=db.vault.open_text(reviews.c.seen_id, _number(row.device, row.key, row.account), row.seen_id),
            device=row.device,
            at=row.at,
            state=row.state,
            decided_by=row.decided_by,
        )
        for row in rows
    ]
