"""Finals: marks of terms and years, what a course confirmed, and how a certificate's subjects are made."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BEFORE = ("lesson_news", "unfilled", "access", "absence_note", "gap", "reminder", "substitution", "changes")
KINDS = ("term", "year", "attestation", "exam", "certificate")
OF_TERM, OF_YEAR = sa.text("term_id is not null"), sa.text("term_id is null")


def upgrade() -> None:
    op.create_table(
        "certificate_rule",
        sa.Column("id", LONG, nullable=False),
        sa.Column("grade", LONG, nullable=False),
        sa.Column("subject_id", LONG, nullable=False),
        sa.Column(
            "formula",
            sa.Enum("year_and_exam", "all_terms", name="formula", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_certificate_rule_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_rule")),
        sa.UniqueConstraint("grade", "subject_id", name=op.f("uq_certificate_rule_grade_subject_id")),
    )
    op.create_table(
        "certificate_part",
        sa.Column("rule_id", LONG, nullable=False),
        sa.Column("subject_id", LONG, nullable=False),
        sa.ForeignKeyConstraint(["rule_id"], ["certificate_rule.id"], name=op.f("fk_certificate_part_rule_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_certificate_part_subject_id")),
        sa.PrimaryKeyConstraint("rule_id", "subject_id", name=op.f("pk_certificate_part")),
    )
    op.create_table(
        "final_mark",
        sa.Column("id", LONG, nullable=False),
        sa.Column("student_id", LONG, nullable=False),
        sa.Column("subject_id", LONG, nullable=False),
        sa.Column("year_id", LONG, nullable=False),
        sa.Column("term_id", LONG, nullable=True),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="finalkind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=8), nullable=True),
        sa.Column("proposed", sa.String(length=8), nullable=True),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("author_id", LONG, nullable=False),
        sa.Column("version", LONG, nullable=False),
        sa.Column("put_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed", sa.String(length=8), nullable=True),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("confirmed_before", sa.String(length=8), nullable=True),
        sa.CheckConstraint("(kind = 'term') = (term_id is not null)", name=op.f("ck_final_mark_term")),
        sa.CheckConstraint(
            "value in ('5', '4', '3', '2', '1', 'ЗЧ', 'НЗ', 'н/а', 'осв', '.')", name=op.f("ck_final_mark_value")
        ),
        sa.CheckConstraint("(confirmed is null) = (confirmed_at is null)", name=op.f("ck_final_mark_confirmed")),
        sa.CheckConstraint("version > 0", name=op.f("ck_final_mark_version")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_final_mark_author_id")),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_final_mark_student_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_final_mark_subject_id")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_final_mark_term_id")),
        sa.ForeignKeyConstraint(["year_id"], ["academic_year.id"], name=op.f("fk_final_mark_year_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_final_mark")),
    )
    with op.batch_alter_table("final_mark", schema=None) as batch_op:
        batch_op.create_index("ix_final_mark_term_id", ["term_id"], unique=False)
        batch_op.create_index(
            "uq_final_mark_of_term",
            ["student_id", "subject_id", "term_id"],
            unique=True,
            sqlite_where=OF_TERM,
            postgresql_where=OF_TERM,
        )
        batch_op.create_index(
            "uq_final_mark_of_year",
            ["student_id", "subject_id", "kind", "year_id"],
            unique=True,
            sqlite_where=OF_YEAR,
            postgresql_where=OF_YEAR,
        )

    op.create_table(
        "course_finals",
        sa.Column("id", LONG, nullable=False),
        sa.Column("course_id", LONG, nullable=False),
        sa.Column("term_id", LONG, nullable=True),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="finalkind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("confirmed_by", LONG, nullable=True),
        sa.Column("unlocked_until", UtcDateTime(), nullable=True),
        sa.Column("unlocked_by", LONG, nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("(kind = 'term') = (term_id is not null)", name=op.f("ck_course_finals_term")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["person.id"], name=op.f("fk_course_finals_confirmed_by")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_course_finals_course_id")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_course_finals_term_id")),
        sa.ForeignKeyConstraint(["unlocked_by"], ["person.id"], name=op.f("fk_course_finals_unlocked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_finals")),
    )
    with op.batch_alter_table("course_finals", schema=None) as batch_op:
        batch_op.create_index(
            "uq_course_finals_of_term",
            ["course_id", "term_id"],
            unique=True,
            sqlite_where=OF_TERM,
            postgresql_where=OF_TERM,
        )
        batch_op.create_index(
            "uq_course_finals_of_year",
            ["course_id", "kind"],
            unique=True,
            sqlite_where=OF_YEAR,
            postgresql_where=OF_YEAR,
        )

    op.create_table(
        "final_change",
        sa.Column("id", LONG, nullable=False),
        sa.Column("final_id", LONG, nullable=False),
        sa.Column("old_value", sa.String(length=8), nullable=True),
        sa.Column("new_value", sa.String(length=8), nullable=True),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("author_id", LONG, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_final_change_author_id")),
        sa.ForeignKeyConstraint(["final_id"], ["final_mark.id"], name=op.f("fk_final_change_final_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_final_change")),
    )
    with op.batch_alter_table("final_change", schema=None) as batch_op:
        batch_op.create_index("ix_final_change_final_id", ["final_id"], unique=False)
    _kinds_of_notice(*BEFORE, "finals")


def downgrade() -> None:
    op.execute("DELETE FROM notice WHERE kind = 'finals'")
    _kinds_of_notice(*BEFORE)
    for table in ("final_change", "course_finals", "final_mark", "certificate_part", "certificate_rule"):
        op.drop_table(table)


def _kinds_of_notice(*kinds: str) -> None:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_notice_noticekind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_notice_noticekind"), f"kind IN ({words})")
