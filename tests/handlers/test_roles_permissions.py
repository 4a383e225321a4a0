"""The permission matrix (`tests/permissions.toml`), played: every button and every operation, by everybody (G24–G28)."""

import asyncio
import importlib
import inspect
import pkgutil
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

import handlers
import journal
from db.absences import AbsenceNote, Answer, AttendanceCode, Inquiry, NoteReason
from db.control import ControlAct, ControlFinding
from db.engine import Database, Session
from db.finals import Formula
from db.homework import FileKind, HomeworkKind
from db.jobs import JobKind
from db.lessons import Lesson, Topic
from db.marks import MarkValue, WorkType
from db.materials import Material, MaterialTopic
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Duty, Grant, Invite, Scope, Student
from db.remarks import Audience, Remark, RemarkKind
from db.substitutions import (
    StaffAbsence,
    Substitution,
    SubstitutionKind,
    SubstitutionReason,
    SubstitutionState,
)
from db.timetable import AcademicYear, Course, Term, TermKind
from journal.absences import notes
from journal.access import Actor
from journal.assessments import plans
from journal.assessments.slots import Slot
from journal.finals.putting import Cell as FinalCell
from journal.homework import assigning
from journal.homework.assigning import Wanted
from journal.homework.files import Incoming
from journal.imports.parse import Rows
from journal.lessons.spoken import Assumed
from journal.marks import marking
from journal.marks.half_typed import Target
from journal.marks.marking import Cell
from journal.operations import drafts, jobs
from journal.operations.dead import Which
from journal.people import accounts, invites
from journal.people.closing import Reason
from journal.programme.editing import Field
from journal.refusals import NotFound, Refusal
from keyboards.data import Data
from locales.ru import workbook
from locales.ru.words import WORDS
from tests.school import MONDAY, NamedSchool, moscow
from tests.substituting import FRIDAY, WEDNESDAY
from tests.telegram import World

MATRIX: Final = tomllib.loads((Path(__file__).parents[1] / "permissions.toml").read_text("utf-8"))
NOW: Final = moscow("09:17")
EVERYBODY: Final = (
    *("coordinator", "deputy", "algebra", "primary", "homeroom"),
    *("mother", "father", "ivanov_mother", "first_grade_mother", "pupil", "stranger"),
)
ON_PHONES: Final = ("coordinator", "deputy", "algebra", "primary", "homeroom", "ivanov_mother", "pupil", "mother")
"""One of each role, near to and far from 8Б; what a stranger is answered is one text whatever it is (A4)."""
OF_AREA: Final[dict[str, dict[str, Any]]] = {"remarks": {"kind": RemarkKind.PRAISE}}
"""What a word means in one area alone."""
REFUSED: Final = ("Не нашлось", "Эта кнопка устарела", "Сначала нужен код", "Доступ закрыт")


def allowed(relations: list[str]) -> set[str]:
    return {who for relation in relations for who in MATRIX["relations"][relation]["allow"]}


# --- nothing without a row ---------------------------------------------------------------------------------------------


def kinds(root: type[Data] = Data) -> Iterator[type[Data]]:
    for kind in root.__subclasses__():
        if kind.__module__.startswith("keyboards"):
            yield kind
        yield from kinds(kind)


def operations() -> dict[str, Callable[..., Awaitable[Any]]]:
    """Every public coroutine of journal that acts for somebody: (session, actor, …)."""
    found = {}
    for module in pkgutil.walk_packages(journal.__path__, "journal."):
        for name, function in vars(importlib.import_module(module.name)).items():
            if not inspect.iscoroutinefunction(function) or function.__module__ != module.name or name[0] == "_":
                continue
            if list(inspect.signature(function).parameters)[:2] == ["session", "actor"]:
                found[f"{module.name.removeprefix('journal.')}.{name}"] = function
    return found


def test_every_button_has_a_row() -> None:
    assert handlers.ROUTERS
    assert {kind.__prefix__ for kind in kinds()} == set(MATRIX["taps"])


def test_every_operation_has_a_row() -> None:
    assert set(operations()) == set(MATRIX["operations"])


