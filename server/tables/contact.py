"""Devices and what they report: incidents, health, and the log of all that happens."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from server.tables.columns import device, flag, metadata, moment, sealed, text, tutor

enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    Column("secret_hash", LargeBinary(32), primary_key=True),
    tutor(),
    moment("created_at"),
    moment("expires_at"),
    moment("used_at", nullable=True),
)

devices = Table(
    "devices",
    metadata,
    Column("id", String(32), primary_key=True),
    tutor(),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    text("label"),
    text("version", ""),
    moment("enrolled_at"),
    moment("last_seen"),
    Column("serial", Integer, nullable=False, server_default="0"),  # with epoch and digest: the ledger of what it holds
    Column("epoch", Integer, nullable=False, server_default="0"),
    Column("digest", LargeBinary(32)),
    text("state", "new"),
    Column("not_watching", JSON, nullable=False, server_default="[]"),
    moment("revoked_at", nullable=True),
)

lookups = Table(  # how many questions, never which
    "lookups",
    metadata,
    device(primary_key=True),
    Column("day", Integer, primary_key=True),  # counted from the enrolment
    Column("epoch", Integer, primary_key=True),
    Column("asked", Integer, nullable=False, server_default="0"),
    Column("renewal", Integer, nullable=False, server_default="0"),
    Column("names", Integer, nullable=False, server_default="0"),  # in drafts: they have a budget of their own
)

health = Table(
    "health",
    metadata,
    device(primary_key=True),
    Column("key", String(64), primary_key=True),
    text("kind"),
    text("platform", ""),
    text("detail", ""),
    moment("at"),
    Column("times", Integer, nullable=False, server_default="1"),
)


incidents = Table(
    "incidents",
    metadata,
    Column("id", String(32), primary_key=True),
    text("clause"),
    text("platform"),
    text("act"),
    Column("action", Integer, nullable=False),
    text("outcome"),
    text("standing"),
    Column("pupil", ForeignKey("pupils.ref", ondelete="SET NULL"), index=True),
    tutor(),
    device(),
    moment("first_at"),
    moment("last_at"),
    moment("received_at"),
    Column("times", Integer, nullable=False),
    sealed("reason"),
    flag("family"),
    Index("ix_incidents_received_at", "received_at"),
)

events = Table(  # what has been counted already: a device may send the same event any number of times
    "events",
    metadata,
    device(primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("incident", ForeignKey("incidents.id", ondelete="CASCADE"), nullable=False, index=True),
    moment("at"),
    Column("times", Integer, nullable=False),
)

log = Table(  # append-only, hash-chained: store/log.py
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    moment("at"),
    text("actor"),
    text("kind"),
    text("subject"),
    text("detail"),  # JSON
    Column("prev_hash", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Index("ix_log_subject", "subject"),
)
