"""Migrations go up, down and up again on both databases with rows in child tables, and end where the models are."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from db import migrate
from db.absences import AbsenceNote, Attendance, AttendanceCode, NoteReason, NoteState
from db.assessments import Assessment, AssessmentDay, AssessmentState
from db.control import ControlAct, ControlFinding, ControlReading
from db.engine import Database
from db.entries import LastEntry
from db.homework import FileKind, Homework, HomeworkDone, HomeworkFile, HomeworkKind, HomeworkRecipient, StoredFile
from db.jobs import Job, JobKind, JobState
from db.lessons import Lesson, Topic
from db.marks import Mark, MarkChange, WorkType
from db.materials import Material, MaterialTopic
from db.models import metadata
from db.operations import Notice, NoticeKind, NoticeState, Told
from db.people import Account
from db.remarks import Audience, Remark, RemarkKind
from db.substitutions import Substitution
from db.timetable import AcademicYear, TimetableSlot
from tests.school import LONG_AGO, MONDAY, NamedSchool
from tests.substituting import handed_over
from tests.teaching import Desk

WAITS = JobState.WAITING


async def test_the_newest_schema_is_the_models(empty_db: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))

    async with empty_db.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_up_again_changes_nothing_and_keeps_the_rows(db: Database, school: NamedSchool) -> None:
    async def counts() -> tuple[int, ...]:
        async with db.read() as session:
            return tuple(
                [
                    await session.scalar(select(func.count()).select_from(table)) or 0
                    for table in (Lesson, TimetableSlot)
                ]
            )

    before = await counts()
    assert min(before) > 0
    await migrate.upgrade(db)
    assert await counts() == before


async def test_every_step_goes_down_and_up(db: Database, school: NamedSchool) -> None:
    revisions = [revision.revision for revision in ScriptDirectory.from_config(migrate.config()).walk_revisions()]
    for revision in [*revisions[1:], "base"]:
        await migrate.downgrade(db, revision)
    for revision in reversed(revisions):
        await migrate.upgrade(db, revision)
    async with db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Lesson)) == 0


async def test_notes_go_and_come_without_a_loss_beside_them(db: Database, school: NamedSchool) -> None:
    """Back to before there were notes: the codes they had put stay, and so do pushes of other kinds with their one rule."""
    account_id = await explained_absence(db, school)
    await migrate.downgrade(db, "0001")
    async with db.read() as session:
        codes = (await session.execute(text("SELECT code, version FROM attendance"))).all()
        kinds = (await session.execute(text("SELECT kind FROM notice"))).scalars().all()
    assert [tuple(row) for row in codes] == [("Б", 2)]
    assert kinds == ["lesson_news"]

    await migrate.upgrade(db)
    async with db.read() as session:
        assert await session.scalar(select(func.count()).select_from(AbsenceNote)) == 0
        assert (await session.scalars(select(Attendance.note_id))).all() == [None]
    with pytest.raises(IntegrityError):  # one pending row a key, still
        async with db.write() as session:
            await session.execute(insert(Notice).values(**promise(account_id, NoticeKind.LESSON_NEWS)))
    with pytest.raises(IntegrityError):  # no kinds but ours, still
        async with db.write() as session:
            await session.execute(text("UPDATE notice SET kind = 'gossip'"))


async def test_homework_of_named_students_goes_with_its_schema_and_the_groups_stays(
    db: Database, school: NamedSchool
) -> None:
    """Back to where a lesson has one homework for all: what was a single student's is shown to nobody else."""
    async with db.write() as session:
        lesson_id = await session.scalar(select(func.min(Lesson.id))) or 0
        for number in (0, 1):
            task = Homework(
                lesson_id=lesson_id, number=number, kind=HomeworkKind.WRITTEN, text=f"№ {number}", version=1,
                author_id=school.algebra.person_id, put_at=LONG_AGO, changed_at=LONG_AGO,
            )  # fmt: skip
            session.add(task)
            await session.flush()
            file = StoredFile(
                platform="telegram", platform_file_id=str(number), kind=FileKind.PHOTO, name="доска.jpg", size=1,
                author_id=school.algebra.person_id, stored_at=LONG_AGO,
            )  # fmt: skip
            session.add(file)
            await session.flush()
            session.add(HomeworkFile(homework_id=task.id, file_id=file.id, position=1))
        session.add(HomeworkRecipient(homework_id=task.id, student_id=school.students["Смирнова Полина"]))
        tick = HomeworkDone(homework_id=task.id, student_id=school.students["Смирнова Полина"], done_at=LONG_AGO)
        session.add(tick)
    await migrate.downgrade(db, "0010")
    async with db.read() as session:
        left = (await session.execute(text("SELECT text FROM homework"))).scalars().all()
        files = (await session.execute(text("SELECT count(*) FROM homework_file"))).scalar_one()
    assert (left, files) == (["№ 0"], 1)

    await migrate.upgrade(db)
    async with db.read() as session:
        found = (await session.execute(select(Homework.number, Homework.load_reason))).all()
    assert [tuple(row) for row in found] == [(0, "")]


