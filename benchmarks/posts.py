"""Drafts of posts as a British tutor might write them, made by a seed: no two alike, with links and hashtags of every kind."""

import random
from collections.abc import Iterator, Sequence
from itertools import count

import msgspec

from policy.drafts.draft import Draft
from policy.drafts.hashtags import tables
from policy.drafts.links import facts

LENGTH, LINKS, TAGS = 2_000, 5, 20
COMMON = 12_000  # words of the table, the commonest first, that posts are made of
PLATFORMS = (None, "x", "instagram", "facebook", "linkedin", "tiktok", "bluesky", "mastodon", "threads", "youtube")
TOPS = ("com", "co.uk", "org.uk", "uk", "org", "net", "io", "academy", "education", "shop", "xyz", "info", "de", "london")
OPENINGS = (
    "We are proud of {0} and {1}, who finished the {2} paper before the end of term.",
    "Our {0} workshop on Saturday is about {1} and {2}; bring a pencil and a calculator.",
    "Does your child find {0} hard? Start with {1}, then go on to {2} for ten minutes a day.",
    "Year 11: the {0} mock is on Monday, and {1} will be in it, so revise {2} this weekend!",
    "Thank you, Mrs {0}, for the kind words about {1} & {2}.",
    "A tip for {0}: write {1} first, check {2}, and don't leave a question out…",
    "New in {0}: places for GCSE {1} on Tuesdays at 5.30 pm (£{n} an hour). Ask about {2}.",
)
NAMES = ("Amelia", "Oliver", "Ava", "Noah", "Isla", "Aisha", "Mohammed", "Freya", "Siân", "Ewan", "Priya", "Harry")
HOSTS = (
    *("known", "known", "known", "places"),
    *("{0}{1}.{top}", "{0}{1}.{top}", "{0}{1}.{top}", "{0}-{1}.{top}", "{0}-{1}.{top}", "the{0}.{1}.{top}", "{0}.{top}"),
    *("{0}.{1}.sch.uk", "{0}-{1}.{free}", "{number}.{more}.{number}.{more}", "{0}ü{1}.de", "secure-{0}.{1}{more}.top"),
)
PATHS = (
    "",
    "/",
    "/about",
    "/news/{}",
    "/p/{}?ref={}&utm_source=post",
    "/watch?v={}",
    "/{}/{}.pdf",
    "/{}#top",
    "/go?url=https://{}.com/{}",
)


def lines(number: int, seed: int = 1) -> list[bytes]:
    """So many drafts, each as a line of JSON."""
    encoder, made = msgspec.json.Encoder(), drafts(seed)
    return [encoder.encode(next(made)) + b"\n" for _ in range(number)]


def drafts(seed: int = 1) -> Iterator[Draft]:
    """Drafts without an end, about LENGTH characters each."""
    chance = random.Random(seed)
    words = [word for word in list(tables.words())[:COMMON] if len(word) > 2]
    for number in count():
        text = post(chance, words)
        yield Draft(text, PLATFORMS[number % len(PLATFORMS)], "official" if number % 3 == 0 else "personal", "post")


def post(chance: random.Random, words: Sequence[str]) -> str:
    """Sentences, with the links among them and the hashtags at the end."""
    links = [link(chance, words) for _ in range(LINKS)]
    tags = " ".join(tag(chance, words) for _ in range(TAGS))
    room, said = LENGTH - len(tags) - sum(map(len, links)) - LINKS, ""
    while len(said) < room:
        said += sentence(chance, words) + chance.choice((" ", " ", " ", "\n\n"))
    parts = said[:room].split(" ")
    for one in links:
        parts.insert(chance.randrange(len(parts)), one)
    return f"{' '.join(parts)}\n{tags}"


def sentence(chance: random.Random, words: Sequence[str]) -> str:
    chosen = [chance.choice(NAMES) if chance.random() < 0.1 else chance.choice(words) for _ in range(3)]
    return chance.choice(OPENINGS).format(*chosen, n=chance.randint(20, 60))


def tag(chance: random.Random, words: Sequence[str]) -> str:
    """In capitals and small letters, all small, with a year, or one word."""
    chosen = [chance.choice(words) for _ in range(chance.choice((1, 2, 2, 3, 3, 4)))]
    match chance.randrange(6):
        case 0 | 1:
            return f"#{''.join(word.title() for word in chosen)}"
        case 2 | 3:
            return f"#{''.join(chosen)}"
        case 4:
            return f"#{'_'.join(chosen)}"
        case _:
            return f"#{''.join(chosen)}{chance.randint(1, 2030)}"


def link(chance: random.Random, words: Sequence[str]) -> str:
    path = chance.choice(PATHS).format(*(chance.choice(words) for _ in range(2)))
    return f"{chance.choice(('https://', 'https://', 'https://www.', 'http://', ''))}{host(chance, words)}{path}"


def host(chance: random.Random, words: Sequence[str]) -> str:
    """A well-known site, a school, a shortener, a free host, a number, or, mostly, a site that nobody knows."""
    form = chance.choice(HOSTS)
    if form in {"known", "places"}:
        return chance.choice(list(facts.table(form)))
    return form.format(
        chance.choice(words),
        chance.choice(words),
        top=chance.choice(TOPS),
        free=chance.choice(list(facts.table("hosting"))),
        number=chance.randint(1, 223),
        more=chance.randint(0, 255),
    )
