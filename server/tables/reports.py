"""What tutors report in their own words. Words and accounts are sealed; who may read a report stands in `route`."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from server.tables.columns import device, metadata, moment, sealed, text, tutor

reports = Table(
    "reports",
    metadata,
    Column("id", String(32), primary_key=True),
    device(),
    Column("key", String(64), nullable=False),  # the tutor's receipt
    tutor(),
    text("kind"),
    text("route"),
    text("platform", ""),
    text("clause", ""),
    Column("incident", ForeignKey("incidents.id", ondelete="SET NULL"), index=True),
    moment("at"),
    moment("written_at"),
    moment("received_at"),
    sealed("words"),
    sealed("identifiers"),
    Index("uq_reports_device_key", "device", "key", unique=True),
    Index("ix_reports_received_at", "received_at"),
)
