"""The acts of the weekly control, what they found, and who has read them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BEFORE = (
    "lesson_news", "unfilled", "access", "absence_note", "gap", "reminder", "substitution", "changes", "finals", "remark",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "control_act",
        sa.Column("id", LONG, nullable=False),
        sa.Column("year_id", LONG, nullable=False),
        sa.Column("number", LONG, nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("held", LONG, nullable=False),
        sa.Column("filled", LONG, nullable=False),
        sa.Column("remarks", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("signed_by", LONG, nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_control_act_number")),
        sa.CheckConstraint("signed_on <= due_on", name=op.f("ck_control_act_due")),
        sa.CheckConstraint("0 <= filled AND filled <= held", name=op.f("ck_control_act_filled")),
        sa.ForeignKeyConstraint(["signed_by"], ["person.id"], name=op.f("fk_control_act_signed_by")),
        sa.ForeignKeyConstraint(["year_id"], ["academic_year.id"], name=op.f("fk_control_act_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_control_act")),
        sa.UniqueConstraint("year_id", "number", name=op.f("uq_control_act_year_id_number")),
    )
    op.create_index("ix_control_act_monday", "control_act", ["monday"])
    op.create_index("ix_control_act_signed_on", "control_act", ["signed_on"])
    op.create_table(
        "control_finding",
        sa.Column("id", LONG, nullable=False),
        sa.Column("act_id", LONG, nullable=False),
        sa.Column("rule", sa.String(length=24), nullable=False),
        sa.Column("person_id", LONG, nullable=False),
        sa.Column("group_name", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("period", LONG, nullable=False),
        sa.Column("lesson_id", LONG, nullable=True),
        sa.Column("course_id", LONG, nullable=True),
        sa.Column("class_id", LONG, nullable=True),
        sa.Column("many", LONG, nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["control_act.id"], name=op.f("fk_control_finding_act_id")),
        sa.ForeignKeyConstraint(["class_id"], ["school_class.id"], name=op.f("fk_control_finding_class_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_control_finding_course_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_control_finding_lesson_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_control_finding_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_control_finding")),
    )
    op.create_index("ix_control_finding_act_id", "control_finding", ["act_id"])
    op.create_index("ix_control_finding_person_id", "control_finding", ["person_id"])
    op.create_table(
        "control_reading",
        sa.Column("act_id", LONG, nullable=False),
        sa.Column("person_id", LONG, nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["control_act.id"], name=op.f("fk_control_reading_act_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_control_reading_person_id")),
        sa.PrimaryKeyConstraint("act_id", "person_id", name=op.f("pk_control_reading")),
    )
    _kinds_of_notice(*BEFORE, "control")


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE kind = 'control'")
    _kinds_of_notice(*BEFORE)
    for table in ("control_reading", "control_finding", "control_act"):
        op.drop_table(table)


def _kinds_of_notice(*kinds: str) -> None:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_notice_noticekind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_notice_noticekind"), f"kind IN ({words})")
