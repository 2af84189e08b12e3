"""The policy's clauses: the only place where their numbers appear."""

from enum import StrEnum


class Clause(StrEnum):
    """A clause that software decides something about; the value is its number in the policy."""

    ONE_TO_ONE = "5.1"
    FRIENDS_AND_FOLLOWERS = "5.2"
    PAST_PUPILS = "5.3"
    CONTACT_RECEIVED = "5.4"

    @property
    def heading(self) -> str:
        return TITLES[self]


TITLES = {
    Clause.ONE_TO_ONE: "No one-to-one contact with pupils on social media",
    Clause.FRIENDS_AND_FOLLOWERS: "No friending or following of pupils, or of ex-pupils under 18",
    Clause.PAST_PUPILS: "Contact with past pupils over 18 is not advised",
    Clause.CONTACT_RECEIVED: "Contact from a pupil is reported to the safeguarding lead",
}
