"""What is rude only as words together (`bloody hell`), or as letters set apart (`f u c k`): looked for in posts.

Each of the words is harmless alone: the Bloody Assizes, thick paper. So is `shut up` within a sentence, where people are
shut up in towers.
"""

import re
from collections.abc import Collection, Iterator

import msgspec

BLOODY = r"hell|good|hard|awful|useless|annoying|ridiculous|stupid|well|brilliant|nightmare|kids|parents|exams?|homework|ofsted"
PUPILS = r"kids?|pupils?|students?|children|parents?|tutees?|mums?|dads?"
HIDDEN = "***"
SAYINGS = tuple(  # a text is searched for those only of which it has a word
    (frozenset(words.split()), category, re.compile(form, re.IGNORECASE))
    for words, category, form in (
        ("bloody", "swearing", rf"\bbloody (?:{BLOODY})\b"),
        ("shut", "swearing", r"(?:(?<=[.!?\n] )|(?<![^\n]))(?:oh |just )?shut (?:up|your (?:gob|mouth|face|trap))\b"),
        ("balls ass arse", "swearing", r"\bsuck(?:s|ing)? (?:balls|ass|arse)\b"),
        ("f s c", "swearing", r"(?<!\w)(?:f([ .])u\1c\1k|s([ .])h\2i\2t|c([ .])u\3n\3t)(?!\w)"),
        (HIDDEN, "swearing", r"(?<![\w*])[bcfstw]\*{3,}(?:ing|ed|er|s)?(?![\w*])"),
        ("gay", "hate", r"\b(?:that's|that is|this is|you're|it's) so gay\b"),
        ("came", "hate", r"\b(?:send|sent|go|get) (?:\w{1,12} ){0,3}back (?:to )?where (?:they|you) came from\b"),
        (
            "stupid thick dumb pathetic moronic idiotic",
            "unprofessional",
            rf"\b(?<!no )(?:stupid|thick|dumb|pathetic|moronic|idiotic) (?:{PUPILS})\b",
        ),
    )
)
SPARKS = {form: word for words, _, _ in SAYINGS for word in words for form in (word, word.title(), word.upper())}
CURLY, STRAIGHT = "\u2019'"  # one for one, so that places stay


class Saying(msgspec.Struct, frozen=True):
    """Where in a text something rude is said, and of which category it is."""

    start: int
    end: int
    category: str


def sayings(text: str, words: Collection[str]) -> Iterator[Saying]:
    """Every one in a text that has these words, those of one form after the other."""
    lit = {word for form, word in SPARKS.items() if form in words}
    if HIDDEN in text:
        lit.add(HIDDEN)
    plain = text.replace(CURLY, STRAIGHT) if lit else ""
    for sparks, category, form in SAYINGS if lit else ():
        if not sparks.isdisjoint(lit):
            for match in form.finditer(plain):
                yield Saying(match.start(), match.end(), category)
