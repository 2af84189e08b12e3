"""The registry's accounts for comparing many at once: by pseudonym, for sealed handles cannot be compared."""

from sqlalchemy import select

from policy.account import Account
from server.problem import Invalid
from server.store import epochs
from server.store.entered import Parsed
from server.store.transaction import Transaction
from server.tables import accounts, pseudonyms

NEW = ""  # the key of an account that an earlier line of the same file adds


class Present:
    """Which accounts stand with whom; a file's own additions are joined to it line by line."""

    def __init__(self, db: Transaction, epoch: int) -> None:
        self._db = db
        self._epoch = epoch
        self._keys: dict[tuple[str, bytes], str] = {}
        self._numbered: set[str] = set()  # keys of the accounts whose id is known

    @classmethod
    async def load(cls, db: Transaction) -> "Present":
        present = cls(db, await epochs.current(db))
        query = (
            select(accounts.c.pupil, accounts.c.id, pseudonyms.c.id_pseudonym, pseudonyms.c.handle_pseudonym)
            .join(pseudonyms, pseudonyms.c.account == accounts.c.id)
            .where(pseudonyms.c.epoch == present._epoch)
        )
        for row in await db.rows(query):
            present._keys |= {(row.pupil, said): row.id for said in (row.id_pseudonym, row.handle_pseudonym) if said}
            if row.id_pseudonym:
                present._numbered.add(row.id)
        return present

    def place(self, new: Parsed) -> str | None:
        """The key of the account that is completed by this one; "" if it adds one, None if it says nothing new.

        Raises Invalid when it contradicts what stands.
        """
        wanted = self._pseudonyms(new.account)
        hits = {kind: self._keys.get((new.pupil, pseudonym)) for kind, pseudonym in wanted.items()}
        found = {key for key in hits.values() if key is not None}
        if not found:
            self._keys |= {(new.pupil, pseudonym): NEW for pseudonym in wanted.values()}
            return NEW
        if None not in hits.values() and len(found) == 1:
            return None
        (key, *others) = found
        if others or key == NEW:
            raise Invalid("This row joins two accounts that stand apart.", field="handle")
        if hits.get("handle") and key in self._numbered:
            raise Invalid("This handle stands with another id already.", field="id")
        return key

    def _pseudonyms(self, account: Account) -> dict[str, bytes]:
        by_id, by_handle = epochs.pseudonyms_of(self._db, self._epoch, account)
        return {kind: said for kind, said in (("id", by_id), ("handle", by_handle)) if said}
