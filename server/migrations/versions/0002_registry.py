"""The registry: pupils, their accounts, tutors and exemptions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tutors",
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_tutors")),
    )
    op.create_table(
        "pupils",
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date_of_birth", sa.LargeBinary(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("vulnerable", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("names", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_pupils")),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pupil", sa.String(length=64), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("handle", sa.LargeBinary(), nullable=True),
        sa.Column("account_id", sa.LargeBinary(), nullable=True),
        sa.Column("as_entered", sa.LargeBinary(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.ref"], name=op.f("fk_accounts_pupil_pupils"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_pupil"), ["pupil"], unique=False)
    op.create_table(
        "pseudonyms",
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("id_pseudonym", sa.LargeBinary(length=16), nullable=True),
        sa.Column("handle_pseudonym", sa.LargeBinary(length=16), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_pseudonyms_account_accounts"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["epoch"], ["epochs.epoch"], name=op.f("fk_pseudonyms_epoch_epochs")),
        sa.PrimaryKeyConstraint("account", "epoch", name=op.f("pk_pseudonyms")),
    )
    with op.batch_alter_table("pseudonyms", schema=None) as batch_op:
        batch_op.create_index("ix_pseudonyms_epoch_handle_pseudonym", ["epoch", "handle_pseudonym"], unique=False)
        batch_op.create_index("ix_pseudonyms_epoch_id_pseudonym", ["epoch", "id_pseudonym"], unique=False)
    op.create_table(
        "exemptions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("tutor", sa.String(length=64), nullable=False),
        sa.Column("pupil", sa.String(length=64), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("clauses", sa.JSON(), nullable=False),
        sa.Column("granted_by", sa.Text(), nullable=False),
        sa.Column("granted_at", sa.Integer(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["pupil"], ["pupils.ref"], name=op.f("fk_exemptions_pupil_pupils"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tutor"], ["tutors.ref"], name=op.f("fk_exemptions_tutor_tutors")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemptions")),
    )
    with op.batch_alter_table("exemptions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exemptions_pupil"), ["pupil"], unique=False)
        batch_op.create_index(batch_op.f("ix_exemptions_tutor"), ["tutor"], unique=False)


def downgrade() -> None:
    op.drop_table("exemptions")
    op.drop_table("pseudonyms")
    op.drop_table("accounts")
    op.drop_table("pupils")
    op.drop_table("tutors")
