"""Finding a pupil by reference, name or account. What is found are references: names stay sealed until a record is opened.

Names are sealed, so they are opened and compared one by one: some microseconds each, fine for the tens of thousands that a
company may have. An account is found by its pseudonym under each platform's reading of what was entered.
"""

from sqlalchemy import select

from policy.account import InvalidHandle
from policy.adapter import Platform
from policy.platforms import PLATFORMS
from server.store import epochs, pupils
from server.store.pupils import Pupil
from server.store.transaction import Transaction
from server.tables import accounts, pseudonyms

BATCH = 1_000
MOST = 100
LONGEST = 300


async def find(db: Transaction, words: str, *, batch: int = BATCH) -> list[Pupil]:
    """Pupils whose reference or name has the words in it, or who bear that account; at most a hundred."""
    wanted = " ".join(words[:LONGEST].casefold().split())
    bearers = await _bearers(db, words[:LONGEST])
    found: list[Pupil] = []
    after = ""
    while page := await pupils.page(db, after=after, limit=batch):
        found += [pupil for pupil in page if pupil.ref in bearers or wanted in _text(pupil)]
        after = page[-1].ref
        if len(found) >= MOST:
            break
    return found[:MOST]


def _text(pupil: Pupil) -> str:
    return f"{pupil.ref}\n{pupil.first_name} {pupil.last_name}\n{pupil.known_as} {pupil.last_name}".casefold()


async def _bearers(db: Transaction, words: str) -> set[str]:
    epoch = await epochs.current(db)
    identifiers = {identifier for platform in PLATFORMS for identifier in _identifiers(platform, words)}
    wanted = [db.oracle.pseudonym(epoch, identifier) for identifier in identifiers]
    query = select(accounts.c.pupil).join(pseudonyms, pseudonyms.c.account == accounts.c.id)
    hit = pseudonyms.c.id_pseudonym.in_(wanted) | pseudonyms.c.handle_pseudonym.in_(wanted)
    rows = await db.rows(query.where(pseudonyms.c.epoch == epoch, hit))
    return {row.pupil for row in rows}


def _identifiers(platform: Platform, words: str) -> set[str]:
    """What the words could mean on a platform: a handle or profile address, or an id."""
    found: set[str] = set()
    for entered, number in ((words, ""), ("", words)):
        try:
            found.update(platform.account(entered, id=number).identifiers)
        except InvalidHandle:
            continue
    return found
