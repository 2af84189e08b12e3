"""The rules in force: one module each, listed here."""

from policy.rule import Rule
from policy.rules.cannot_check import cannot_check
from policy.rules.contact_received import contact_received
from policy.rules.friends_and_followers import friends_and_followers
from policy.rules.one_to_one import one_to_one

RULES: tuple[Rule, ...] = (one_to_one, friends_and_followers, contact_received, cannot_check)
