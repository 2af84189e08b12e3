"""The office's tables, one schema object for queries, migrations and tests.

Moments are Unix seconds, days are dates; kinds and states are words, not database enums, so that a new one needs no
migration. A column with `sealed=True` in its info holds only what server/vault.py sealed: names, handles, ids, dates of
birth, reasons and keys never stand in the database in clear. The rows' own keys are therefore no identifiers either:
`pupils.ref` is the company's reference, everything else is random.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _sealed(name: str, *, nullable: bool = True) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=nullable, info={"sealed": True})


def _moment(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


def _text(name: str, default: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=false())


def _pupil(*, nullable: bool = False) -> Column[str]:
    return Column("pupil", ForeignKey("pupils.ref", ondelete="CASCADE"), nullable=nullable, index=True)


def _tutor() -> Column[str]:
    return Column("tutor", ForeignKey("tutors.ref"), nullable=False, index=True)


def _device(*, primary_key: bool = False) -> Column[str]:
    return Column("device", ForeignKey("devices.id"), nullable=False, primary_key=primary_key)


# -- the registry ------------------------------------------------------------------------------------------------------

pupils = Table(
    "pupils",
    metadata,
    Column("ref", String(64), primary_key=True),
    _text("status"),  # current | left
    _sealed("date_of_birth"),
    Column("left_on", Date),
    _flag("vulnerable"),  # treated like a minor (policy 2.2)
    _sealed("names"),  # JSON of first and last name
    _moment("created_at"),
    _moment("updated_at"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(32), primary_key=True),
    _pupil(),
    _text("platform"),
    _sealed("handle"),
    _sealed("account_id"),
    _sealed("as_entered"),
    _text("source"),  # admin | import | guard
    _text("confirmed_by", ""),
    Column("confirmed_on", Date),
    _moment("created_at"),
    _moment("updated_at"),
)

pseudonyms = Table(  # what the oracle says of each identifier: how a device's word is traced back to an account
    "pseudonyms",
    metadata,
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(8), primary_key=True),  # id | handle
    Column("epoch", ForeignKey("epochs.epoch"), primary_key=True),
    Column("pseudonym", LargeBinary(16), nullable=False),
    Index("ix_pseudonyms_epoch_pseudonym", "epoch", "pseudonym"),  # not unique: siblings may share an account
)

tutors = Table(
    "tutors",
    metadata,
    Column("ref", String(64), primary_key=True),
    _sealed("name"),
    _sealed("key", nullable=False),  # 32 bytes: finds the tutor's family exemptions in the roster
    _moment("created_at"),
)

exemptions = Table(
    "exemptions",
    metadata,
    Column("id", String(32), primary_key=True),
    _tutor(),
    _pupil(),
    _text("relation"),
    Column("clauses", JSON, nullable=False),
    _text("granted_by"),
    _moment("granted_at"),
    Column("review_on", Date, nullable=False),
    _moment("ended_at", nullable=True),
)

reviews = Table(  # what devices saw of registered handles: proposals, never changes
    "reviews",
    metadata,
    _device(primary_key=True),
    Column("key", String(64), primary_key=True),
    _text("kind"),  # learn | reused
    Column("account", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    _sealed("seen_id"),
    _moment("at"),
    _text("state", "open"),  # open | accepted | dismissed
    _text("decided_by", ""),
)

# -- devices -----------------------------------------------------------------------------------------------------------

enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    Column("secret_hash", LargeBinary(32), primary_key=True),
    _tutor(),
    _moment("created_at"),
    _moment("expires_at"),
    _moment("used_at", nullable=True),
)

devices = Table(
    "devices",
    metadata,
    Column("id", String(32), primary_key=True),
    _tutor(),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    _text("label"),
    _text("version", ""),
    _moment("enrolled_at"),
    _moment("last_seen"),
    Column("serial", Integer, nullable=False, server_default="0"),  # with epoch and digest: the ledger of what it holds
    Column("epoch", Integer, nullable=False, server_default="0"),
    Column("digest", LargeBinary(32)),
    _text("state", "new"),
    Column("not_watching", JSON, nullable=False, server_default="[]"),
    _moment("revoked_at", nullable=True),
)

lookups = Table(  # how many questions, never which
    "lookups",
    metadata,
    _device(primary_key=True),
    Column("day", Integer, primary_key=True),  # counted from the enrolment
    Column("epoch", Integer, primary_key=True),
    Column("asked", Integer, nullable=False, server_default="0"),
    Column("renewal", Integer, nullable=False, server_default="0"),
)

health = Table(
    "health",
    metadata,
    _device(primary_key=True),
    Column("key", String(64), primary_key=True),
    _text("kind"),
    _text("platform", ""),
    _text("detail", ""),
    _moment("at"),
    Column("count", Integer, nullable=False, server_default="1"),
)

# -- incidents ---------------------------------------------------------------------------------------------------------

incidents = Table(
    "incidents",
    metadata,
    Column("id", String(32), primary_key=True),
    _text("clause"),
    _text("platform"),
    _text("act"),
    Column("action", Integer, nullable=False),
    _text("outcome"),
    _text("standing"),
    Column("pupil", ForeignKey("pupils.ref", ondelete="SET NULL"), index=True),
    _tutor(),
    _device(),
    _moment("first_at"),
    _moment("last_at"),
    _moment("received_at"),
    Column("count", Integer, nullable=False),
    _sealed("reason"),
    _flag("family"),
    Index("ix_incidents_received_at", "received_at"),
)

events = Table(  # what has been counted already: a device may send the same event any number of times
    "events",
    metadata,
    _device(primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("incident", ForeignKey("incidents.id", ondelete="CASCADE"), nullable=False, index=True),
    _moment("at"),
    Column("count", Integer, nullable=False),
)

log = Table(  # append-only, hash-chained: store/log.py
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _moment("at"),
    _text("actor"),
    _text("kind"),
    _text("subject"),
    _text("detail"),  # JSON
    Column("prev_hash", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)

# -- publishing --------------------------------------------------------------------------------------------------------

epochs = Table(
    "epochs",
    metadata,
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    _sealed("seed", nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    _moment("from_at"),
    _moment("until_at", nullable=True),  # null: the epoch of today
)

bundles = Table(
    "bundles",
    metadata,
    Column("serial", Integer, primary_key=True, autoincrement=False),
    Column("epoch", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("change", Integer, nullable=False),  # meta's "change" that it was made from
    _moment("created_at"),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(32), primary_key=True),  # policy | office
    Column("document", JSON, nullable=False),
    _moment("updated_at"),
)

meta = Table(  # single facts about this office: "change" counter, "address", "log head", "field key"
    "meta",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("number", Integer),
    Column("text", Text),
    Column("bytes", LargeBinary),
)

# -- people who sign in ------------------------------------------------------------------------------------------------

admins = Table(
    "admins",
    metadata,
    Column("name", String(64), primary_key=True),
    _text("role"),  # owner | dsl | registrar
    _text("password_hash"),  # argon2id
    _flag("one_time"),  # the password was made by the command line and is to be changed
    _moment("created_at"),
    _moment("disabled_at", nullable=True),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("name", String(64), primary_key=True),
    _text("role"),  # owner | dsl | registrar | auditor
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),  # SHA-256; the tokens are random
    _moment("created_at"),
    _moment("used_at", nullable=True),
    _moment("revoked_at", nullable=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("admin", ForeignKey("admins.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("csrf", LargeBinary(32), nullable=False),
    _moment("created_at"),
    _moment("seen_at"),
    _moment("expires_at"),
    UniqueConstraint("csrf"),
)