def test_every_row_names_relations_that_are_explained() -> None:
    known = {*MATRIX["relations"], "inner", "owner"}
    named = [row["relation"] for row in MATRIX["taps"].values()] + list(MATRIX["operations"].values())
    assert {relation for relations in named for relation in relations} <= known


# --- the things that the rows are about --------------------------------------------------------------------------------


async def actor_of(session: Session, school: NamedSchool, who: str) -> Actor:
    telegram = "999" if who == "stranger" else str(getattr(school, who).telegram)
    return await accounts.actor(session, telegram, language="ru")


async def things(db: Database, school: NamedSchool) -> dict[str, int]:
    """The ids that buttons and calls of the matrix carry: of today's algebra, of Смирнова Полина and her father."""
    child = school.students["Смирнова Полина"]
    async with db.write() as session:
        course = school.courses["8Б алгебра"]
        lesson = await _id(session, select(Lesson.id).where(Lesson.course_id == course, Lesson.date == MONDAY))
        teacher, homeroom = await actor_of(session, school, "algebra"), await actor_of(session, school, "homeroom")
        await assigning.put(session, teacher, lesson, Wanted(text="№ 5"), version=0, now=NOW)
        work = await _id(session, select(WorkType.id).where(WorkType.code == "answer"))
        cell = Cell(lesson, school.students["Иванов Пётр"])
        await marking.put(session, teacher, cell, value=MarkValue.FOUR, work_type_id=work, version=0, now=NOW)
        belov = await _id(session, select(Student.person_id).where(Student.id == school.students["Белов Кирилл"]))
        waiting = await invites.issue(session, homeroom, person_id=belov, scope=Scope.STUDENT, now=NOW)
        asked = await session.get_one(Invite, waiting.invite_id)
        asked.used_by = homeroom.account_id
        father = school.father.person_id
        issued = await invites.issue(
            session, homeroom, person_id=father, scope=Scope.GUARDIAN, student_id=child, now=NOW
        )
        mother = await actor_of(session, school, "mother")
        await notes.send(session, mother, child, reason=NoteReason.ILL, first=MONDAY, last=MONDAY, now=NOW)
        facts = {"class_id": school.classes["8Б"], "span_id": 0}
        job = await jobs.ask(session, homeroom, JobKind.TERM_SHEET, facts, after=0, screen=None, now=NOW)
        friday = await _id(session, select(Lesson.id).where(Lesson.course_id == course, Lesson.date == FRIDAY))
        substitution = await _substitution(session, school, friday)
        deputy, slot = await actor_of(session, school, "deputy"), Slot(course, date(2026, 11, 25), 2)
        test = await plans.plan(session, deputy, slot, reason="проба", now=NOW)
        remark = await _remark(session, school, lesson)
        material = Material(
            author_id=school.algebra.person_id,
            topic=MaterialTopic.STUDY,
            class_id=school.classes["8Б"],
            text="Пособие",
            put_at=NOW,
        )
        session.add(material)
        await session.flush()
        draft = await drafts.put(session, teacher, kind="matrix", payload={}, screen=None, now=NOW)
        return {
            "lesson": lesson,
            "ahead": await _id(session, select(Lesson.id).where(Lesson.course_id == course, Lesson.date == WEDNESDAY)),
            "substitution": substitution,
            "absence": await _absence(session, school),
            "act": await _act(session, school, lesson),
            "colleague": school.homeroom.person_id,
            "child": child,
            "pupil": school.students["Иванов Пётр"],
            "class": school.classes["8Б"],
            "person": father,
            "teacher": school.algebra.person_id,
            "grant": await _id(session, select(Grant.id).where(Grant.person_id == father)),
            "invite": issued.invite_id,
            "waiting": waiting.invite_id,
            "note": await _id(session, select(AbsenceNote.id)),
            "job": job.id,
            "course": course,
            "test": test,
            "remark": remark,
            "material": material.id,
            "draft": draft.id,
            "version": draft.version,
            "work": work,
            "topic": await _id(session, select(Topic.id).where(Topic.number == 1)),
            "homework": 1,
            "span": await _id(session, select(Term.id).where(Term.kind == TermKind.QUARTER, Term.name == "2")),
            "first_class": school.classes["1А"],
            "first_pupil": school.students["Зайцева Ева"],
            "first_lesson": await _id(
                session,
                select(Lesson.id).where(Lesson.course_id == school.courses["1А математика"], Lesson.date == MONDAY),
            ),
            "subject": await _id(session, select(Course.subject_id).where(Course.id == course)),
            "inquiry": await _inquiry(session, child, lesson),
            "alarm": await _inquiry(session, child, friday, Answer.AT_SCHOOL, school.mother.person_id),
            "notice": await _dead_letter(session, teacher.account_id),
        }


