"""Devices, and what they report."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "enrolment_codes",
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("tutor", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["tutor"], ["tutors.ref"], name=op.f("fk_enrolment_codes_tutor_tutors")),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_enrolment_codes")),
    )
    with op.batch_alter_table("enrolment_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enrolment_codes_tutor"), ["tutor"], unique=False)
    op.create_table(
        "devices",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("tutor", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("enrolled_at", sa.Integer(), nullable=False),
        sa.Column("last_seen", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), server_default="0", nullable=False),
        sa.Column("epoch", sa.Integer(), server_default="0", nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("not_watching", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("revoked_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["tutor"], ["tutors.ref"], name=op.f("fk_devices_tutor_tutors")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_devices_token_hash")),
    )
    with op.batch_alter_table("devices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_devices_tutor"), ["tutor"], unique=False)
    op.create_table(
        "lookups",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("renewal", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_lookups_device_devices")),
        sa.PrimaryKeyConstraint("device", "day", "epoch", name=op.f("pk_lookups")),
    )
    op.create_table(
        "health",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_health_device_devices")),
        sa.PrimaryKeyConstraint("device", "key", name=op.f("pk_health")),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("action", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("pupil", sa.String(length=64), nullable=True),
        sa.Column("tutor", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("first_at", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("family", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_incidents_device_devices")),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.ref"], name=op.f("fk_incidents_pupil_pupils"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["tutor"], ["tutors.ref"], name=op.f("fk_incidents_tutor_tutors")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    with op.batch_alter_table("incidents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incidents_pupil"), ["pupil"], unique=False)
        batch_op.create_index("ix_incidents_received_at", ["received_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_incidents_tutor"), ["tutor"], unique=False)
    op.create_table(
        "events",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("incident", sa.String(length=32), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_events_device_devices")),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name=op.f("fk_events_incident_incidents"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("device", "key", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_incident"), ["incident"], unique=False)
    op.create_table(
        "reviews",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("seen_id", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_reviews_account_accounts"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_reviews_device_devices")),
        sa.PrimaryKeyConstraint("device", "key", "account", name=op.f("pk_reviews")),
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reviews_account"), ["account"], unique=False)


def downgrade() -> None:
    op.drop_table("reviews")
    op.drop_table("events")
    op.drop_table("incidents")
    op.drop_table("health")
    op.drop_table("lookups")
    op.drop_table("devices")
    op.drop_table("enrolment_codes")
