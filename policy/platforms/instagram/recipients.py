"""To whom a request goes: the fields by which Instagram's clients, web and private, name recipients and threads.

`recipient_users=[[222,333]]` is one group, `[[222],[333]]` are two copies, and so is a flat list: of two readings the
stricter. The members of a thread, `recipient_igids` and `recipient_eimu_fbids`, are one group.
`forwarded_from_thread_id` and `profile_user_id` say what is sent, not to whom; they are not read.
"""

from collections.abc import Iterator, Mapping

import msgspec

from policy import formats
from policy.formats import AdapterDrift, Json, objects

type Name = int | str
type Names = list[list[Name] | Name] | Name | None  # a list also as JSON in a string: "[[222]]"


class Recipients(msgspec.Struct, frozen=True):
    """The fields of one object, at whatever depth it stood; what is not listed is skipped."""

    recipient_users: Names = None
    recipient_igids: Names = None
    recipient_eimu_fbids: Names = None
    other_user_fbid: Names = None
    thread_ids: Names = None
    thread_id: Names = None
    thread_fbid: Names = None
    thread_igid: Names = None
    ig_thread_igid: Names = None
    reel_id: Name | None = None
    media_id: Name | None = None
    reaction_status: str | None = None

    def groups(self) -> Iterator[list[str]]:
        """The people who get one copy together."""
        for names in (self.recipient_users, self.other_user_fbid):
            yield from _groups(names)
        for names in (self.recipient_igids, self.recipient_eimu_fbids):
            if members := list(_flat(names)):
                yield members

    def threads(self) -> Iterator[str]:
        for names in (self.thread_ids, self.thread_id, self.thread_fbid, self.thread_igid, self.ig_thread_igid):
            yield from _flat(names)

    def owner(self) -> str:
        """Whose story it is: `media_id` ends in the owner's id where it has two parts, `reel_id` is it, or a highlight's."""
        for text in (str(self.media_id or "").partition("_")[2], str(self.reel_id or "")):
            if text.isascii() and text.isdigit():
                return text
        return ""


def within(text: str) -> list[Recipients]:
    """The recipient fields of every object in JSON text, and of the JSON that a story reply writes into a string."""
    found = []
    for node in objects(formats.any_json(text)):
        found.append(of(node))
        if isinstance(inner := node.get("send_data"), str) and inner:
            found.extend(map(of, objects(formats.any_json(inner))))
    return found


def of(fields: Mapping[str, Json]) -> Recipients:
    """The recipient fields of one object or form. Raises AdapterDrift when they have another shape."""
    try:
        return msgspec.convert(fields, Recipients)
    except msgspec.ValidationError:
        raise AdapterDrift("recipients of another shape") from None


def _groups(names: Names) -> Iterator[list[str]]:
    for entry in _entries(names):
        group = entry if isinstance(entry, list) else [entry]
        if group:
            yield [str(name) for name in group]


def _flat(names: Names) -> Iterator[str]:
    for group in _groups(names):
        yield from group


def _entries(names: Names) -> list[list[Name] | Name]:
    if isinstance(names, str) and names.lstrip().startswith("["):
        names = formats.json(names, list[list[Name] | Name])
    if isinstance(names, list):
        return names
    return [] if names in {None, "", "null"} else [names]
