"""How much a name looks like those of phishing sites: a sum of weights, each the logarithm of the odds of one signal.

    score = sum of the weights (facts/links_weights.csv) of the signals (structure.py) that the host shows
    danger from DANGER on, caution from CAUTION on; on a free host from SITE_DANGER and SITE_CAUTION on

The lists have few honest sites on free hosts, the world has many (schools and tutors among them): so a free host alone counts
for HOSTING at most. It is enough for a caution, since anybody can publish there. Fragments of words count for FRAGMENTS at
most, which makes no name doubtful without another sign.

No weight is below zero, so a further sign of harm can never make a verdict better. `python -m benchmarks.links fit` made
the weights from dated public lists; `… measure` says how they do on a later list that they were not made from.
"""

import unicodedata
from collections.abc import Iterator

from policy.drafts.links import facts, idn, structure, suffixes
from policy.drafts.links.lookalike import EVERYDAY
from policy.drafts.links.suffixes import Parts
from policy.drafts.links.verdict import Remark, caution, danger

CAUTION, DANGER = 2.40, 3.90
SITE_CAUTION, SITE_DANGER = 1.75, 4.20
HOSTING, FRAGMENTS = 4.00, 2.00
MACHINES = (  # below these, programs give the names
    "amazonaws.com", "amazonaws.com.cn", "azurefd.net", "cdn77.org", "cloudfront.net", "elasticbeanstalk.com", "fastly.net",
    "myqcloud.com",
)  # fmt: skip
PLAIN = "name"
MISUSE = frozenset(("brand:1", "lures:1"))  # `hmrc-refund`: the two together are enough, however short the name is
WORDS = {
    "top": "names under .{} are often used for fraud",
    "hosting": "anybody can publish under {}",
    "digits": "there are many digits in the name",
    "hyphens": "there are several hyphens in the name",
    "long name": "the name is unusually long",
    "odd parts": "unusual words stand before the name of the site",
    "long part": "a long part stands before the name of the site",
    "lures": "it has words that fraudulent pages like to use",
    "switches": "letters and digits take turns",
    "consonants": "the letters do not make words",
    "strange": "the letters follow each other as in no common name",
    "brand": "it names {} but is not {}'s own site",
}


def judged(host: str, parts: Parts) -> Iterator[Remark]:
    """One remark, if the name looks bad enough, with what weighed most."""
    if parts.hosting.endswith(MACHINES):
        return
    if "xn--" in host:
        host = _spelt(host)
        parts = suffixes.parts(host)
    weights = facts.weights()
    seen = tuple(structure.signals(host, parts))
    shown = {signal: weights[signal] for signal in seen if signal in weights}
    doubtful, bad = (SITE_CAUTION, SITE_DANGER) if parts.hosting else (CAUTION, DANGER)
    misused = MISUSE.issubset(seen) and structure.brand(structure.chosen(host, parts), parts) not in EVERYDAY
    score = sum(shown.values())
    if score < doubtful and not misused:
        return
    score -= _above(shown, facts.INSIDE, FRAGMENTS) + _above(shown, "hosting", HOSTING)
    if score >= doubtful or misused:
        reason = f"The name looks like those of fraudulent sites: {'; '.join(_why(shown, host, parts))}."
        yield danger(reason) if score >= bad else caution(reason)


def _above(shown: dict[str, float], start: str, most: float) -> float:
    """By how much signals of one sort weigh more than they may together."""
    return max(0.0, sum(weight for signal, weight in shown.items() if signal.startswith(start)) - most)


def _spelt(host: str) -> str:
    """A host in another script as the weights can read it, who know the letters of English names only: without accents, and
    with a plain word in the place of what is still not ASCII.
    """
    given = host.split(".")
    *labels, _ = map(_letters, idn.unicode(host).split("."))
    spelt = (label if own.startswith("xn--") else own for own, label in zip(given, labels, strict=False))
    return ".".join((*spelt, given[-1]))


def _letters(label: str) -> str:
    """A label without accents."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", label) if not unicodedata.combining(char))
    return PLAIN if plain.startswith("xn--") or not plain.isascii() else plain


def _why(shown: dict[str, float], host: str, parts: Parts) -> Iterator[str]:
    """The three signs that weigh most, the rungs of a ladder taken together; a misused name is always among them."""
    sums: dict[str, float] = {}
    for signal, weight in shown.items():
        sign = signal.partition(":")[0].removeprefix("site ")
        sign = "lures" if sign in {"word", "inside"} else sign
        sums[sign] = sums.get(sign, 0.0) + weight
    for sign in sorted(sums, key=lambda name: (name != "brand", -sums[name], name))[:3]:
        yield WORDS[sign].format(*[_about(sign, host, parts)] * 2)


def _about(sign: str, host: str, parts: Parts) -> str:
    match sign:
        case "top":
            return parts.suffix.rpartition(".")[2]
        case "hosting":
            return parts.hosting
        case "brand":
            return structure.brand(structure.chosen(host, parts), parts)
        case _:
            return ""
