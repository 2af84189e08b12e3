"""What tells who or where somebody is without a name: telephone numbers, postcodes, a school with a year group (6.4).

Most drafts have none of them, so what each must have is looked for first: a nought or a plus, a digit before two letters at
the end of a word, the word for a school.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from policy.addresses import phone
from policy.clauses import Clause
from policy.drafts.draft import Draft, DraftFinding
from policy.drafts.evidence import Evidence
from policy.drafts.example import on

PHONE = re.compile(  # the first character stands first, so that a search passes over all others at once
    r"[+04](?<![\w+.,/-][+04])(?:(?<=\+)44|(?<=0)(?:044)?|(?<=4)4(?=[ ]?7))[ ]?(?:\(0\)[ ]?)?"
    r"(?:\(?\d{2,5}\)?[ .-]?)(?:\d[ .-]?){5,8}(?![\w/])"
)
PLAIN = {"\u00a0": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-", "\u2013": "-"} | {
    chr(0xFF10 + digit): str(digit) for digit in range(10)
}
NOT_PLAIN = re.compile(f"[{''.join(PLAIN)}]")
PRIVATE = ("+441", "+442", "+445", "+447")  # helplines and other numbers of firms start otherwise: 0800, 0808, 03, 084, 087
LENGTHS = {10, 11}  # digits of a British number without +44: nine or ten behind the zero
AREA = r"(?:[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRV-Y])|GIR|BFPO)"
POSTCODE = re.compile(  # in small letters, `1st` is no half of a postcode
    rf"\b(?:{AREA}[ \u00a0]{{0,2}}[0-9][ABD-HJLNP-UW-Z]{{2}}|"
    rf"{AREA.lower()}[ \u00a0]{{1,2}}(?!1st|2nd)[0-9][abd-hjlnp-uw-z]{{2}})\b"
)
AREA_NAME = re.compile(  # the areas that there are
    r"(?:AB|AL|BA?|BB|BD|BF|BFPO|BH|BL|BN|BR|BS|BT|BX|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC?|EH|EN|EX|FK|FY|"
    r"GL?|GIR|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA?|LD|LE|LL|LN|LS|LU|ME?|MK|ML|NE?|NG|NN|NP|NR|NW|OL|OX|"
    r"PA|PE|PH|PL|PO|PR|RG|RH|RM|SA?|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA?|WC|WD|WF|WN|WR|WS|WV|"
    r"YO|ZE)(?![A-Z])"
)
INWARD = re.compile(r"[0-9][A-Za-z]{2}\b")
LONGEST_OUTWARD = 6  # with two spaces
NUMBERS = "[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Tt]hirteen"
YEAR = re.compile(
    rf"\b(?:[Yy](?:ea)?r?[ -]?(?:1[0-3]|[1-9])(?:s|'s)?|[Yy]ear[ -](?:{NUMBERS})|[PS][1-7]|"
    r"[Rr]eception|[Ss]ixth[ -][Ff]orm(?:er)?|[KS]S[1-5])\b"
)
SCHOOLS = (
    *("Academy", "School", "College", "Grammar", "High", "Primary", "Secondary"),
    *("Infant", "Junior", "Prep", "Sixth Form", "Comp", "Comprehensive"),
)
SCHOOL = re.compile(  # `Y9 Oakfield Academy` begins behind the year
    rf"(?=[A-Z])\b(?!{YEAR.pattern})(?:[A-Z][\w'\u2019.-]{{0,30}}[ ](?:of[ ])?){{1,4}}(?:{'|'.join(SCHOOLS)}|Infants|Juniors)\b"
)
LESSONS = ("Khan Academy", "Oak National Academy")  # pages of lessons for everybody
OF_NO_NAME = {  # what is no school by itself: a Summer School, the High School
    *("The", "This", "That", "Our", "Your", "My", "Every", "Each"),
    *("Any", "New", "Old", "Back", "To", "From", "At", "In", "For"),
    *("High", "Grammar", "Primary", "Secondary", "Infant", "Junior"),
    *("Prep", "Middle", "Upper", "Lower", "Sixth", "Form", "Nursery"),
    *("Private", "State", "Independent", "Boarding", "Local", "Online", "Virtual", "Free"),
    *("Summer", "Easter", "Winter", "Spring", "Autumn", "Christmas"),
    *("Holiday", "Half", "Term", "Weekend", "Saturday", "Sunday", "Evening"),
    *("Revision", "Exam", "Homework", "Maths", "English", "Science", "Medical"),
    *("Art", "Law", "Drama", "Music", "Dance", "Business", "Language"),
}
NEAR = 120  # characters between a school and a year group that speak of one pupil
STOP = re.compile(r"[.!?\u2026][\"')\u2019\u201d]?\s|\n")  # another sentence speaks of something else
BESIDE = re.compile(r"[^\w\n]{0,4}")  # but a mere full stop between the two is no more than a comma
LEAVE_OUT = "Leave it out, or send it in private to those who need it."


def contact(draft: Draft, _: Evidence) -> Iterator[DraftFinding]:
    """Telephone numbers, postcodes, and a school together with a year group tell who is meant, even without a name."""
    for match in PHONE.finditer(NOT_PLAIN.sub(lambda found: PLAIN[found[0]], draft.text)):
        written = match[0].rstrip(" .-")
        number = phone(written)
        if number.startswith(PRIVATE) and len(number) - 2 in LENGTHS:
            opened = written.count(")") > written.count("(") and draft.text[match.start() - 1 : match.start()] == "("
            yield _finding(draft, match.start() - opened, match.start() + len(written), "This is a British telephone number.")
    for match in _postcodes(draft.text):
        yield _finding(draft, match.start(), match.end(), "This is a British postcode: it tells a street.")
    yield from _schooled(draft)


def _postcodes(text: str) -> Iterator[re.Match[str]]:
    last = 0
    for inward in INWARD.finditer(text):
        match = POSTCODE.search(text, max(last, inward.start() - LONGEST_OUTWARD), inward.end())
        if match and match.end() == inward.end() and AREA_NAME.match(match[0].upper()):
            last = match.end()
            yield match


def _schooled(draft: Draft) -> Iterator[DraftFinding]:
    """A school and a year group near each other; each school once, with the year group that is nearest."""
    if not any(word in draft.text for word in SCHOOLS):
        return
    years = list(YEAR.finditer(draft.text))
    ends = [year.end() for year in years]
    for school in SCHOOL.finditer(draft.text):
        if OF_NO_NAME.issuperset(school[0].split()[:-1]) or school[0].endswith(LESSONS):
            continue
        first = bisect_left(ends, school.start())  # years before it are further away, but the last of them
        last = bisect_left(years, school.end(), key=re.Match.start)
        near = [year for year in years[max(0, first - 1) : last + 1] if _of_one(draft.text, school, year)]
        if near:
            year = min(near, key=lambda one: max(one.start() - school.end(), school.start() - one.end()))
            start, end = min(school.start(), year.start()), max(school.end(), year.end())
            yield _finding(draft, start, end, "A school and a year group together can tell which pupil is meant.")


def _of_one(text: str, school: re.Match[str], year: re.Match[str]) -> bool:
    """Do a school and a year group stand so near in one sentence, or beside each other, that they may speak of one pupil?"""
    start, end = min(school.end(), year.end()), max(school.start(), year.start())
    if start > end or end - start > NEAR:
        return False
    return not STOP.search(text, start, end) or BESIDE.fullmatch(text, start, end) is not None


def _finding(draft: Draft, start: int, end: int, reason: str) -> DraftFinding:
    return DraftFinding(Clause.PRIVACY, "contact", "caution", draft.text[start:end], (start, end), (reason, LEAVE_OUT))


FACTS: tuple[str, ...] = ()
EXAMPLES = (
    on("personal", "Ring me on 07700 900123", (Clause.PRIVACY, "caution", "07700 900123")),
    on("official", "We meet near SW1A 1AA", (Clause.PRIVACY, "caution", "SW1A 1AA")),
    on("personal", "my Y9 pupil at Example Academy", (Clause.PRIVACY, "caution", "Y9 pupil at Example Academy")),
    on("official", "Year 11 maths revision: 2,000 places, page 07"),
)
