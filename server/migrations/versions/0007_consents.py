"""Consents to pictures, accounts that visitors report as fake, and why the office declined what was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("pictures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pupils", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("asks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("why", sa.Text(), nullable=True))
    op.create_table(
        "consents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("picture", sa.String(length=32), nullable=False),
        sa.Column("pupil", sa.String(length=64), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["picture"], ["pictures.id"], name=op.f("fk_consents_picture_pictures"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.ref"], name=op.f("fk_consents_pupil_pupils"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_pupil"), ["pupil"], unique=False)
        batch_op.create_index("uq_consents_picture_pupil", ["picture", "pupil"], unique=True)
    op.create_table(
        "fakes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("account", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.Integer(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fakes")),
    )


def downgrade() -> None:
    op.drop_table("fakes")
    op.drop_table("consents")
    with op.batch_alter_table("asks", schema=None) as batch_op:
        batch_op.drop_column("why")
    with op.batch_alter_table("pictures", schema=None) as batch_op:
        batch_op.drop_column("pupils")
