"""Reports of tutors in their own words."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("tutor", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("incident", sa.String(length=32), nullable=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("identifiers", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["device"], ["devices.id"], name=op.f("fk_reports_device_devices")),
        sa.ForeignKeyConstraint(
            ["incident"], ["incidents.id"], name=op.f("fk_reports_incident_incidents"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["tutor"], ["tutors.ref"], name=op.f("fk_reports_tutor_tutors")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index("ix_reports_received_at", ["received_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_reports_incident"), ["incident"], unique=False)
        batch_op.create_index(batch_op.f("ix_reports_tutor"), ["tutor"], unique=False)
        batch_op.create_index("uq_reports_device_key", ["device", "key"], unique=True)


def downgrade() -> None:
    op.drop_table("reports")