async def test_a_homework_instead_of_the_groups_goes_down_beside_it(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        lesson_id = await session.scalar(select(func.min(Lesson.id))) or 0
        session.add(
            Homework(
                lesson_id=lesson_id, number=1, kind=HomeworkKind.WRITTEN, text="№ 12", version=1, instead=True, withdrawn=True,
                author_id=school.algebra.person_id, put_at=LONG_AGO, changed_at=LONG_AGO,
            )
        )  # fmt: skip
    await migrate.downgrade(db, "0015")
    await migrate.upgrade(db)
    async with db.read() as session:
        found = (await session.execute(select(Homework.text, Homework.instead, Homework.withdrawn))).all()
    assert [tuple(row) for row in found] == [("№ 12", False, False)]


async def test_planned_tests_go_and_come_with_the_day_that_each_takes(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        work = await session.scalar(select(func.min(WorkType.id))) or 0
        test = Assessment(
            course_id=school.courses["8Б алгебра"], date=MONDAY, period=1, work_type_id=work, minutes=45,
            external=False, state=AssessmentState.PLANNED, author_id=school.algebra.person_id, version=1,
            put_at=LONG_AGO, changed_at=LONG_AGO,
        )  # fmt: skip
        session.add(test)
        await session.flush()
        session.add(AssessmentDay(class_id=school.classes["8Б"], date=MONDAY, assessment_id=test.id))
    await migrate.downgrade(db, "0013")
    await migrate.upgrade(db)
    async with db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Assessment)) == 0
        assert (await session.scalar(select(func.count()).select_from(Lesson)) or 0) > 0


async def test_remarks_go_with_what_was_promised_and_told_of_them(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        account_id = await session.scalar(select(func.min(Account.id))) or 0
        session.add(
            Remark(
                student_id=school.students["Смирнова Полина"],
                author_id=school.homeroom.person_id,
                text="Молодец",
                kind=RemarkKind.PRAISE,
                audience=Audience.FAMILY,
                put_at=LONG_AGO,
                changed_at=LONG_AGO,
            )
        )
        for kind in (NoticeKind.LESSON_NEWS, NoticeKind.REMARK):
            await session.execute(insert(Notice).values(**promise(account_id, kind)))
        for cell in ("remark:1", "attendance:1:1"):
            await session.execute(insert(Told).values(account_id=account_id, cell=cell, value="", told_at=LONG_AGO))
        material = Material(
            author_id=school.homeroom.person_id, topic=MaterialTopic.GIFTED, grade=8, text="Задачи", put_at=LONG_AGO
        )
        session.add(material)
    await migrate.downgrade(db, "0014")
    async with db.read() as session:
        kinds = (await session.execute(text("SELECT kind FROM notice"))).scalars().all()
        cells = (await session.execute(text("SELECT cell FROM told"))).scalars().all()
    assert (kinds, cells) == (["lesson_news"], ["attendance:1:1"])

    await migrate.upgrade(db)
    async with db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Remark)) == 0


