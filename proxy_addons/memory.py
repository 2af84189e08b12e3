"""People by any of their identifiers: what two answers said about one person comes together here, in memory only.

A person has at most one id, for ever; the handle may change and may then belong to somebody else; inner ids (`also`) are
as lasting as the id. So: two accounts are one person when they share an identifier and do not have two different ids;
if they do, the identifier has changed hands and the newer one keeps it.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator

import msgspec

from policy.account import Account

LIMIT = 20_000


class Memory:
    """A bounded store of people, the least recently used forgotten first.

    `changed` hears of every person that is new, differs or was forgotten (None), by a number that stays the person's.
    """

    def __init__(
        self, limit: int = LIMIT, changed: Callable[[int, Account | None], None] = lambda _number, _account: None
    ) -> None:
        self._limit = limit
        self._changed = changed
        self._people: OrderedDict[int, Account] = OrderedDict()
        self._index: dict[str, int] = {}
        self._next = 1

    def __len__(self) -> int:
        return len(self._people)

    def restore(self, number: int, account: Account) -> None:
        """Put back what was learned before; nobody is told."""
        self._put(number, account)
        self._next = max(self._next, number + 1)

    def find(self, account: Account) -> Account | None:
        """The same person as they are remembered."""
        number = self._number(account)
        if number is None:
            return None
        self._people.move_to_end(number)
        return self._people[number]

    def joined(self, account: Account) -> Account:
        """The account with what is remembered of the same person; what it says itself counts for newer."""
        known = self.find(account)
        return account if known is None or known == account else known.joined(account)

    def named(self, platform: str, value: str) -> Account | None:
        """The person of whom this is an inner id, of whatever kind."""
        number = self._index.get(_inner(platform, value))
        return None if number is None else self._people[number]

    def everybody(self) -> Iterator[Account]:
        return iter(tuple(self._people.values()))

    def release(self, account: Account) -> None:
        """Take from others what belongs to this account, without remembering the account itself."""
        for number in self._touched(account):
            if not _one_person(self._people[number], account):
                self._strip(number, account)

    def learn(self, account: Account) -> Account:
        """Remember an account, joined with what is remembered of the same person."""
        known = self.find(account)
        if known is not None and known.joined(account) == known:
            return known
        return self._joined(account)

    def _joined(self, account: Account) -> Account:
        person, same = account, []
        for number in self._touched(account):
            other = self._people[number]
            if _one_person(other, person):
                person = other.joined(person)
                same.append(number)
            else:
                self._strip(number, account)
        for number in same[1:]:
            self._drop(number)
        self._store(same[0] if same else self._new(), person)
        while len(self._people) > self._limit:
            self._drop(next(iter(self._people)))
        return person

    def _number(self, account: Account) -> int | None:
        for key in _ranked(account):
            number = self._index.get(key)
            if number is not None and _one_person(self._people[number], account):
                return number
        return None

    def _touched(self, account: Account) -> list[int]:
        """Everybody who has one of its identifiers, by the rank of the identifier."""
        numbers = (self._index.get(key) for key in _ranked(account))
        return list(dict.fromkeys(number for number in numbers if number is not None))

    def _strip(self, number: int, account: Account) -> None:
        """Take from somebody what now belongs to another account."""
        person = self._people[number]
        also = tuple(inner for inner in person.also if inner not in account.also)
        handle = "" if person.handle == account.handle else person.handle
        rest = Account(person.platform, person.id, handle, also)
        if rest.keys:
            self._store(number, rest)
        else:
            self._drop(number)

    def _new(self) -> int:
        self._next += 1
        return self._next - 1

    def _store(self, number: int, person: Account) -> None:
        self._put(number, person)
        self._changed(number, person)

    def _put(self, number: int, person: Account) -> None:
        self._unindex(number)
        self._people[number] = person
        self._people.move_to_end(number)
        self._index.update(dict.fromkeys(_indexed(person), number))

    def _drop(self, number: int) -> None:
        self._unindex(number)
        del self._people[number]
        self._changed(number, None)

    def _unindex(self, number: int) -> None:
        if person := self._people.get(number):
            for key in _indexed(person):
                if self._index.get(key) == number:
                    del self._index[key]


def _one_person(one: Account, other: Account) -> bool:
    return not (one.id and other.id and one.id != other.id)


def _ranked(account: Account) -> Iterator[str]:
    """The identifiers, the lasting ones first."""
    if account.id:
        yield account.id_key
    for inner in account.also:
        yield f"{account.platform}:{inner}"
    if account.handle:
        yield account.handle_key


def _indexed(account: Account) -> Iterator[str]:
    yield from _ranked(account)
    for inner in account.also:
        yield _inner(account.platform, inner.partition(":")[2])


def _inner(platform: str, value: str) -> str:
    return f"{platform}::{value}"


def named_once(account: Account) -> Account:
    """The account by its most lasting identifier alone: how a thread refers to a member."""
    if account.id:
        return Account(account.platform, account.id)
    if account.also:
        return msgspec.structs.replace(account, handle="", also=account.also[:1])
    return account
