"""Planned tests, and the day of a class that one takes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PLANNED = sa.text("state = 'planned'")


def upgrade() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", LONG, nullable=False),
        sa.Column("course_id", LONG, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("period", LONG, nullable=False),
        sa.Column("work_type_id", LONG, nullable=False),
        sa.Column("minutes", LONG, nullable=False),
        sa.Column("external", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned", "cancelled", name="assessmentstate", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("conflicts", sa.String(length=64), server_default="", nullable=False),
        sa.Column("reason", sa.String(length=300), server_default="", nullable=False),
        sa.Column("allowed_by", LONG, nullable=True),
        sa.Column("author_id", LONG, nullable=False),
        sa.Column("version", LONG, nullable=False),
        sa.Column("put_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("minutes between 5 and 240", name=op.f("ck_assessment_minutes")),
        sa.CheckConstraint("version > 0", name=op.f("ck_assessment_version")),
        sa.CheckConstraint("(allowed_by IS NULL) = (reason = '')", name=op.f("ck_assessment_allowed")),
        sa.ForeignKeyConstraint(["allowed_by"], ["person.id"], name=op.f("fk_assessment_allowed_by")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_assessment_author_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_assessment_course_id")),
        sa.ForeignKeyConstraint(["work_type_id"], ["work_type.id"], name=op.f("fk_assessment_work_type_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index("ix_assessment_date", "assessment", ["date"], unique=False)
    op.create_index(
        "uq_assessment_planned",
        "assessment",
        ["course_id", "date", "period"],
        unique=True,
        sqlite_where=PLANNED,
        postgresql_where=PLANNED,
    )
    op.create_table(
        "assessment_day",
        sa.Column("class_id", LONG, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("assessment_id", LONG, nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_day_assessment_id")),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_assessment_day_class_id")),
        sa.PrimaryKeyConstraint("class_id", "date", name=op.f("pk_assessment_day")),
    )
    op.create_index("ix_assessment_day_assessment_id", "assessment_day", ["assessment_id"], unique=False)


def downgrade() -> None:
    op.drop_table("assessment_day")
    op.drop_table("assessment")