def promise(account_id: int, kind: NoticeKind) -> dict[str, object]:
    return {
        "key": kind.value, "kind": kind, "account_id": account_id, "facts": {}, "due_at": LONG_AGO,
        "state": NoticeState.PENDING, "created_at": LONG_AGO,
    }  # fmt: skip


async def explained_absence(db: Database, school: NamedSchool) -> int:
    """Б by a note, and a push of either kind; returns whose."""
    student_id, person_id = school.students["Смирнова Полина"], school.mother.person_id
    async with db.write() as session:
        note = AbsenceNote(
            student_id=student_id, author_id=person_id, reason=NoteReason.ILL, first_on=MONDAY, last_on=MONDAY,
            state=NoteState.SENT, sent_at=LONG_AGO, version=1,
        )  # fmt: skip
        session.add(note)
        await session.flush()
        lesson_id = await session.scalar(select(func.min(Lesson.id))) or 0
        session.add(
            Attendance(
                lesson_id=lesson_id,
                student_id=student_id,
                code=AttendanceCode.ILL,
                note_id=note.id,
                author_id=person_id,
                version=2,
                put_at=LONG_AGO,
                changed_at=LONG_AGO,
            )
        )
        account_id = await session.scalar(select(func.min(Account.id))) or 0
        for kind in (NoticeKind.LESSON_NEWS, NoticeKind.ABSENCE_NOTE):
            await session.execute(insert(Notice).values(**promise(account_id, kind)))
    return account_id


async def test_substitutions_go_and_come_without_a_loss_beside_them(db: Database, school: NamedSchool) -> None:
    """Back to before them: lessons stay where they lie now, pushes of other kinds stay, and the rules hold again."""
    desk = Desk(db, school)
    lesson_id = await handed_over(desk)
    async with db.write() as session:
        moved = update(Lesson).where(Lesson.id == lesson_id)
        await session.execute(moved.values(from_date=MONDAY, from_period=1, period=6, instead_of=lesson_id + 1))
        account_id = await session.scalar(select(func.min(Account.id))) or 0
        await session.execute(insert(Notice).values(**promise(account_id, NoticeKind.LESSON_NEWS)))
    await migrate.downgrade(db, "0007")
    async with db.read() as session:
        rows = (await session.execute(text("SELECT kind FROM notice"))).scalars().all()
        period = await session.scalar(text("SELECT period FROM lesson WHERE id = :id"), {"id": lesson_id})
    assert (rows, period) == (["lesson_news"], 6)

    await migrate.upgrade(db)
    async with db.read() as session:
        assert await session.scalar(select(func.count()).select_from(Substitution)) == 0
    await handed_over(desk)
    with pytest.raises(IntegrityError):  # one live substitution a lesson and teacher, still
        await handed_over(desk)
    with pytest.raises(IntegrityError):  # a moved lesson knows both its date and its period, still
        async with db.write() as session:
            await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(from_date=MONDAY))


async def test_a_history_survives_the_step_that_told_what_marks_were_for(db: Database, school: NamedSchool) -> None:
    """Back to before last entries: what was changed stays known, and what it was for is forgotten with its column."""
    async with db.write() as session:
        lesson_id = await session.scalar(select(func.min(Lesson.id))) or 0
        work_id = await session.scalar(select(func.min(WorkType.id))) or 0
        person_id, student_id = school.algebra.person_id, school.students["Смирнова Полина"]
        mark = Mark(
            lesson_id=lesson_id, student_id=student_id, slot=1, value="5", work_type_id=work_id, author_id=person_id,
            version=1, put_at=LONG_AGO, changed_at=LONG_AGO,
        )  # fmt: skip
        session.add(mark)
        await session.flush()
        session.add(MarkChange(mark_id=mark.id, new_value="5", work_type_id=work_id, author_id=person_id, at=LONG_AGO))
        session.add(LastEntry(lesson_id=lesson_id, person_id=person_id, was={"taken": True}, version=1, at=LONG_AGO))
    await migrate.downgrade(db, "0009")
    async with db.read() as session:
        kept = (await session.execute(text("SELECT new_value FROM mark_change"))).scalars().all()
    assert kept == ["5"]

    await migrate.upgrade(db)
    async with db.read() as session:
        assert (await session.scalars(select(MarkChange.work_type_id))).all() == [None]
        assert await session.scalar(select(func.count()).select_from(LastEntry)) == 0