async def _substitution(session: Session, school: NamedSchool, lesson_id: int) -> int:
    asked = Substitution(
        lesson_id=lesson_id,
        absent_id=school.algebra.person_id,
        substitute_id=school.primary.person_id,
        kind=SubstitutionKind.SAME_SUBJECT,
        reason=SubstitutionReason.ILL,
        paid=True,
        state=SubstitutionState.OFFERED,
        until=FRIDAY,
        offered_by=school.deputy.person_id,
        offered_at=NOW,
    )
    session.add(asked)
    await session.flush()
    return asked.id


async def _absence(session: Session, school: NamedSchool) -> int:
    said = StaffAbsence(person_id=school.algebra.person_id, first_on=FRIDAY, last_on=FRIDAY, told_at=NOW)
    session.add(said)
    await session.flush()
    return said.id


async def _remark(session: Session, school: NamedSchool, lesson_id: int) -> int:
    written = Remark(
        student_id=school.students["Смирнова Полина"],
        lesson_id=lesson_id,
        author_id=school.algebra.person_id,
        kind=RemarkKind.CONCERN,
        audience=Audience.ADULTS,
        text="без тетради",
        put_at=NOW,
        changed_at=NOW,
    )
    session.add(written)
    await session.flush()
    return written.id


async def _act(session: Session, school: NamedSchool, lesson_id: int) -> int:
    """An act that concerns the algebra teacher."""
    act = ControlAct(
        year_id=await _id(session, select(AcademicYear.id)),
        number=1,
        monday=MONDAY - timedelta(days=7),
        held=18,
        filled=17,
        due_on=FRIDAY,
        signed_by=school.deputy.person_id,
        signed_at=NOW,
        signed_on=MONDAY,
    )
    session.add(act)
    await session.flush()
    session.add(
        ControlFinding(
            act_id=act.id,
            rule="topic",
            person_id=school.algebra.person_id,
            group_name="8Б",
            subject="Алгебра",
            day=MONDAY,
            period=1,
            lesson_id=lesson_id,
            many=1,
        )
    )
    await session.flush()
    return act.id


async def _inquiry(
    session: Session, student_id: int, lesson_id: int, answer: Answer | None = None, by: int | None = None
) -> int:
    asked = Inquiry(
        student_id=student_id,
        lesson_id=lesson_id,
        date=MONDAY,
        answer=answer,
        answered_by=by,
        answered_at=NOW if answer else None,
        version=1,
        made_at=NOW,
    )
    session.add(asked)
    await session.flush()
    return asked.id


async def _dead_letter(session: Session, account_id: int) -> int:
    given_up = Notice(
        key="matrix",
        kind=NoticeKind.UNFILLED,
        account_id=account_id,
        facts={},
        due_at=NOW,
        state=NoticeState.DEAD,
        created_at=NOW,
    )
    session.add(given_up)
    await session.flush()
    return given_up.id


async def _id(session: Session, query: Any) -> int:
    return int(await session.scalar(query))


# --- buttons -----------------------------------------------------------------------------------------------------------


