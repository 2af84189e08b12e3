"""Tone of what speaks for the company: on its own accounts, and on personal ones where it is named (4.2.3, 5.10)."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from policy.clauses import Clause
from policy.drafts.company import named
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Evidence
from policy.drafts.example import on
from policy.drafts.hashtags import letters, tables
from policy.drafts.hashtags.judgement import WHY
from policy.drafts.hashtags.lexicon import Entry, Kind, Severity, entries, fitting
from policy.drafts.sayings import sayings

SIGNS = "#@\uff03"  # a hashtag or an account is no word of the post; they have checks of their own
WORD = re.compile(  # most are nothing but letters, which is quickly seen
    rf"[{SIGNS}]?(?:[^\W_]{{1,40}}+(?![\w*@$!'\u2019])|[^\W_](?:[^\W_]|[*@$!'\u2019](?=[^\W_*]|\*)){{0,40}})"
)
APART = re.compile(r"[ .\u00a0-]{1,3}")  # what may stand between the words of one name
SHOUTED = re.compile(r"\b[A-Z]{2,}(?:[^\w\n]{1,3}[A-Z]{2,}){3,}\b")
LEAST_LETTERS = 12  # of words; a row of abbreviations is no shouting
LONG = 6  # letters: no abbreviation is so long
DOUBLE = re.compile(r"([^|])\1+")
NOT_SPELT = re.compile(r"[^a-z0-9@$!|]+")
COARSE = str.maketrans("0345678@$!19lcxvwzqp", "oeasgtbasiigikkuusgf", "h")  # see letters.LEET and letters.LIKENESSES
CALLED = frozenset({"a", "an", "absolute", "another", "big", "complete", "massive", "such", "total", "utter", "what"})
SPOKEN = frozenset({Kind.ANYWHERE, Kind.WORD, Kind.ALONE})
RUDE = frozenset({"swearing", "hate", "unprofessional"})  # mild words of other kinds are everyday words


def tone(draft: Draft, evidence: Evidence) -> Iterator[DraftFinding]:
    """What speaks for the company does not swear, insult, shout or beg for followers."""
    if draft.account == "official":
        yield from _said(draft.text)
    elif evidence.company.names and (found := tuple(_said(draft.text))) and named(draft, evidence):
        yield from found


def _said(text: str) -> Iterator[DraftFinding]:
    words = dict.fromkeys(WORD.findall(text))
    yield from _rude(text, words)
    yield from _said_together(text, words)
    yield from _shouted(text)


def _rude(text: str, words: Iterable[str]) -> Iterator[DraftFinding]:
    """Nearly every draft is done with once each of its words was looked at."""
    rude = {word: entry for word in _suspects(words) if (entry := spoken(word))}
    said = list(WORD.finditer(text)) if rude else []
    read = cache(letters.whole)
    for at, match in enumerate(said):
        if (entry := rude.get(match[0])) and not (_of_a_name(text, said, at, read) or _first_name(text, said, at, entry)):
            milder = entry.severity is Severity.MILD or entry.kind is Kind.ALONE  # in a post it never stands alone
            verdict = "caution" if milder else "inappropriate"
            reason = f"This is {WHY[entry.category]}; the post speaks for the company."
            yield DraftFinding(Clause.CONTENT, "tone", verdict, match[0], match.span(), (reason,))


def _said_together(text: str, words: Collection[str]) -> Iterator[DraftFinding]:
    for saying in sayings(text, words):
        reason = f"This is {WHY[saying.category]}; the post speaks for the company."
        span = (saying.start, saying.end)
        yield DraftFinding(Clause.CONTENT, "tone", "caution", text[saying.start : saying.end], span, (reason,))


def _of_a_name(text: str, said: Sequence[re.Match[str]], at: int, read: Callable[[str], str]) -> bool:
    """Is the word a part of something harmless of two or three words: Moby Dick, a blue tit?"""
    runs = (said[first : first + length] for length in (2, 3) for first in range(max(0, at - length + 1), at + 1))
    return any(
        "".join([read(word[0]) for word in run]) in tables.allowed()
        and all(APART.fullmatch(text, one.end(), two.start()) for one, two in pairwise(run))
        for run in runs
    )


def _first_name(text: str, said: Sequence[re.Match[str]], at: int, entry: Entry) -> bool:
    """Is the word a name or the beginning of one (Dick Smith, the Cock Inn), and not `What a Dick`?"""
    if entry.kind is not Kind.ALONE or at + 1 == len(said) or not (said[at][0].istitle() and said[at + 1][0].istitle()):
        return False
    called = at > 0 and said[at - 1][0].lower() in CALLED
    return not called and text[said[at].end() : said[at + 1].start()] == " " and spoken(said[at + 1][0]) is None


def _shouted(text: str) -> Iterator[DraftFinding]:
    for match in SHOUTED.finditer(text):
        words = re.findall(r"[A-Z]+", match[0])
        if sum(len(word) for word in words if _pronounced(word.lower())) >= LEAST_LETTERS:
            reason = "Whole sentences in capitals read as shouting; the post speaks for the company."
            yield DraftFinding(Clause.CONTENT, "tone", "caution", match[0], match.span(), (reason,))


def _pronounced(word: str) -> bool:
    """Is it a word, and no abbreviation (GCSE, AQA, SATS)?"""
    return word not in tables.context("abbreviation") and (len(word) >= LONG or word in tables.words())


def _suspects(words: Iterable[str]) -> Iterator[str]:
    """The words that may be a listed one: all that are the same, when they are spelt as coarsely as no disguise survives.

    All are spelt so at once, in one string: looking at each of the thousands of words of a long text takes many times as long.
    """
    said = [word for word in words if word[0] not in SIGNS]
    known = _known()
    for word, spelt in zip(said, _coarsely("|".join(said)).split("|"), strict=bool(said)):
        if spelt in known or "*" in word:
            yield word


def _coarsely(words: str) -> str:
    """Words between bars, spelt alike whenever `letters.undisguised` may lead from one to the other."""
    return DOUBLE.sub(r"\1", NOT_SPELT.sub("", letters.plain(words).lower()).translate(COARSE))


@cache
def _known() -> frozenset[str]:
    return frozenset(_coarsely(form) for form, entry in entries().items() if entry.kind in SPOKEN)


@lru_cache(maxsize=16_384)
def spoken(word: str) -> Entry | None:
    """The listed word that this word is, or is a disguise of (`sh*t`, `b0llocks`)."""
    spelt = letters.whole(word)
    entry = entries().get(spelt) or (None if spelt in tables.words() else _disguised(spelt))
    if entry is None or entry.kind not in SPOKEN:
        return None
    return entry if entry.category in RUDE or entry.severity is not Severity.MILD else None


def _disguised(spelt: str) -> Entry | None:
    starred = "*" in spelt and sum(map(str.isalpha, spelt)) > 1
    found = fitting(spelt) if starred else map(entries().get, letters.undisguised(spelt))
    return next((entry for entry in found if entry and entry.kind in SPOKEN and entry.severity is not Severity.MILD), None)


FACTS = ("hashtag_allowed", "hashtag_lexicon", "hashtag_listed", "hashtag_words", "look_alikes")
EXAMPLES = (
    on("official", "A damn hard exam", (Clause.CONTENT, "caution", "damn")),
    on("official", "Bloody hell, that was hard", (Clause.CONTENT, "caution", "Bloody hell")),
    on("personal", "Example Tutors is b0llocks", (Clause.CONTENT, "inappropriate", "b0llocks")),
    on("official", "FOLLOW US NOW FOR MORE TIPS", (Clause.CONTENT, "caution", "FOLLOW US NOW FOR MORE TIPS")),
    on("official", "We teach GCSE and A level maths"),
    on("official", "Next week: Moby-Dick, by Herman Melville"),
    on("official", "GCSE MATHS: AQA OCR EDEXCEL WJEC"),
    on("official", "Bloody Sunday and Bloody Mary: two lessons in history"),
    on("personal", "A damn hard exam"),
)
