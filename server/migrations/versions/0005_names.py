"""Names in drafts: what the oracle says of them, and look-ups with a budget of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("pupil", sa.String(length=64), nullable=True),
        sa.Column("tutor", sa.String(length=64), nullable=True),
        sa.Column("role", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.LargeBinary(length=5), nullable=False),
        sa.ForeignKeyConstraint(["epoch"], ["epochs.epoch"], name=op.f("fk_names_epoch_epochs")),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.ref"], name=op.f("fk_names_pupil_pupils"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tutor"], ["tutors.ref"], name=op.f("fk_names_tutor_tutors"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_names")),
    )
    with op.batch_alter_table("names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_names_pupil"), ["pupil"], unique=False)
        batch_op.create_index(batch_op.f("ix_names_tutor"), ["tutor"], unique=False)
    with op.batch_alter_table("lookups", schema=None) as batch_op:
        batch_op.add_column(sa.Column("names", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("lookups", schema=None) as batch_op:
        batch_op.drop_column("names")
    op.drop_table("names")