async def test_nobody_else_presses_a_button_and_its_owner_does(world: World) -> None:
    """First everybody who may not, then one of each relation who may: what the owner's tap changes hides nothing."""
    ids = await things(world.db, world.school)
    phones = {who: await world.phone(getattr(world.school, who)) for who in ON_PHONES}
    for phone in phones.values():
        await phone.say("/menu")
    wrong: list[str] = []

    async def forge_all(who: str) -> None:
        for prefix, row in MATRIX["taps"].items():
            if who not in allowed(row["relation"]):
                answer = await phones[who].forge(_data(row, ids, row["relation"][0]))
                if not _refused(row, answer):
                    wrong.append(f"{who} was let in by {prefix}: {answer}")

    await asyncio.gather(*map(forge_all, ON_PHONES))  # what is refused changes nothing, so they need no turns
    for prefix, row in MATRIX["taps"].items():
        for relation in row["relation"] if row.get("owner", True) else ():
            who = next(it for it in MATRIX["relations"][relation]["allow"] if it in ON_PHONES)
            answer = await phones[who].forge(_data(row, ids, relation))
            if _refused(row, answer):
                wrong.append(f"{who} was kept out of {prefix}: {answer}")
    assert not wrong, "\n".join(wrong)


def _data(row: dict[str, Any], ids: dict[str, int], relation: str) -> str:
    student = ids["pupil"] if relation == "student" else ids["child"]
    return str(row["data"]).format(**ids, student=student)


def _refused(row: dict[str, Any], answer: dict[str, Any] | None) -> bool:
    text = (answer or {}).get("text") or ""
    return bool(text) if "draft" in row["relation"] else text.startswith(REFUSED)


# --- operations --------------------------------------------------------------------------------------------------------


class Undone(Exception):
    """Takes back what a call changed."""


@asynccontextmanager
async def undone(db: Database) -> AsyncIterator[Session]:
    try:
        async with db.write() as session:
            yield session
            raise Undone
    except Undone:
        pass


def arguments(ids: dict[str, int], relation: str) -> dict[str, Any]:
    """What a call may be given, by the name of the parameter."""
    student = ids["child"] if relation in {"child", "guardian", "class"} else ids["pupil"]
    cell = Cell(ids["lesson"], ids["pupil"])
    return {
        "lesson_id": ids["lesson"],
        "column_id": ids["span"],
        "student_id": student,
        "class_id": ids["class"],
        "course_id": ids["course"],
        "person_id": ids["person"],
        "grant_id": ids["grant"],
        "invite_id": ids["waiting"],
        "note_id": ids["note"],
        "remark_id": ids["remark"],
        "material_id": ids["material"],
        "topic": MaterialTopic.STUDY,
        "grade": None,
        "audience": Audience.FAMILY,
        "inquiry_id": ids["alarm" if relation == "alarm" else "inquiry"],
        "answer": Answer.LATE,
        "here": True,
        "notice_id": ids["notice"],
        "job_id": ids["job"],
        "act_id": ids["act"],
        "draft_id": ids["draft"],
        "work_type_id": ids["work"],
        "topic_id": ids["topic"],
        "from_id": ids["course"],
        "field": Field.TITLE,
        "hours": 2,
        "rows": Rows(),
        "homework_id": ids["homework"],
        "span_id": None,
        "goal_mark": 5,
        "imagined": "",
        "subject_id": ids["subject"],
        "version": 1,
        "seen": 0,
        "mark": 0,
        "slot": 1,
        "now": NOW,
        "sent_at": NOW,
        "today": MONDAY,
        "day": MONDAY,
        "monday": MONDAY,
        "first": MONDAY,
        "last": MONDAY,
        "due_on": None,
        "minutes": None,
        "code": AttendanceCode.ABSENT,
        "value": MarkValue.FIVE,
        "cell": cell,
        "comment": "хорошо",
        "reason": "",
        "target": Target(cell, MarkValue.FIVE, ids["work"], 0),
        "wanted": Wanted(HomeworkKind.ORAL, "читать"),
        "kind": None,
        "file": Incoming("id", FileKind.PHOTO, "", 1),
        "text": "5",
        "title": "Дроби",
        "screen": None,
        "words": WORDS,
        "answers": None,
        "question": 0,
        "option": 0,
        "flag": "-",
        "on": True,
        "done": True,
        "close": True,
        "assumed": Assumed(),
        "platform": "telegram",
        "scope": Scope.GUARDIAN,
        "after": None,
        "page": 0,
        "duty": Duty.COORDINATOR,
        "facts": {"event": "bound", "grant_id": ids["grant"]},
        "alias": "Поля",
        "which": Which(),
        "inbox_id": 0,
        "real": NOW,
        "lessons": [ids["ahead"]],
        "absent_id": ids["teacher"],
        "substitute_id": ids["colleague"],
        "substitution_id": ids["substitution"],
        "batch_id": ids["substitution"],
        "absence_id": ids["absence"],
        "month": MONDAY,
        "of": None,
        "before": 0,
        "period": 5,
        "paid": True,
        "order_number": "1-к",
        "own": True,
        "weights": True,
        "harder": False,
        "attestation_counts": True,
        "enough": True,
        "deadline_days": 3,
        "half_year": None,
        "spot": Slot(ids["course"], date(2026, 11, 25), 2),
        "test_id": ids["test"],
        "number": 1,
        "external": None,
        "start": None,
        "lock": False,
        "looked": None,
    }


