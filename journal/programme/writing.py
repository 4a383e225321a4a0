"""Plans written: a merged plan in a few statements, whatever was renumbered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, insert, select, update

from db.engine import Session, insert_missing
from db.lessons import CurriculumPlan, Lesson, Topic
from journal import audit
from journal.access import Actor
from journal.programme.merging import Merged, There


async def there(session: Session, course_ids: Iterable[int]) -> dict[int, list[There]]:
    """The topics of courses, those that left their plan too. The caller loaded the courses: that was the permission."""
    taken = exists().where(Lesson.topic_id == Topic.id)
    rows = await session.execute(
        select(CurriculumPlan.course_id, Topic.id, Topic.number, Topic.title, Topic.hours, Topic.homework, taken)
        .join(CurriculumPlan, CurriculumPlan.id == Topic.plan_id)
        .where(CurriculumPlan.course_id.in_([*course_ids]))
        .order_by(CurriculumPlan.course_id, Topic.number, Topic.id)
    )
    found: defaultdict[int, list[There]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(There(*row[1:]))
    return found


async def begun(session: Session, course_ids: Sequence[int]) -> dict[int, int]:
    """The plan of each course, begun where there is none."""
    made = insert_missing(session, CurriculumPlan).values([{"course_id": course_id} for course_id in course_ids])
    await session.execute(made)
    rows = await session.execute(
        select(CurriculumPlan.course_id, CurriculumPlan.id)
        .where(CurriculumPlan.course_id.in_(course_ids))
        .with_for_update()
    )
    return {row[0]: row[1] for row in rows}


async def write(session: Session, actor: Actor, merged: Sequence[tuple[int, int, Merged]], *, now: datetime) -> None:
    """Write merged plans (course, plan, what becomes of its topics).

    Numbers are taken away before they are given anew: of one number there is one topic at any moment.
    """
    every = [it for _, _, it in merged]
    gone = [topic.id for it in every for topic in it.removed]
    moving = [a.id for it in every for a, b in it.kept if a.number != b.number and a.number is not None]
    leaving = [topic.id for it in every for topic in it.left]
    if numbered := [*moving, *leaving, *gone]:
        await session.execute(update(Topic).where(Topic.id.in_(numbered)).values(number=None))
    if gone:
        # A lesson that took one of them just now keeps it.
        untaken = ~exists().where(Lesson.topic_id == Topic.id)
        await session.execute(delete(Topic).where(Topic.id.in_(gone), untaken))
    changed = [
        {"key": a.id, "to_number": b.number, "to_title": b.title, "to_hours": b.hours, "to_homework": b.homework}
        for it in every
        for a, b in it.kept
        if a[1:5] != tuple(b)
    ]
    if changed:
        await session.execute(
            update(Topic.__table__)  # type: ignore[arg-type]  # a Table, as every mapped class has
            .where(Topic.__table__.c.id == bindparam("key"))
            .values(
                number=bindparam("to_number"),
                title=bindparam("to_title"),
                hours=bindparam("to_hours"),
                homework=bindparam("to_homework"),
            ),
            changed,
        )
    added = [{"plan_id": plan_id, **b._asdict()} for _, plan_id, it in merged for b in it.added]
    if added:
        await session.execute(insert(Topic), added)
    await audit.record_all(
        session,
        actor,
        [
            (
                "programme.load",
                {
                    "course": course_id,
                    "added": len(it.added),
                    "changed": len(it.changed),
                    "moved": it.moved,
                    "removed": len(it.removed),
                    "left": len(it.left),
                },
            )
            for course_id, _, it in merged
        ],
        now,
    )
