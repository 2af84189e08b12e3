"""People who survive a restart: a Memory whose every change is sealed and written behind."""

import msgspec

from policy.account import Account
from proxy_addons.database import Database
from proxy_addons.memory import Memory
from proxy_addons.vault import Unopenable, Vault


class Shelf:
    """`people`: what stands in the table of that name, kept in step with it."""

    def __init__(self, table: str, limit: int, database: Database, vault: Vault) -> None:
        self._table = table
        self._database = database
        self._vault = vault
        self.people = Memory(limit, changed=self._changed)
        database.table(f"TABLE {table} (number INTEGER PRIMARY KEY, sealed BLOB NOT NULL)")
        for number, sealed in database.read(f"SELECT number, sealed FROM {table} ORDER BY number"):  # noqa: S608 - our own word
            self._restore(number, sealed)

    def _restore(self, number: object, sealed: object) -> None:
        if isinstance(number, int) and isinstance(sealed, bytes):
            try:
                account = msgspec.msgpack.decode(self._vault.open(sealed), type=Account)
            except (Unopenable, msgspec.MsgspecError):
                self._changed(number, None)  # of another key or another version: it is learned again
            else:
                self.people.restore(number, account)

    def _changed(self, number: int, account: Account | None) -> None:
        if account is None:
            self._database.write(f"DELETE FROM {self._table} WHERE number = ?", number)  # noqa: S608
        else:
            sealed = self._vault.seal(msgspec.msgpack.encode(account))
            self._database.write(f"INSERT OR REPLACE INTO {self._table} VALUES (?, ?)", number, sealed)  # noqa: S608
