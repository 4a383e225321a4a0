"""What a person entered last into a lesson, to be taken back; what a mark was for after each change."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "last_entry",
        sa.Column("lesson_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_last_entry_version")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_last_entry_lesson_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_last_entry_person_id")),
        sa.PrimaryKeyConstraint("lesson_id", "person_id", name=op.f("pk_last_entry")),
    )
    with op.batch_alter_table("mark_change", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("work_type_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.create_foreign_key(batch_op.f("fk_mark_change_work_type_id"), "work_type", ["work_type_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("mark_change", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_mark_change_work_type_id"), type_="foreignkey")
        batch_op.drop_column("work_type_id")

    op.drop_table("last_entry")
