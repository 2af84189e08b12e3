"""What posts are checked by: verified sites, official accounts, approved pictures, and what tutors ask to have verified.

Of a picture its fingerprint alone is kept; of a link that a tutor asked about, its host.
"""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from server.tables.columns import device, metadata, moment, pupil, sealed, text

sites = Table(
    "sites",
    metadata,
    Column("host", String(253), primary_key=True),
    text("verified_by"),
    Column("verified_on", Date, nullable=False),
    Column("until", Date, nullable=False),
    sealed("note"),
    moment("withdrawn_at", nullable=True),
    text("withdrawn_by", ""),
)

official_accounts = Table(
    "official_accounts",
    metadata,
    Column("id", String(32), primary_key=True),
    text("platform"),
    text("handle", ""),
    text("account_id", ""),
    text("owner"),  # who answers for it: a tutor's reference, or a word of the company's own
    sealed("email"),
    sealed("note"),
    text("added_by"),
    moment("added_at"),
)

pictures = Table(
    "pictures",
    metadata,
    Column("id", String(32), primary_key=True),
    text("kind"),  # picture | logo
    Column("mark", String(32), nullable=False),  # the fingerprint: the picture itself is never kept
    text("title"),
    text("licence", ""),
    Column("until", Date),
    text("added_by"),
    moment("added_at"),
    Column("pupils", Integer, nullable=False, server_default="0"),  # how many it shows: so many consents it needs
)

consents = Table(  # who of a family let a pupil be shown on a picture: by the pupil's reference, never a name
    "consents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("picture", ForeignKey("pictures.id", ondelete="CASCADE"), nullable=False),
    pupil(),
    text("given_by"),  # parent | guardian | pupil
    Column("given_on", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("withdrawn_on", Date),
    text("added_by"),
    moment("added_at"),
    Index("uq_consents_picture_pupil", "picture", "pupil", unique=True),
)

fakes = Table(  # accounts that visitors of the public page report as fake; they may be a private person's, so they are sealed
    "fakes",
    metadata,
    Column("id", String(32), primary_key=True),
    text("platform"),
    sealed("account"),
    sealed("words"),
    moment("at"),
    Column("times", Integer, nullable=False),
    moment("closed_at", nullable=True),
    text("closed_by", ""),
)

asks = Table(
    "asks",
    metadata,
    device(primary_key=True),
    Column("key", String(64), primary_key=True),
    text("kind"),  # link | hashtag
    text("value"),
    moment("at"),
    text("state", "open"),  # open | approved | declined
    text("decided_by", ""),
    Column("decided_on", Date),
    Column("why", Text),  # the office's words about its answer, which the tutor reads
    Index("ix_asks_state", "state"),
)
