"""Reminders that families and homeroom teachers get; weeks of absences that were gone through."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BEFORE = ("lesson_news", "unfilled", "access", "absence_note", "gap")


def upgrade() -> None:
    op.create_table(
        "absence_week",
        sa.Column("class_id", LONG, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=False),
        sa.Column("done_by", LONG, nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_absence_week_class_id")),
        sa.ForeignKeyConstraint(["done_by"], ["person.id"], name=op.f("fk_absence_week_done_by")),
        sa.PrimaryKeyConstraint("class_id", "monday", name=op.f("pk_absence_week")),
    )
    with op.batch_alter_table("preference", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tomorrow_at", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("digest_on", LONG, nullable=True))
        batch_op.add_column(sa.Column("digest_at", sa.Time(), nullable=True))
        batch_op.create_check_constraint(batch_op.f("ck_preference_digest_on"), "digest_on between 1 and 7")
    _kinds_of_notice(*BEFORE, "reminder")


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE kind = 'reminder'")
    _kinds_of_notice(*BEFORE)
    with op.batch_alter_table("preference", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_preference_digest_on"), type_="check")
        batch_op.drop_column("digest_at")
        batch_op.drop_column("digest_on")
        batch_op.drop_column("tomorrow_at")
    op.drop_table("absence_week")


def _kinds_of_notice(*kinds: str) -> None:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_notice_noticekind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_notice_noticekind"), f"kind IN ({words})")
