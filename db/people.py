"""Who is at the school: people, what they are there, the Telegram accounts they use and what those were granted."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Id, Moment, Name, Table, one_of, unique_where


class Duty(StrEnum):
    """What a member of staff does that no other table says. Teaching and leading a class are derived, never stored here."""

    TEACHER = "teacher"
    DEPUTY_HEAD = "deputy_head"
    COORDINATOR = "coordinator"


class Scope(StrEnum):
    """What one invite gives and one grant holds (architecture decision 10)."""

    STAFF = "staff"
    STUDENT = "student"
    GUARDIAN = "guardian"


class MarksDelivery(StrEnum):
    """How a guardian wants marks to come."""

    NOW = "now"
    AFTER_LESSONS = "after_lessons"
    WEEKLY = "weekly"


class School(Table):
    """The one school of this database (architecture decision 12)."""

    __tablename__ = "school"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[Id]
    name: Mapped[Name]
    timezone: Mapped[str] = mapped_column(String(64))
    municipal: Mapped[bool]
    created_at: Mapped[Moment]


class SchoolSetting(Table):
    """A rule that the school decided otherwise than its default (`journal.rules`)."""

    __tablename__ = "school_setting"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Person(Table):
    """One human being. Names live in this table only; everything else holds the id."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_search_key", "search_key"),)

    id: Mapped[Id]
    surname: Mapped[Name]
    given_name: Mapped[Name]
    patronymic: Mapped[str] = mapped_column(String(200), server_default="")
    search_key: Mapped[str] = mapped_column(String(640))
    """`journal.names.search_key` of the full name: SQLite can neither lower-case Cyrillic nor sort Ё after Е."""
    born_on: Mapped[date | None]
    phone: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[Moment]


class Staff(Table):
    """A person who works here."""

    __tablename__ = "staff"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    left_on: Mapped[date | None]


class StaffDuty(Table):
    """A duty of a member of staff."""

    __tablename__ = "staff_duty"

    person_id: Mapped[int] = mapped_column(ForeignKey("staff.person_id"), primary_key=True)
    duty: Mapped[Duty] = mapped_column(one_of(Duty), primary_key=True)


class SchoolClass(Table):
    """8Б of one academic year."""

    __tablename__ = "school_class"
    __table_args__ = (
        UniqueConstraint("year_id", "grade", "letter"),
        CheckConstraint("grade between 1 and 11", name="grade"),
    )

    id: Mapped[Id]
    year_id: Mapped[int] = mapped_column(ForeignKey("academic_year.id"))
    grade: Mapped[int]
    letter: Mapped[str] = mapped_column(String(8))
    shift: Mapped[int] = mapped_column(server_default="1")


class ClassLead(Table):
    """Who is homeroom teacher of a class, from when to when; `acting` when the deputy head appointed a stand-in (H1)."""

    __tablename__ = "class_lead"
    __table_args__ = (Index("ix_class_lead_class_id", "class_id"), Index("ix_class_lead_person_id", "person_id"))

    id: Mapped[Id]
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    acting: Mapped[bool]


class Student(Table):
    """A person who studies (or studied) here."""

    __tablename__ = "student"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)


class Enrolment(Table):
    """A student in a class, from when to when. Leaving ends the row; marks stay readable (H11)."""

    __tablename__ = "enrolment"
    __table_args__ = (
        Index("ix_enrolment_class_id", "class_id"),
        Index("ix_enrolment_student_id", "student_id"),
        unique_where("uq_enrolment_open", "student_id", where="valid_to IS NULL"),
    )

    id: Mapped[Id]
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Guardian(Table):
    """An adult of a child. Only a legal representative (`legal`) consents, signs and sends absence notes."""

    __tablename__ = "guardian"
    __table_args__ = (UniqueConstraint("person_id", "student_id"), Index("ix_guardian_student_id", "student_id"))

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    kinship: Mapped[str] = mapped_column(String(64), server_default="")
    legal: Mapped[bool]
    alias: Mapped[str] = mapped_column(String(64), server_default="")
    """What this guardian wants the child to be called in pushes; empty: the first name."""