async def test_a_topic_out_of_its_plan_goes_down_with_a_number_and_comes_up_without(
    db: Database, school: NamedSchool
) -> None:
    async with db.write() as session:
        topic_id = await session.scalar(select(func.min(Topic.id)))
        await session.execute(update(Topic).where(Topic.id == topic_id).values(number=None))
        lesson_id = await session.scalar(select(func.min(Lesson.id)))
        await session.execute(update(Lesson).where(Lesson.id == lesson_id).values(topic_id=topic_id))
    await migrate.downgrade(db, "0011")
    async with db.read() as session:
        assert await session.scalar(select(func.min(Topic.number)).where(Topic.id == topic_id)) == 10_000 + (
            topic_id or 0
        )
    await migrate.upgrade(db)
    async with db.read() as session:
        numbers = await session.scalars(select(Topic.number).order_by(Topic.id))
        assert list(numbers) == [None, 2, 3, 4]
        assert await session.scalar(select(Lesson.topic_id).where(Lesson.id == lesson_id)) == topic_id


async def test_a_page_of_the_journal_that_is_asked_for_goes_with_its_kind(db: Database, school: NamedSchool) -> None:
    """Jobs of other kinds stay; on the way up again such a job can be asked for anew."""
    async with db.write() as session:
        account_id = await session.scalar(select(func.min(Account.id))) or 0
        for kind in (JobKind.TERM_SHEET, JobKind.REGISTER):
            session.add(
                Job(kind=kind, key=kind.value, account_id=account_id, facts={}, created_at=LONG_AGO, state=WAITS)
            )
    await migrate.downgrade(db, "0008")
    async with db.read() as session:
        assert list(await session.scalars(text("SELECT kind FROM job"))) == ["term_sheet"]
    await migrate.upgrade(db)
    async with db.write() as session:
        session.add(
            Job(kind=JobKind.REGISTER, key="new", account_id=account_id, facts={}, created_at=LONG_AGO, state=WAITS)
        )


async def test_acts_of_the_control_go_and_come_with_the_pushes_about_them(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        account_id = await session.scalar(select(func.min(Account.id))) or 0
        act = ControlAct(
            year_id=await session.scalar(select(func.min(AcademicYear.id))) or 0, number=1, monday=MONDAY, held=2,
            filled=1, due_on=MONDAY, signed_by=school.deputy.person_id, signed_at=LONG_AGO, signed_on=MONDAY,
        )  # fmt: skip
        session.add(act)
        await session.flush()
        person_id = school.algebra.person_id
        session.add(ControlFinding(act_id=act.id, rule="topic", person_id=person_id, group_name="8Б", period=1, many=1))
        session.add(ControlReading(act_id=act.id, person_id=person_id, read_at=LONG_AGO))
        for kind in (NoticeKind.LESSON_NEWS, NoticeKind.CONTROL):
            await session.execute(insert(Notice).values(**promise(account_id, kind)))
    await migrate.downgrade(db, "0018")
    async with db.read() as session:
        assert list(await session.scalars(text("SELECT kind FROM notice"))) == ["lesson_news"]
    await migrate.upgrade(db)
    async with db.write() as session:
        assert await session.scalar(select(func.count()).select_from(ControlAct)) == 0
        await session.execute(insert(Notice).values(**promise(account_id, NoticeKind.CONTROL)))
