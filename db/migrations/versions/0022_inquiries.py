"""The question to the guardians why a child misses a lesson, their answer, and what the staff found."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "inquiry",
        sa.Column("id", LONG, nullable=False),
        sa.Column("student_id", LONG, nullable=False),
        sa.Column("lesson_id", LONG, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "ill",
                "family",
                "late",
                "at_school",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("answered_by", LONG, nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("here", sa.Boolean(), nullable=True),
        sa.Column("settled_by", LONG, nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("version", LONG, nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_inquiry_version")),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_inquiry_answered")),
        sa.CheckConstraint("(answered_by IS NULL) = (answered_at IS NULL)", name=op.f("ck_inquiry_answerer")),
        sa.CheckConstraint("last_on IS NULL OR answer IN ('ill', 'family')", name=op.f("ck_inquiry_days")),
        sa.CheckConstraint("(here IS NULL) = (settled_at IS NULL)", name=op.f("ck_inquiry_settled")),
        sa.CheckConstraint("(settled_by IS NULL) = (settled_at IS NULL)", name=op.f("ck_inquiry_settler")),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_inquiry_answered_by")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_inquiry_lesson_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_inquiry_settled_by")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_inquiry_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("student_id", "lesson_id", name=op.f("uq_inquiry_student_id_lesson_id")),
    )
    op.create_index("ix_inquiry_lesson_id", "inquiry", ["lesson_id"], unique=False)
    op.create_index("ix_inquiry_student_id", "inquiry", ["student_id", "date"], unique=False)


def downgrade() -> None:
    op.drop_table("inquiry")
