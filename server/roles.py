"""Who may do what in the office: one table, asked by every route (auth.py), shown in docs, tested route by route.

Who configures does not read cases: a registrar keeps the registry and never sees an incident; a DSL reads incidents and
cannot touch the registry, so nobody can change the record of whom a message went to. The policy's owner and its DSL are
one person, hence the owner holds every right. An auditor reads the log and the incidents and changes nothing.
An adviser is a browser without a guard: it has links and hashtags checked and reads nothing at all.
"""

from enum import StrEnum, auto


class Role(StrEnum):
    OWNER = auto()
    DSL = auto()
    REGISTRAR = auto()
    AUDITOR = auto()
    ADVISER = auto()


class Right(StrEnum):
    READ_PUPILS = auto()
    WRITE_PUPILS = auto()
    READ_TUTORS = auto()
    WRITE_TUTORS = auto()
    READ_EXEMPTIONS = auto()
    GRANT_EXEMPTIONS = auto()
    READ_DEVICES = auto()
    WRITE_DEVICES = auto()  # enrolment codes, revoking
    READ_INCIDENTS = auto()
    UNMASK = auto()  # the names behind an incident, each time written down
    READ_REPORTS = auto()  # what tutors report in their own words, but for what is about oneself (store/reports.py)
    READ_AUDIT = auto()
    READ_SETTINGS = auto()
    SET_HOSTS = auto()
    SET_POLICY = auto()  # modes, unchecked, hold_seconds and the like
    READ_REGISTERS = auto()  # verified sites, official accounts, pictures, what tutors ask
    WRITE_REGISTERS = auto()
    CHECK_POSTS = auto()  # links and hashtags, for a browser without a guard
    REVIEW = auto()
    IMPORT = auto()
    SELF = auto()  # one's own password and session


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.DSL: frozenset({
        Right.READ_PUPILS, Right.READ_TUTORS, Right.READ_EXEMPTIONS, Right.GRANT_EXEMPTIONS, Right.READ_DEVICES,
        Right.READ_INCIDENTS, Right.UNMASK, Right.READ_REPORTS, Right.READ_AUDIT, Right.READ_SETTINGS, Right.SET_POLICY,
        Right.READ_REGISTERS, Right.SELF,
    }),
    Role.REGISTRAR: frozenset({
        Right.READ_PUPILS, Right.WRITE_PUPILS, Right.READ_TUTORS, Right.WRITE_TUTORS, Right.READ_EXEMPTIONS,
        Right.READ_DEVICES, Right.WRITE_DEVICES, Right.READ_SETTINGS, Right.SET_HOSTS, Right.READ_REGISTERS,
        Right.WRITE_REGISTERS, Right.REVIEW, Right.IMPORT, Right.SELF,
    }),
    Role.AUDITOR: frozenset({Right.READ_INCIDENTS, Right.READ_AUDIT, Right.SELF}),
    Role.ADVISER: frozenset({Right.CHECK_POSTS}),
}  # fmt: skip


def may(role: Role, right: Right) -> bool:
    return right in RIGHTS[role]
