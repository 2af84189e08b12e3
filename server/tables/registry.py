"""Pupils, their accounts, tutors and what devices propose about accounts."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table

from server.tables.columns import device, flag, metadata, moment, pupil, sealed, text, tutor

pupils = Table(
    "pupils",
    metadata,
    Column("ref", String(64), primary_key=True),
    text("status"),  # current | left
    sealed("date_of_birth"),
    Column("left_on", Date),
    flag("vulnerable"),  # treated like a minor (policy 2.2)
    sealed("names"),  # JSON: first and last name, what they are called, guardians, consent
    moment("created_at"),
    moment("updated_at"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(32), primary_key=True),
    pupil(),
    text("platform"),
    sealed("handle"),
    sealed("account_id"),
    sealed("as_entered"),
    text("source"),  # admin | import | guard
    text("confirmed_by", ""),
    Column("confirmed_on", Date),
    moment("created_at"),
    moment("updated_at"),
)

pseudonyms = Table(  # what the oracle says of an account: how a device's word is traced back to it
    "pseudonyms",
    metadata,
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("epoch", ForeignKey("epochs.epoch"), primary_key=True),
    Column("id_pseudonym", LargeBinary(16)),
    Column("handle_pseudonym", LargeBinary(16)),
    Index("ix_pseudonyms_epoch_id_pseudonym", "epoch", "id_pseudonym"),  # not unique: siblings may share an account
    Index("ix_pseudonyms_epoch_handle_pseudonym", "epoch", "handle_pseudonym"),
)

tutors = Table(
    "tutors",
    metadata,
    Column("ref", String(64), primary_key=True),
    sealed("name"),
    sealed("key", nullable=False),  # 32 bytes: finds the tutor's family exemptions in the roster
    moment("created_at"),
)

names = Table(  # what devices hold of the names of people: nothing that could be traced back to one
    "names",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("epoch", ForeignKey("epochs.epoch"), nullable=False),
    pupil(nullable=True),
    Column("tutor", ForeignKey("tutors.ref", ondelete="CASCADE"), nullable=True, index=True),
    Column("role", Integer, nullable=False),  # policy/names.py
    Column("prefix", LargeBinary(5), nullable=False),
)

exemptions = Table(
    "exemptions",
    metadata,
    Column("id", String(32), primary_key=True),
    tutor(),
    pupil(),
    text("relation"),
    Column("clauses", JSON, nullable=False),
    text("granted_by"),
    moment("granted_at"),
    Column("review_on", Date, nullable=False),
    moment("ended_at", nullable=True),
)

reviews = Table(  # what devices saw of registered handles: proposals, never changes
    "reviews",
    metadata,
    device(primary_key=True),
    Column("key", String(64), primary_key=True),
    text("kind"),  # learn | reused
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True),
    sealed("seen_id"),
    moment("at"),
    text("state", "open"),  # open | accepted | dismissed
    text("decided_by", ""),
)
