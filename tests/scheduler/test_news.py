"""The way out: hold, merge, correction, one push a recipient and child (A3, G8–G10)."""

from datetime import date, timedelta

from sqlalchemy import select

from db.engine import Session
from db.lessons import Lesson
from db.marks import Mark, MarkChange, WorkType
from db.people import Account
from journal import access, notices, rules
from tests.school import Somebody, moscow
from tests.telegram import World


async def algebra_lesson(session: Session, world: World) -> access.LessonFacts:
    """Monday's first lesson of 8Б."""
    course = world.school.courses["8Б алгебра"]
    row = (
        await session.execute(access.lessons().where(Lesson.course_id == course, Lesson.date == date(2026, 11, 23)))
    ).one()
    return access.LessonFacts(*row)


async def put(
    world: World, who: Somebody, value: str | None, *, slot: int = 1, reason: str = "", close: bool = False
) -> None:
    """Write a mark as `journal.marks` does, in the smallest way that promises its news."""
    now = world.clock.now()
    student = who.student_id
    assert student is not None
    async with world.db.write() as session:
        lesson = await algebra_lesson(session, world)
        work = await session.scalar(select(WorkType.id).where(WorkType.code == "answer"))
        mark = await session.scalar(
            select(Mark).where(Mark.lesson_id == lesson.id, Mark.student_id == student, Mark.slot == slot)
        )
        old = mark.value if mark else None
        if mark is None:
            mark = Mark(
                lesson_id=lesson.id,
                student_id=student,
                slot=slot,
                value=value,
                work_type_id=work or 0,
                author_id=world.school.algebra.person_id,
                version=1,
                put_at=now,
                changed_at=now,
            )
            session.add(mark)
        else:
            mark.value, mark.version, mark.changed_at = value, mark.version + 1, now
        await session.flush()
        session.add(
            MarkChange(
                mark_id=mark.id,
                old_value=old,
                new_value=value,
                reason=reason,
                author_id=world.school.algebra.person_id,
                at=now,
            )
        )
        await notices.lesson_news(session, lesson, [student], due_at=now + rules.DEFAULTS.hold, now=now)
        if close:
            await notices.hasten(session, lesson.id, now=now)


async def test_only_the_last_word_is_told_once_to_each_parent(world: World) -> None:
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    world.clock.set("09:20")
    await put(world, world.school.mother, "3")
    await world.deliver()
    assert mother.heard == []
    world.clock.set("09:25")
    await put(world, world.school.mother, "4")
    world.clock.set("09:26")
    await put(world, world.school.mother, "4", close=True)
    await world.deliver()
    for phone in (mother, father):
        assert [message.text for message in phone.heard] == ["Полина · Алгебра: 4 (ответ)"]
    await world.deliver(after=timedelta(hours=1))
    assert len(mother.heard) == len(father.heard) == 1


async def test_a_late_change_is_one_correction_with_its_reason(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "4", close=True)
    await world.deliver()
    world.clock.set("12:00", date(2026, 11, 25))
    await put(world, world.school.mother, "5", reason="ошиблась строкой")
    await world.deliver(after=timedelta(minutes=11))
    assert [message.text for message in mother.heard][1:] == [
        "Полина · Алгебра, пн 23.11: исправлено 4 → 5: ошиблась строкой"
    ]


async def test_what_was_removed_before_it_was_told_is_never_told(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "2")
    await put(world, world.school.mother, None)
    await world.deliver(after=timedelta(minutes=11))
    assert mother.heard == []


async def test_what_was_told_and_removed_is_told(world: World) -> None:
    mother = await world.phone(world.school.mother)
    await put(world, world.school.mother, "2", close=True)
    await world.deliver()
    await put(world, world.school.mother, None)
    await world.deliver(after=timedelta(minutes=11))
    assert mother.last.text == "Полина · Алгебра: отметка 2 убрана"


async def test_quiet_hours_hold_until_morning(world: World) -> None:
    mother = await world.phone(world.school.mother)
    world.clock.set("22:10")
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert mother.heard == []
    world.clock.at = moscow("07:01", date(2026, 11, 24))
    await world.deliver()
    assert mother.last.text == "Полина · Алгебра, пн 23.11: 5 (ответ)"


async def test_a_blocked_parent_waits_and_the_other_hears(world: World) -> None:
    mother, father = await world.phone(world.school.mother), await world.phone(world.school.father)
    world.tolerated.add("blocked")
    await mother.block()
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert len(father.heard) == 1
    async with world.db.read() as session:
        since = await session.scalar(select(Account.unreachable_since).where(Account.external_id == str(mother.id)))
    assert since is not None


async def test_a_server_error_is_tried_again_and_told_once(world: World) -> None:
    mother = await world.phone(world.school.mother)
    world.tolerated.add("Internal Server Error")
    await world.telegram.fault("500", method="sendMessage", user=mother.id, count=1)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    assert mother.heard == []
    await world.deliver(after=timedelta(seconds=5))
    assert len(mother.heard) == 1