class Account(Table):
    """A Telegram user who was here. Identities are (platform, external id): a second messenger may join."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("platform", "external_id"),)

    id: Mapped[Id]
    platform: Mapped[str] = mapped_column(String(16))
    external_id: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[Moment]
    unreachable_since: Mapped[datetime | None]
    """Since when the platform refuses to deliver (blocked, deactivated); any message from them clears it (G13)."""


class Preference(Table):
    """What one account chose for itself; a missing row means the school's defaults."""

    __tablename__ = "preference"
    __table_args__ = (CheckConstraint("digest_on between 1 and 7", name="digest_on"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    menu_role: Mapped[str | None] = mapped_column(String(24))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("student.id"))
    """The child whose screens the menu opens; a button already drawn keeps its own child."""
    marks_delivery: Mapped[MarksDelivery | None] = mapped_column(one_of(MarksDelivery))
    quiet_from: Mapped[time | None]
    quiet_to: Mapped[time | None]
    every_lesson: Mapped[bool] = mapped_column(server_default=false())
    """A teacher's wish to be reminded after every lesson, not only after the last."""
    tomorrow_at: Mapped[time | None]
    """When a family is told of tomorrow's homework; None: not at all."""
    digest_on: Mapped[int | None]
    """On which evening the week comes, 1 = Monday; None: as the school does."""
    digest_at: Mapped[time | None]


class Grant(Table):
    """An account may act for a person in one scope. Ended, never deleted (H16)."""

    __tablename__ = "access_grant"
    __table_args__ = (
        CheckConstraint("(scope = 'guardian') = (student_id IS NOT NULL)", name="child"),
        Index("ix_access_grant_account_id", "account_id"),
        Index("ix_access_grant_student_id", "student_id"),
        unique_where("uq_access_grant_own", "person_id", "scope", where="ended_at IS NULL AND student_id IS NULL"),
        unique_where(
            "uq_access_grant_child", "person_id", "student_id", where="ended_at IS NULL AND student_id IS NOT NULL"
        ),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    scope: Mapped[Scope] = mapped_column(one_of(Scope))
    student_id: Mapped[int | None] = mapped_column(ForeignKey("student.id"))
    granted_at: Mapped[Moment]
    ended_at: Mapped[datetime | None]


class Invite(Table):
    """A one-time code that carries one scope for one person. Only hashes are stored (G30)."""

    __tablename__ = "invite"
    __table_args__ = (
        CheckConstraint("(scope = 'guardian') = (student_id IS NOT NULL)", name="child"),
        Index("ix_invite_person_id", "person_id"),
        unique_where("uq_invite_own", "person_id", "scope", where="live AND student_id IS NULL"),
        unique_where("uq_invite_child", "person_id", "student_id", where="live AND student_id IS NOT NULL"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    scope: Mapped[Scope] = mapped_column(one_of(Scope))
    student_id: Mapped[int | None] = mapped_column(ForeignKey("student.id"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """None: the operator at the command line."""
    issued_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    live: Mapped[bool]
    """False once used, revoked or replaced; an expired code is still live until then."""
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    revoked_at: Mapped[datetime | None]


class CodeLock(Table):
    """Wrong codes of one messenger user: five in an hour lock for an hour, doubling to a day (G31)."""

    __tablename__ = "code_lock"

    platform: Mapped[str] = mapped_column(String(16), primary_key=True)
    external_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    counted_from: Mapped[Moment]
    locked_until: Mapped[datetime | None]
    locked_hours: Mapped[int] = mapped_column(server_default="0")


class Consent(Table):
    """A guardian's consent to process a child's data: which text, when given, when withdrawn (G39)."""

    __tablename__ = "consent"
    __table_args__ = (
        unique_where("uq_consent_live", "guardian_id", where="withdrawn_at IS NULL"),
        Index("ix_consent_guardian_id", "guardian_id"),
    )

    id: Mapped[Id]
    guardian_id: Mapped[int] = mapped_column(ForeignKey("guardian.id"))
    text_version: Mapped[int]
    given_at: Mapped[Moment]
    withdrawn_at: Mapped[datetime | None]
