"""Substitutions, teachers who will not be at work, lessons that were moved or stand in for others."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from db.base import UtcDateTime

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = ("same_subject", "own_subject", "joined", "supervision")
REASONS = ("ill", "trip", "course", "leave", "family", "other")
STATES = ("offered", "accepted", "declined", "cancelled")
LIVE = sa.text("state IN ('offered', 'accepted')")
STANDING = sa.text("withdrawn_at IS NULL")
NOTICES = ("lesson_news", "unfilled", "access", "absence_note", "gap", "reminder")
JOBS = ("term_sheet",)


def upgrade() -> None:
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.add_column(sa.Column("from_date", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("from_period", LONG, nullable=True))
        batch_op.add_column(sa.Column("instead_of", LONG, nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_lesson_instead_of"), "lesson", ["instead_of"], ["id"])
        batch_op.create_check_constraint(batch_op.f("ck_lesson_moved"), "(from_date IS NULL) = (from_period IS NULL)")
    op.create_index("ix_lesson_from_date", "lesson", ["from_date"], unique=False)
    op.create_table(
        "substitution",
        sa.Column("id", LONG, nullable=False),
        sa.Column("batch_id", LONG, nullable=True),
        sa.Column("lesson_id", LONG, nullable=False),
        sa.Column("instead_id", LONG, nullable=True),
        sa.Column("absent_id", LONG, nullable=False),
        sa.Column("substitute_id", LONG, nullable=False),
        sa.Column("kind", _one_of("substitutionkind", KINDS), nullable=False),
        sa.Column("reason", _one_of("substitutionreason", REASONS), nullable=False),
        sa.Column("order_number", sa.String(length=64), server_default="", nullable=False),
        sa.Column("paid", sa.Boolean(), nullable=False),
        sa.Column("state", _one_of("substitutionstate", STATES), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("offered_by", LONG, nullable=False),
        sa.Column("offered_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.Column("topic", sa.String(length=500), server_default="", nullable=False),
        sa.CheckConstraint("absent_id <> substitute_id", name=op.f("ck_substitution_somebody_else")),
        sa.CheckConstraint("signed_at IS NULL OR state = 'accepted'", name=op.f("ck_substitution_signed")),
        sa.CheckConstraint("(kind = 'own_subject') = (instead_id IS NOT NULL)", name=op.f("ck_substitution_instead")),
        sa.ForeignKeyConstraint(["absent_id"], ["person.id"], name=op.f("fk_substitution_absent_id")),
        sa.ForeignKeyConstraint(["instead_id"], ["lesson.id"], name=op.f("fk_substitution_instead_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_substitution_lesson_id")),
        sa.ForeignKeyConstraint(["offered_by"], ["person.id"], name=op.f("fk_substitution_offered_by")),
        sa.ForeignKeyConstraint(["substitute_id"], ["person.id"], name=op.f("fk_substitution_substitute_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution")),
    )
    op.create_index("ix_substitution_substitute_id", "substitution", ["substitute_id", "state"], unique=False)
    op.create_index("ix_substitution_lesson_id", "substitution", ["lesson_id"], unique=False)
    op.create_index("ix_substitution_batch_id", "substitution", ["batch_id"], unique=False)
    op.create_index(
        "uq_substitution_live",
        "substitution",
        ["lesson_id", "absent_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
    op.create_table(
        "staff_absence",
        sa.Column("id", LONG, nullable=False),
        sa.Column("person_id", LONG, nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_staff_absence_order")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_staff_absence_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_absence")),
    )
    op.create_index(
        "uq_staff_absence_live",
        "staff_absence",
        ["person_id", "first_on", "last_on"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    _words("notice", "noticekind", *NOTICES, "substitution", "changes")
    _words("job", "jobkind", *JOBS, "substitutions")


def downgrade() -> None:
    op.execute("DELETE FROM job WHERE kind = 'substitutions'")
    _words("job", "jobkind", *JOBS)
    op.execute("DELETE FROM notice WHERE kind IN ('substitution', 'changes')")
    _words("notice", "noticekind", *NOTICES)
    op.drop_table("staff_absence")
    op.drop_table("substitution")
    op.drop_index("ix_lesson_from_date", table_name="lesson")
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_lesson_instead_of"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("ck_lesson_moved"), type_="check")
        batch_op.drop_column("instead_of")
        batch_op.drop_column("from_period")
        batch_op.drop_column("from_date")


def _one_of(name: str, words: Sequence[str]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def _words(table: str, name: str, *words: str) -> None:
    """The words that a column `kind` may hold."""
    said = ", ".join(f"'{word}'" for word in words)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(f"ck_{table}_{name}"), type_="check")
        batch_op.create_check_constraint(batch_op.f(f"ck_{table}_{name}"), f"kind IN ({said})")
