"""From what is found in a hashtag to a verdict, and the sentences that explain it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache

import msgspec

from policy.drafts.hashtags import letters, reading, tables
from policy.drafts.hashtags.lexicon import Kind, Severity, entries
from policy.drafts.hashtags.reading import Find

SHOWN = 3  # approved hashtags that are offered
WHY = {
    "swearing": "a swear word",
    "sexual": "a sexual word",
    "hate": "a word of hate or extremism",
    "eating disorder": "a word that is used to promote eating disorders",
    "self-harm": "a word that is used around self-harm",
    "violence": "a word of violence or weapons",
    "drugs": "a word about drugs",
    "gambling": "a word about gambling",
    "cheating": "about work that is bought or leaked to cheat in examinations",
    "unprofessional": "unprofessional: follow-bait, drink, name-calling or contempt for pupils",
    "sexual or insulting": "on a public list of offensive words",
}


class Verdict(IntEnum):
    """The best is first; a hashtag gets the worst of what is found in it."""

    OK = 0
    CAUTION = 1
    INAPPROPRIATE = 2

    @property
    def word(self) -> str:
        return WORDS[self]


WORDS = tuple(verdict.name.lower() for verdict in Verdict)


class Tags(msgspec.Struct, frozen=True, cache_hash=True):
    """What the company decided about hashtags, as `letters.key` spells them; and names that no hashtag should tell."""

    approved: tuple[str, ...] = ()
    banned: frozenset[str] = frozenset()


class Judgement(msgspec.Struct, frozen=True):
    verdict: Verdict
    reasons: tuple[str, ...]


@lru_cache(maxsize=4096)
def judge(tag: str, tags: Tags = Tags()) -> Judgement:  # noqa: B008 - frozen and empty
    """The verdict on a hashtag, whatever stands around it. The company's own decision goes before everything else."""
    key = letters.key(tag)
    if key in _approved(tags):
        return Judgement(Verdict.OK, ("The company has approved this hashtag.",))
    if len(key) > reading.LONGEST:
        return Judgement(Verdict.CAUTION, ("It is longer than any platform links, and too long to be checked.",))
    spelt = letters.spelling(tag)
    if _banned(spelt, tags):
        return Judgement(Verdict.INAPPROPRIATE, ("The company does not allow this hashtag.", *_offer(spelt, tags)))
    finds = reading.read(spelt)
    if not finds:
        return Judgement(Verdict.OK, _fine(spelt))
    return _weighed(spelt, finds, tags)


def glance(tag: str, tags: Tags) -> Judgement:
    """The verdict on one hashtag among thousands: what the company decided, else a caution."""
    key = letters.key(tag)
    if key in _approved(tags) or key in tags.banned:
        return judge(tag, tags)
    return Judgement(Verdict.CAUTION, ("There are too many hashtags to look at each; this one was not read.",))


def _banned(spelt: letters.Spelling, tags: Tags) -> bool:
    return bool(tags.banned) and (spelt.key in tags.banned or spelt.whole in _wholes(tags))


@lru_cache(maxsize=8)
def _approved(tags: Tags) -> frozenset[str]:
    return frozenset(tags.approved)


@lru_cache(maxsize=8)
def _wholes(tags: Tags) -> frozenset[str]:
    return frozenset(map(letters.whole, tags.banned))


def _fine(spelt: letters.Spelling) -> tuple[str, ...]:
    kind = tables.allowed().get(spelt.whole)
    return (f"It is listed as harmless ({kind}).",) if kind else ()


def _weighed(spelt: letters.Spelling, finds: Sequence[Find], tags: Tags) -> Judgement:
    seen = frozenset((spelt.whole,) if spelt.whole in entries() else reading.seen(spelt))  # `d_i_c_k` is one word
    weights = [(_weight(find, finds, seen), find) for find in finds]
    verdict, worst = max(weights, key=lambda weight: weight[0])
    if verdict is Verdict.OK and worst.entry.kind is Kind.CODE:
        return Judgement(verdict, _fine(spelt))
    if verdict is Verdict.OK:
        return Judgement(
            verdict, (f"It speaks about {_named(worst)}, but with other words that make it awareness or teaching.",)
        )
    return Judgement(verdict, (*_sentences(worst, verdict), *_codes(seen.union(spelt.pieces)), *_offer(spelt, tags)))


def _weight(find: Find, finds: Sequence[Find], seen: frozenset[str]) -> Verdict:
    """How bad one find is in this tag."""
    entry = find.entry
    if entry.kind is Kind.TOPIC and seen & tables.context("aware"):
        return Verdict.CAUTION if entry.severity in {Severity.STRONG, Severity.STRONGEST} else Verdict.OK
    if entry.kind is Kind.CODE:
        return Verdict.OK
    if entry.severity is Severity.MILD or find.doubtful:
        return Verdict.CAUTION
    if entry.kind is Kind.ALONE and _more_is_said(finds, seen):
        return Verdict.INAPPROPRIATE if len({other.entry.form for other in finds}) > 1 or find.disguised else Verdict.CAUTION
    return Verdict.INAPPROPRIATE


def _more_is_said(finds: Sequence[Find], seen: frozenset[str]) -> bool:
    """Are there words beside the finds that may give them a harmless meaning? A year, or “what a”, gives none."""
    beside = seen - tables.context("filler") - {find.entry.form for find in finds}
    return any(not word.isdigit() for word in beside)


def _sentences(find: Find, verdict: Verdict) -> Iterator[str]:
    how = "It is a disguised spelling of" if find.disguised else "It contains"
    yield f"{how} {_named(find)}: {WHY[find.entry.category]}."
    if find.doubtful:
        yield "It can be read in a harmless way, too; others may not read it so."
    elif verdict is Verdict.CAUTION and find.entry.kind in {Kind.ALONE, Kind.WHOLE}:
        yield "The word has a harmless meaning, too; make sure that everybody will see that one."


def _named(find: Find) -> str:
    """The word that was found; a strong one with its middle hidden, since nobody needs to read it once more."""
    form = find.entry.form
    if find.entry.severity is Severity.MILD or not form.isalpha() or find.entry.kind in {Kind.TOPIC, Kind.FUZZY}:
        return f"“{form}”"
    return f"“{form[0]}{'*' * (len(form) - 2)}{form[-1]}”"


def _codes(seen: frozenset[str]) -> Iterator[str]:
    if any((entry := entries().get(word)) and entry.kind is Kind.CODE for word in seen):
        yield "A name in it is used as a code word, too."


def _offer(spelt: letters.Spelling, tags: Tags) -> Iterator[str]:
    """Approved hashtags to use instead, those that share a word with this one first."""
    if not tags.approved:
        return
    wording = _wording(tags)
    shared = Counter(number for word in {*reading.seen(spelt)} for number in wording.get(word, ()))
    near = sorted(shared, key=lambda number: (-shared[number], number))
    offered = dict.fromkeys((*near[:SHOWN], *range(len(tags.approved))[:SHOWN]))
    yield f"Approved hashtags: {', '.join(f'#{tags.approved[number]}' for number in [*offered][:SHOWN])}."


@lru_cache(maxsize=8)
def _wording(tags: Tags) -> Mapping[str, Sequence[int]]:
    """In which of the approved hashtags a word is, by their places in the list."""
    wording: dict[str, list[int]] = {}
    for number, tag in enumerate(tags.approved):
        for word in {*reading.seen(letters.spelling(tag))}:
            wording.setdefault(word, []).append(number)
    return wording
