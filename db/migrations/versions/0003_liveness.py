"""When people could last reach us; pushes about a gap."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "liveness",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_liveness_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liveness")),
    )
    _kinds_of_notice("lesson_news", "unfilled", "access", "absence_note", "gap")


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE kind = 'gap'")
    _kinds_of_notice("lesson_news", "unfilled", "access", "absence_note")
    op.drop_table("liveness")


def _kinds_of_notice(*kinds: str) -> None:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_notice_noticekind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_notice_noticekind"), f"kind IN ({words})")
