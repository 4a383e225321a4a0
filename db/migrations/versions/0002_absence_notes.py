"""Guardians' notes about absences, and which of them put a code; pushes about them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "absence_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("student_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "reason",
            sa.Enum("ill", "family", name="notereason", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "sent",
                "accepted",
                "declined",
                "withdrawn",
                name="notestate",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("comment", sa.String(length=300), server_default="", nullable=False),
        sa.Column("settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "(state IN ('accepted', 'declined')) = (settled_at IS NOT NULL)", name=op.f("ck_absence_note_settled")
        ),
        sa.CheckConstraint("state = 'declined' OR comment = ''", name=op.f("ck_absence_note_comment")),
        sa.CheckConstraint("(settled_by IS NULL) = (settled_at IS NULL)", name=op.f("ck_absence_note_settler")),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_absence_note_order")),
        sa.CheckConstraint("julianday(last_on) - julianday(first_on) < 31", name=op.f("ck_absence_note_length")).ddl_if(
            "sqlite"
        ),
        sa.CheckConstraint("last_on - first_on < 31", name=op.f("ck_absence_note_length")).ddl_if("postgresql"),
        sa.CheckConstraint("version > 0", name=op.f("ck_absence_note_version")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_absence_note_author_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"], name=op.f("fk_absence_note_settled_by")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_absence_note_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence_note")),
    )
    with op.batch_alter_table("absence_note", schema=None) as batch_op:
        batch_op.create_index("ix_absence_note_student_id", ["student_id"], unique=False)

    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.create_index("ix_attendance_note_id", ["note_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_attendance_note_id"), "absence_note", ["note_id"], ["id"])
        batch_op.create_check_constraint(batch_op.f("ck_attendance_note"), "note_id IS NULL OR code IN ('Б', 'У')")

    _kinds_of_notice("lesson_news", "unfilled", "access", "absence_note")


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE kind = 'absence_note'")
    _kinds_of_notice("lesson_news", "unfilled", "access")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_attendance_note"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_attendance_note_id"), type_="foreignkey")
        batch_op.drop_index("ix_attendance_note_id")
        batch_op.drop_column("note_id")

    with op.batch_alter_table("absence_note", schema=None) as batch_op:
        batch_op.drop_index("ix_absence_note_student_id")

    op.drop_table("absence_note")


def _kinds_of_notice(*kinds: str) -> None:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_notice_noticekind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_notice_noticekind"), f"kind IN ({words})")