async def test_nobody_else_calls_an_operation_and_its_owner_does(db: Database, school: NamedSchool) -> None:
    ids = await things(db, school)
    wrong = []
    for name, operation in operations().items():
        relations = MATRIX["operations"][name]
        if relations in (["inner"], ["self"]):
            continue
        for relation in (it for it in relations if it != "owner"):
            for who in EVERYBODY:
                owns = who in MATRIX["relations"][relation]["allow"]
                if owns and "owner" in relations:
                    continue
                let_in = await _let_in(db, school, operation, _given(operation, ids, name, relation), who)
                if let_in is not owns:
                    wrong.append(f"{name} ({relation}): {who} was {'let in' if let_in else 'kept out'}")
    assert not wrong, "\n".join(wrong)


def _given(operation: Callable[..., Any], ids: dict[str, int], name: str, relation: str) -> dict[str, Any]:
    known = arguments(ids, relation)
    if name == "people.closing.close":
        known["reason"] = Reason.OTHER
    if name in ("people.directory.staff_card", "control.pages.of_person"):
        known["person_id"] = ids["teacher"]
    known["facts"] = {
        "absences.inquiry_stories.promised": {"event": "asked", "inquiry": ids["inquiry"]},
        "absences.note_news.story": {"event": "sent", "note": ids["note"]},
    }.get(name, known["facts"])
    if name == "absences.notes.send":
        known["reason"] = NoteReason.FAMILY
    if name == "absences.note_news.story":
        known["facts"] = {"event": "sent", "note": ids["note"]}
    known |= OF_AREA.get(name.partition(".")[0], {})

    if relation == "day":
        known["class_id"] = ids["first_class"]
    if name == "programme.loading.draw":
        known["words"] = workbook
    if name.startswith("substitutions."):
        known |= _of_substitutions(ids)
    if name.startswith("finals."):
        known |= _of_finals(ids)
    if relation == "draft":
        known["version"] = ids["version"]
    return {key: known[key] for key in list(inspect.signature(operation).parameters)[2:]}


def _of_finals(ids: dict[str, int]) -> dict[str, Any]:
    cell = FinalCell(ids["course"], ids["span"], ids["pupil"])
    return {"cell": cell, "grade": 9, "part_id": ids["subject"], "joined": True, "formula": Formula.ALL_TERMS}


def _of_substitutions(ids: dict[str, int]) -> dict[str, Any]:
    return {
        "facts": {"about": "silent", "batch": ids["substitution"]},
        "kind": SubstitutionKind.SAME_SUBJECT,
        "reason": None,
        "person_id": ids["teacher"],
        "lock": False,
        "looked": None,
    }


async def _let_in(
    db: Database, school: NamedSchool, operation: Callable[..., Awaitable[Any]], given: dict[str, Any], who: str
) -> bool:
    """Whether it got past the gate: what is refused for another reason was let in. A draft that is another's is gone.

    What prepares a push answers a recipient who may not hear it with nothing.
    """
    result: Any = None
    async with undone(db) as session:
        actor = await actor_of(session, school, who)
        try:
            result = await operation(session, actor, **given)
        except NotFound:
            return False
        except Refusal:
            return "draft_id" not in given or who == "algebra"
    return result is not None or operation.__name__ not in {"story", "promised", "entitled"}
