"""Slow work as stored jobs."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = ("term_sheet",)
STATES = ("waiting", "running", "done", "failed", "cancelled")
PENDING = sa.text("state IN ('waiting', 'running')")


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", LONG, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="jobkind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("key", sa.String(length=96), nullable=False),
        sa.Column("account_id", LONG, nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="jobstate", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("done", LONG, server_default="0", nullable=False),
        sa.Column("steps", LONG, server_default="0", nullable=False),
        sa.Column("attempts", LONG, server_default="0", nullable=False),
        sa.Column("copies", LONG, server_default="0", nullable=False),
        sa.Column("sending", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("lease", sa.String(length=32), nullable=True),
        sa.Column("leased_until", UtcDateTime(), nullable=True),
        sa.Column("screen", LONG, nullable=True),
        sa.Column("error", sa.String(length=48), server_default="", nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL)", name=op.f("ck_job_finished")
        ),
        sa.CheckConstraint("state <> 'running' OR lease IS NOT NULL", name=op.f("ck_job_lease")),
        sa.CheckConstraint("0 <= done AND done <= steps", name=op.f("ck_job_progress")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_job_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_account_id", "job", ["account_id"], unique=False)
    op.create_index("ix_job_state", "job", ["state", "leased_until"], unique=False)
    op.create_index(
        "uq_job_pending", "job", ["account_id", "key"], unique=True, sqlite_where=PENDING, postgresql_where=PENDING
    )


def downgrade() -> None:
    op.drop_table("job")
