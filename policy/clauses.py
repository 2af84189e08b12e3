"""The policy's clauses: the only place where their numbers appear."""

from enum import StrEnum


class Clause(StrEnum):
    """A clause that software decides something about; the value is its number in the policy."""

    OFFICIAL_ACCOUNTS = "4.2.1"
    CONTENT = "4.2.3"
    PUPIL_PHOTOS = "4.2.4"
    LINKS_AND_HASHTAGS = "4.2.7"
    ONE_TO_ONE = "5.1"
    FRIENDS_AND_FOLLOWERS = "5.2"
    PAST_PUPILS = "5.3"
    CONTACT_RECEIVED = "5.4"
    MENTIONS = "5.7"
    PUPIL_IMAGES = "5.8"
    COPYRIGHT = "5.12"
    SENSITIVE = "6.1"
    CONFIDENTIAL = "6.2"
    LOGO = "6.3"
    PRIVACY = "6.4"

    @property
    def heading(self) -> str:
        return TITLES[self]


TITLES = {
    Clause.OFFICIAL_ACCOUNTS: "Accounts that carry the company's name are the company's own",
    Clause.CONTENT: "Content is professional wherever the company is named",
    Clause.PUPIL_PHOTOS: "No picture of pupils without consent, and first names only",
    Clause.LINKS_AND_HASHTAGS: "Links and hashtags are appropriate, safe and verified",
    Clause.ONE_TO_ONE: "No one-to-one contact with pupils on social media",
    Clause.FRIENDS_AND_FOLLOWERS: "No friending or following of pupils, or of ex-pupils under 18",
    Clause.PAST_PUPILS: "Contact with past pupils over 18 is not advised",
    Clause.CONTACT_RECEIVED: "Contact from a pupil is reported to the safeguarding lead",
    Clause.MENTIONS: "Company, colleagues, pupils and parents are not mentioned on personal accounts",
    Clause.PUPIL_IMAGES: "No pictures of pupils on unofficial accounts",
    Clause.COPYRIGHT: "Pictures and texts of others are used with their leave",
    Clause.SENSITIVE: "Sensitive matters are not discussed on social sites",
    Clause.CONFIDENTIAL: "Nothing confidential is published",
    Clause.LOGO: "The logo is used with the owner's written permission",
    Clause.PRIVACY: "The privacy of tutors, pupils and parents is kept",
}
