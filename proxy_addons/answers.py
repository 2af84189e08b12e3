"""The oracle's answers about people whom the tutor met: tag of an identifier → pseudonym, one set for each epoch.

Beside each lies the identifier itself, sealed: a new epoch needs it, to be asked again. Memory holds tags and pseudonyms.
"""

from collections.abc import Iterator, Mapping

from proxy_addons.database import Database
from proxy_addons.vault import Unopenable, Vault

NONE: Mapping[bytes, bytes] = {}


class Answers:
    """All answers, in memory and on the disk."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._epochs: dict[int, dict[bytes, bytes]] = {}
        database.table(
            "TABLE answers (epoch INTEGER NOT NULL, tag BLOB NOT NULL, pseudonym BLOB NOT NULL, sealed BLOB NOT NULL,"
            " PRIMARY KEY (epoch, tag)) WITHOUT ROWID"
        )
        for epoch, tag, pseudonym in database.read("SELECT epoch, tag, pseudonym FROM answers"):
            if isinstance(epoch, int) and isinstance(tag, bytes) and isinstance(pseudonym, bytes):
                self._epochs.setdefault(epoch, {})[tag] = pseudonym

    def of(self, epoch: int) -> Mapping[bytes, bytes]:
        return self._epochs.get(epoch, NONE)

    def keep(self, epoch: int, identifier: str, pseudonym: bytes) -> None:
        tag = self._vault.tag(identifier)
        self._epochs.setdefault(epoch, {})[tag] = pseudonym
        sealed = self._vault.seal(identifier.encode())
        self._database.write("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", epoch, tag, pseudonym, sealed)

    def unanswered(self, epoch: int) -> Iterator[str]:
        """The identifiers that were answered under another epoch and not yet under this one."""
        asked = set(self.of(epoch))
        for tag, sealed in list(self._database.read("SELECT tag, sealed FROM answers WHERE epoch != ?", epoch)):
            if tag not in asked and isinstance(tag, bytes) and isinstance(sealed, bytes):
                asked.add(tag)
                try:
                    yield self._vault.open(sealed).decode()
                except Unopenable:
                    continue  # damaged: this person is asked for when next met

    def forget_before(self, epoch: int) -> None:
        """Forget the answers of older epochs."""
        for old in [known for known in self._epochs if known < epoch]:
            del self._epochs[old]
            self._database.write("DELETE FROM answers WHERE epoch = ?", old)
