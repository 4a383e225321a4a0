"""Homework for named students beside the group's, and why a day's load was exceeded."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("homework", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", LONG, server_default="0", nullable=False))
        batch_op.add_column(sa.Column("load_reason", sa.String(length=300), server_default="", nullable=False))
        batch_op.drop_constraint(batch_op.f("uq_homework_lesson_id"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_homework_lesson_id_number"), ["lesson_id", "number"])
        batch_op.create_check_constraint(batch_op.f("ck_homework_number"), "number between 0 and 9")
    op.create_table(
        "homework_recipient",
        sa.Column("homework_id", LONG, nullable=False),
        sa.Column("student_id", LONG, nullable=False),
        sa.ForeignKeyConstraint(["homework_id"], ["homework.id"], name=op.f("fk_homework_recipient_homework_id")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_homework_recipient_student_id")),
        sa.PrimaryKeyConstraint("homework_id", "student_id", name=op.f("pk_homework_recipient")),
    )
    op.create_index("ix_homework_recipient_student_id", "homework_recipient", ["student_id"], unique=False)


def downgrade() -> None:
    """What named students had of their own goes: the older schema would show it to everybody."""
    op.drop_table("homework_recipient")
    op.execute("DELETE FROM homework_file WHERE homework_id IN (SELECT id FROM homework WHERE number > 0)")
    op.execute("DELETE FROM homework WHERE number > 0")
    with op.batch_alter_table("homework", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_homework_number"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_homework_lesson_id_number"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_homework_lesson_id"), ["lesson_id"])
        batch_op.drop_column("load_reason")
        batch_op.drop_column("number")
