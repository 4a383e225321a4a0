"""A student's tick beside a homework."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "homework_done",
        sa.Column("homework_id", LONG, nullable=False),
        sa.Column("student_id", LONG, nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["homework_id"], ["homework.id"], name=op.f("fk_homework_done_homework_id")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_homework_done_student_id")),
        sa.PrimaryKeyConstraint("homework_id", "student_id", name=op.f("pk_homework_done")),
    )
    op.create_index("ix_homework_done_student_id", "homework_done", ["student_id"], unique=False)


def downgrade() -> None:
    op.drop_table("homework_done")
