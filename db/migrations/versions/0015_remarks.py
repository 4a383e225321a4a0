"""Remarks: praise and concern, told to a family after the hold."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BEFORE = ("lesson_news", "unfilled", "access", "absence_note", "gap", "reminder", "substitution", "changes", "finals")


def upgrade() -> None:
    op.create_table(
        "remark",
        sa.Column("id", LONG, nullable=False),
        sa.Column("student_id", LONG, nullable=False),
        sa.Column("lesson_id", LONG, nullable=True),
        sa.Column("author_id", LONG, nullable=False),
        sa.Column("kind", _one_of("remarkkind", "praise", "concern"), nullable=False),
        sa.Column("audience", _one_of("audience", "family", "adults"), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("put_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("text <> ''", name=op.f("ck_remark_text")),
        sa.CheckConstraint("changed_at >= put_at", name=op.f("ck_remark_order")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_remark_author_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_remark_lesson_id")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_remark_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index("ix_remark_student_id", "remark", ["student_id"], unique=False)
    op.create_index("ix_remark_lesson_id", "remark", ["lesson_id"], unique=False)
    _kinds_of_notice(*BEFORE, "remark")


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE kind = 'remark'")
    _kinds_of_notice(*BEFORE)
    op.execute("DELETE FROM told WHERE cell LIKE 'remark:%'")
    op.drop_table("remark")


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def _kinds_of_notice(*kinds: str) -> None:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_notice_noticekind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_notice_noticekind"), f"kind IN ({words})")
