"""What an answer taught us about people and conversations. Sightings live on the device and never leave it."""

import msgspec

from policy.account import Account
from policy.activity import Thread


class PersonSeen(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """Identifiers that belong to one person. Kept in memory only, unless the tutor has a thread with them."""

    account: Account


class SelfSeen(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """The tutor's own account: never looked up, never a pupil, subtracted from the members of a thread."""

    account: Account


class ThreadSeen(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """A conversation and its members. `complete`: these are all of them; `with_tutor`: the tutor is among them.

    Whether a thread is one-to-one follows from the number of the others alone, never from the form of an
    id: a "group" of the tutor and one pupil is one-to-one.

    `public`: a space of many, such as a server's channel or a large room, whose members are not listed (`people` is
    empty). What is sent there is never one-to-one, so the thread is not unknown and nobody is asked about it; what is
    received there is no contact. Platforms list thousands of them: they are kept in memory only, least recently used
    out first. A later sighting of the same thread with people in it takes its place.
    """

    thread: Thread
    people: tuple[Account, ...]
    complete: bool = True
    with_tutor: bool = False
    public: bool = False


class ThreadLeft(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """Somebody left the conversation, so that it may have become one-to-one."""

    thread: Thread
    account: Account


type Sighting = PersonSeen | SelfSeen | ThreadSeen | ThreadLeft
