"""The people of the rules' own examples; nobody real. The rules' tests are made from them."""

from policy.account import Account
from policy.activity import Thread
from policy.standing import Match, Standing

PUPIL = Account("instagram", id="222", handle="pupil_one")
OTHER_PUPIL = Account("instagram", id="223", handle="pupil_two")
LEFT_MINOR = Account("instagram", id="224", handle="left_minor")
LEFT_ADULT = Account("instagram", id="225", handle="left_adult")
FAMILY = Account("instagram", id="226", handle="my_niece")
STRANGER = Account("instagram", id="333", handle="stranger")
NEVER_SEEN = Account("instagram", id="999")
THREAD = Thread("instagram", ("340282366841710300949128000000000000001",))

STANDINGS = {
    PUPIL: Match(Standing.CURRENT, b"pupil-one-pseudo"),
    OTHER_PUPIL: Match(Standing.CURRENT, b"pupil-two-pseudo"),
    LEFT_MINOR: Match(Standing.LEFT_MINOR, b"left-minor-pseud"),
    LEFT_ADULT: Match(Standing.LEFT_ADULT, b"left-adult-pseud"),
    FAMILY: Match(Standing.CURRENT, b"my-niece-pseudon", family=True),
}
UNCHECKED = frozenset({NEVER_SEEN})
