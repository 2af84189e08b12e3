"""What a file would change in the registry, said line by line."""

import msgspec

from server.sheet import Rejected
from server.store.entered import Parsed
from server.store.pupils import NewPupil, PupilChange


class Added(msgspec.Struct, frozen=True):
    line: int
    pupil: NewPupil


class Changed(msgspec.Struct, frozen=True):
    line: int
    ref: str
    change: PupilChange
    fields: tuple[str, ...]


class AccountAdded(msgspec.Struct, frozen=True):
    line: int
    new: Parsed


class AccountCompleted(msgspec.Struct, frozen=True):
    """An account that stands already, by its key, and what it is to be: an id learned, a handle renamed."""

    line: int
    key: str
    new: Parsed


class Plan(msgspec.Struct):
    """Filled while a file is compared; `ignored` names columns that the registry has no use for."""

    ignored: tuple[str, ...] = ()
    rejected: list[Rejected] = []
    new_pupils: list[Added] = []
    changed_pupils: list[Changed] = []
    new_accounts: list[AccountAdded] = []
    completed: list[AccountCompleted] = []
    unchanged: int = 0

    @property
    def empty(self) -> bool:
        return not (self.new_pupils or self.changed_pupils or self.new_accounts or self.completed)

    def counts(self) -> dict[str, int]:
        return {
            "pupils added": len(self.new_pupils),
            "pupils changed": len(self.changed_pupils),
            "accounts added": len(self.new_accounts),
            "accounts completed": len(self.completed),
            "accounts unchanged": self.unchanged,
            "rejected": len(self.rejected),
        }

    def lines(self) -> list[str]:
        """One sentence for each difference, in the file's order. Handles stay in the file: a terminal may be looked at."""
        said = [(item.line, f"rejected: {item.field}: {item.why}") for item in self.rejected]
        said += [(item.line, f"adds pupil {item.pupil.ref}") for item in self.new_pupils]
        said += [(item.line, f"changes pupil {item.ref}: {', '.join(item.fields)}") for item in self.changed_pupils]
        said += [(item.line, f"adds {_named(item.new)}") for item in self.new_accounts]
        said += [(item.line, f"completes {_named(item.new)}") for item in self.completed]
        notes = [f"columns not used: {', '.join(self.ignored)}"] if self.ignored else []
        return notes + [f"line {line}: {what}" for line, what in sorted(said)]


def _named(new: Parsed) -> str:
    return f"{new.account.platform} account of {new.pupil}"
