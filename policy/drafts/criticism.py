"""Is the company criticised where a post names it (5.7)? That belongs to the owner's ear, not on social media.

Only what is plainly said *of* the company counts: a hard word behind its name (`... are useless`, `... underpays`) or a turning
away right before it (`avoid ...`, `never work for ...`). A hard word elsewhere in the post may speak of the exam.
"""

import re

PLAIN = str.maketrans("\u2019\u00a0\t", "'  ")  # one for one, so that places stay
FAR = 80  # characters around the name that are read
HARD = (
    r"a (?:joke|disgrace|shambles|scam|rip[- ]?off|con|nightmare|waste of (?:time|money))|appalling|atrocious|awful|badly run|"
    r"clueless|crap|crooks|disgraceful|disgusting|dishonest|dreadful|exploitative|frauds?|greedy|hopeless|horrendous|horrible|"
    r"incompetent|liars|overpriced|pathetic|poorly run|rip[- ]?offs?|rubbish|shambolic|shocking|terrible|the worst|thieves|"
    r"toxic|unprofessional|useless|vile"
)
IS = r"(?:'s| (?:is|are|was|were|seems?|has been|have been|can be|staff are|management is|bosses are))"
MORE = r"(?:(?:just|so|such|really|very|absolutely|totally|always|complete(?:ly)?|utter(?:ly)?|a bit|pretty|an?) ){0,3}"
DOES = (
    r"underpa(?:y|ys|id)|exploit(?:s|ed)?|rip(?:s|ped)? (?:off|\w+ off)|lied|lies? (?:to|about)|cheat(?:s|ed)?|scam(?:s|med)?|"
    r"(?:never|don't|doesn't|didn't|won't) pay|sucks?|stinks?|should be ashamed|"
    r"(?:ought to|should|needs? to) be (?:shut down|closed down|sued|reported)|let(?:s)? (?:\w+ ){0,2}down|"
    r"treats? (?:\w+ ){0,2}(?:badly|like (?:dirt|rubbish|slaves|idiots|nothing|machines|crap))"
)
AWAY = (
    r"avoid|boycott|steer clear of|stay (?:well )?away from|(?:ripped off|let down|underpaid|lied to|scammed|cheated) by|"
    r"(?<!not )(?<!never )(?:disappointed|disgusted|frustrated) (?:with|by|in|at)|"
    r"worst (?:employer|company|agency|tuition|tutors?|job)(?: ever)?[:,]?|"
    r"fed up (?:with|of)|sick of|hated?(?: working (?:for|at))?|can't stand|"
    r"(?:never|don't|do not) (?:use|trust|book|work (?:for|at))|"
    r"(?:never|don't|do not|wouldn't|would not|can't|cannot) recommend|shame on"
)
BEHIND = re.compile(rf"(?:{IS} {MORE}(?:{HARD})| (?:always |just |only |constantly )?(?:{DOES}))\b", re.IGNORECASE)
BEFORE = re.compile(rf"\b(?:{AWAY}) [#@]?(?:the )?\Z", re.IGNORECASE)
ENOUGH = re.compile(r"[^.!?\n]{0,60}\benough\b")  # one cannot recommend it enough


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The company's name with what is said of it; the name alone if that is nothing hard. `text`: in PLAIN letters."""
    before = None if ENOUGH.match(text, end, end + FAR) else BEFORE.search(text, max(0, start - FAR), start)
    behind = BEHIND.match(text, end, end + FAR)
    return before.start() if before else start, behind.end() if behind else end
