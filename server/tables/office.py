"""What the office publishes, what it was told to do, and the people who sign in."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from server.tables.columns import flag, metadata, moment, sealed, text

epochs = Table(
    "epochs",
    metadata,
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    sealed("seed", nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    moment("from_at"),
    moment("until_at", nullable=True),  # null: the epoch of today
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
    moment("created_at"),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(32), primary_key=True),  # policy | office
    Column("document", JSON, nullable=False),
    moment("updated_at"),
)

meta = Table(  # single facts about this office: "change" counter, "address", "log head", "field key"
    "meta",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("number", Integer),
    Column("text", Text),
    Column("bytes", LargeBinary),
)


admins = Table(
    "admins",
    metadata,
    Column("name", String(64), primary_key=True),
    text("role"),  # owner | dsl | registrar
    text("password_hash"),  # argon2id
    flag("one_time"),  # the password was made by the command line and is to be changed
    moment("created_at"),
    moment("disabled_at", nullable=True),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("name", String(64), primary_key=True),
    text("role"),  # owner | dsl | registrar | auditor
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),  # SHA-256; the tokens are random
    moment("created_at"),
    moment("used_at", nullable=True),
    moment("revoked_at", nullable=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("admin", ForeignKey("admins.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("csrf", LargeBinary(32), nullable=False),
    moment("created_at"),
    moment("seen_at"),
    moment("expires_at"),
    UniqueConstraint("csrf"),
)
