"""Finals: a student's mark for a term, a year, an attestation, an exam, a certificate; and what a course confirmed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Table, one_of, quoted, unique_where
from db.marks import MarkValue

OF_TERM, OF_YEAR = "term_id is not null", "term_id is null"
"""The two where-clauses under which a final is unique, as their indexes and every upsert write them."""


class FinalKind(StrEnum):
    """What a final is for. A term's names its term; the others are of the whole year."""

    TERM = "term"
    YEAR = "year"
    ATTESTATION = "attestation"
    """Промежуточная аттестация (273-ФЗ ст. 58)."""
    EXAM = "exam"
    CERTIFICATE = "certificate"


class Formula(StrEnum):
    """How a certificate's mark is made of the parts of its rule."""

    YEAR_AND_EXAM = "year_and_exam"
    """Grade 9: the mean of the years of its parts, and with an exam the mean of that and the exam."""
    ALL_TERMS = "all_terms"
    """Grade 11: the mean of half-years and years of grades 10 and 11; a subject finished earlier has its last year."""


class FinalMark(Table):
    """One final. It belongs to a subject, not to a course: changing the group keeps it. Removed: no value, a higher version."""

    __tablename__ = "final_mark"
    __table_args__ = (
        CheckConstraint("(kind = 'term') = (term_id is not null)", name="term"),
        CheckConstraint(f"value in ({quoted(MarkValue)})", name="value"),
        CheckConstraint("version > 0", name="version"),
        CheckConstraint("(confirmed is null) = (confirmed_at is null)", name="confirmed"),
        unique_where("uq_final_mark_of_term", "student_id", "subject_id", "term_id", where=OF_TERM),
        unique_where("uq_final_mark_of_year", "student_id", "subject_id", "kind", "year_id", where=OF_YEAR),
        Index("ix_final_mark_term_id", "term_id"),
    )

    id: Mapped[Id]
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    year_id: Mapped[int] = mapped_column(ForeignKey("academic_year.id"))
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    kind: Mapped[FinalKind] = mapped_column(one_of(FinalKind))
    value: Mapped[str | None] = mapped_column(String(8))
    proposed: Mapped[str | None] = mapped_column(String(8))
    """What the arithmetic said when the value was put."""
    comment: Mapped[str] = mapped_column(Text, server_default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int]
    put_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    confirmed: Mapped[str | None] = mapped_column(String(8))
    """What families may know: the value as it was confirmed last."""
    confirmed_at: Mapped[datetime | None]
    confirmed_before: Mapped[str | None] = mapped_column(String(8))
    """What they knew until then: it is shown while the hold of a confirmation runs."""


class FinalChange(Table):
    """One change of a final: both values, who, when, and why it differs from what was proposed."""

    __tablename__ = "final_change"
    __table_args__ = (Index("ix_final_change_final_id", "final_id"),)

    id: Mapped[Id]
    final_id: Mapped[int] = mapped_column(ForeignKey("final_mark.id"))
    old_value: Mapped[str | None] = mapped_column(String(8))
    new_value: Mapped[str | None] = mapped_column(String(8))
    comment: Mapped[str] = mapped_column(Text, server_default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]


class CourseFinals(Table):
    """A course's term, or one of its columns of the year: when it was confirmed, and until when it is unlocked again."""

    __tablename__ = "course_finals"
    __table_args__ = (
        CheckConstraint("(kind = 'term') = (term_id is not null)", name="term"),
        unique_where("uq_course_finals_of_term", "course_id", "term_id", where=OF_TERM),
        unique_where("uq_course_finals_of_year", "course_id", "kind", where=OF_YEAR),
    )

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    kind: Mapped[FinalKind] = mapped_column(one_of(FinalKind))
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    unlocked_until: Mapped[datetime | None]
    unlocked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, server_default="")


class CertificateRule(Table):
    """Which subject of the certificate is made in a grade, and how; without a rule each subject is its own."""

    __tablename__ = "certificate_rule"
    __table_args__ = (UniqueConstraint("grade", "subject_id"),)

    id: Mapped[Id]
    grade: Mapped[int]
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    """As the certificate calls it: математика."""
    formula: Mapped[Formula] = mapped_column(one_of(Formula))


class CertificatePart(Table):
    """A subject that a certificate's subject is joined of: алгебра, геометрия, вероятность и статистика."""

    __tablename__ = "certificate_part"

    rule_id: Mapped[int] = mapped_column(ForeignKey("certificate_rule.id"), primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
