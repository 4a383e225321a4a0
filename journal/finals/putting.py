"""Put, accept and confirm finals: one rule for a tap, a typed comment and «Принять все»."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import select, text, update

from db.engine import Session, insert
from db.finals import OF_TERM, OF_YEAR, CourseFinals, FinalChange, FinalKind, FinalMark
from db.lessons import Lesson
from db.marks import MarkValue
from journal import audit, notices, rules
from journal.access import Actor
from journal.finals import courses, page
from journal.finals.columns import Column, Stage
from journal.finals.page import Line, One, Page
from journal.finals.refusals import CommentNeeded, FinalsChanged, FinalsMissing, NotOpen, TermLocked
from journal.lessons import sheet
from journal.refusals import NotFound

NAMED = 3
"""So many names stand in a refusal; an alert holds 200 characters."""


class Cell(NamedTuple):
    """Where a final stands: a course, its column, a student of it."""

    course_id: int
    column_id: int
    student_id: int


class OfList(Protocol):
    """What is done with a whole column as it was `seen`: `accept_all`, `confirm`."""

    async def __call__(
        self, session: Session, actor: Actor, *, course_id: int, column_id: int, seen: int, now: datetime
    ) -> Page:
        """Do it; FinalsChanged when the screen showed something else."""
        ...


async def one(session: Session, actor: Actor, cell: Cell, *, now: datetime) -> One:
    """One student's final, to look at."""
    shown = await page.of(session, actor, cell.course_id, cell.column_id, now=now)
    line = shown.line(cell.student_id)
    author = await sheet.name_of(session, line.there.author_id) if line.there.version else ""
    return One(shown, line, author, page.values(session))


async def sure(session: Session, actor: Actor, *, course_id: int, column_id: int, now: datetime) -> Page:
    """The column of an own course before it is confirmed; NotFound for anybody else."""
    shown = await page.of(session, actor, course_id, column_id, now=now)
    if not shown.found.mine:
        raise NotFound
    return shown


async def to_fill(session: Session, actor: Actor, course_id: int, column_id: int, now: datetime) -> Page:
    """A column of the actor's own course, open and locked for others until the transaction ends.

    Raises NotFound for a course of anybody else, NoMarks in grade 1 (H5), NotOpen, TermLocked.
    """
    found = await courses.to_fill(session, actor, course_id, now)
    column = found.column(column_id)
    _open(column, now)
    return await page.made(session, found, column, now)


def _open(column: Column, now: datetime) -> None:
    stage = column.stage(now)
    if stage is Stage.AHEAD:
        raise NotOpen(day=f"{column.opens_on:%d.%m}")
    if stage.locked:
        raise TermLocked


async def put(
    session: Session,
    actor: Actor,
    cell: Cell,
    *,
    value: MarkValue | None,
    version: int,
    comment: str = "",
    now: datetime,
) -> Page:
    """Put a final, replace the one there, or remove it (value None). Returns the page as it is then.

    The same value again is a success without a change, whatever the version. Raises what `to_fill` does, Stale when
    somebody changed it since (G16), CommentNeeded where it differs from what the marks come to.
    """
    shown = await to_fill(session, actor, cell.course_id, cell.column_id, now)
    line = shown.line(cell.student_id)
    there = line.there
    if value == there.value and (not comment or comment == there.comment):
        return shown
    if version != there.version:
        raise await sheet.stale(session, there.author_id, there.value or "—")
    if value is not None and value not in page.values(session):
        raise NotFound
    if value is not None and line.proposal.value not in (None, value) and not comment:
        raise CommentNeeded(proposed=line.proposal.value or "")
    return await _write(session, actor, shown, [(line, value, comment)], now)


async def accept_all(
    session: Session, actor: Actor, *, course_id: int, column_id: int, seen: int, now: datetime
) -> Page:
    """Take every proposal where no final stands yet; those that were put stay. Doing it again changes nothing.

    Raises what `to_fill` does, and FinalsChanged when the arithmetic is not what the screen showed.
    """
    shown = await to_fill(session, actor, course_id, column_id, now)
    if not shown.waiting:
        return shown
    if shown.seen != seen:
        raise FinalsChanged
    return await _write(session, actor, shown, [(line, line.proposal.value, "") for line in shown.waiting], now)


async def confirm(session: Session, actor: Actor, *, course_id: int, column_id: int, seen: int, now: datetime) -> Page:
    """These are the finals: families will hear, and the term's marks are locked. Confirmed already is a success.

    Raises what `to_fill` does, FinalsChanged as above, FinalsMissing while a student has none, CommentNeeded where one
    differs from the marks without a word.
    """
    found = await courses.to_fill(session, actor, course_id, now)
    column = found.column(column_id)
    if column.stage(now) is Stage.CONFIRMED:
        return await page.made(session, found, column, now)
    _open(column, now)
    if column.term is not None:
        # Whoever is putting a mark holds its lesson: none slips in between the arithmetic and the lock.
        span = Lesson.date.between(column.term.first, column.term.last)
        of_term = select(Lesson.id).where(Lesson.course_id == course_id, span).order_by(Lesson.id).with_for_update()
        (await session.execute(of_term)).all()
    shown = await page.made(session, found, column, now)
    if shown.missing or not shown.lines:
        raise FinalsMissing(count=len(shown.missing), names=_names(shown.missing))
    if shown.seen != seen:
        raise FinalsChanged
    if shown.unexplained:
        raise CommentNeeded(proposed=_names(shown.unexplained))
    told = [line for line in shown.lines if line.there.confirmed != line.there.value]
    await _lock(session, actor, shown, now)
    if told:
        await _publish(session, [line.there.id for line in told], now)
        await notices.finals_news(
            session, [line.student_id for line in told], due_at=now + rules.of(session).hold, now=now
        )
    facts = {"course": course_id, "column": column_id, "finals": len(shown.lines), "told": len(told)}
    audit.record(session, actor, "finals.confirm", now, **facts)
    confirmed = column._replace(stored=column.stored._replace(confirmed_at=now, unlocked_until=None))
    return shown._replace(column=confirmed)


def _names(lines: Sequence[Line]) -> str:
    names = ", ".join(line.pupil.short[:30] for line in lines[:NAMED])
    return f"{names}…" if len(lines) > NAMED else names


async def _lock(session: Session, actor: Actor, shown: Page, now: datetime) -> None:
    values = {"confirmed_at": now, "confirmed_by": actor.staff_id, "unlocked_until": None}
    await keep(session, shown.course.id, shown.column, values)


async def keep(session: Session, course_id: int, column: Column, values: Mapping[str, Any]) -> None:
    """Write down of a course's column when it was confirmed or unlocked."""
    term_id = column.term.id if column.term else None
    statement = insert(session, CourseFinals).values(
        course_id=course_id, kind=column.kind, term_id=term_id, **{"reason": "", **values}
    )
    key, where = (
        ([CourseFinals.course_id, CourseFinals.kind], OF_YEAR)
        if term_id is None
        else ([CourseFinals.course_id, CourseFinals.term_id], OF_TERM)
    )
    await session.execute(
        statement.on_conflict_do_update(index_elements=key, index_where=text(where), set_=dict(values))
    )


async def _publish(session: Session, ids: Sequence[int], now: datetime) -> None:
    """Families may know these values once the hold is over; until then what they knew before."""
    held = now - rules.of(session).hold
    known = select(FinalMark.id).where(FinalMark.id.in_(ids), FinalMark.confirmed_at <= held)
    await session.execute(
        update(FinalMark).where(FinalMark.id.in_(known.scalar_subquery())).values(confirmed_before=FinalMark.confirmed)
    )
    await session.execute(
        update(FinalMark).where(FinalMark.id.in_(ids)).values(confirmed=FinalMark.value, confirmed_at=now)
    )


async def _write(
    session: Session,
    actor: Actor,
    shown: Page,
    changes: Sequence[tuple[Line, str | None, str]],
    now: datetime,
) -> Page:
    """The rows, their history and the change log, in the one transaction (G5)."""
    column, of_term = shown.column, shown.column.kind is FinalKind.TERM
    statement = insert(session, FinalMark).values(
        [
            {
                "student_id": line.student_id,
                "subject_id": shown.subject_id,
                "year_id": shown.course.year_id,
                "term_id": column.term.id if column.term else None,
                "kind": column.kind,
                "value": value,
                "proposed": line.proposal.value,
                "comment": comment,
                "author_id": actor.staff_id,
                "version": line.there.version + 1,
                "put_at": now,
                "changed_at": now,
            }
            for line, value, comment in changes
        ]
    )
    last = FinalMark.term_id if of_term else FinalMark.kind
    key = [FinalMark.student_id, FinalMark.subject_id, last, *([] if of_term else [FinalMark.year_id])]
    kept = ("value", "proposed", "comment", "author_id", "version", "changed_at")
    rows = await session.execute(
        statement.on_conflict_do_update(
            index_elements=key,
            index_where=text(OF_TERM if of_term else OF_YEAR),
            set_={name: statement.excluded[name] for name in kept},
        ).returning(FinalMark.id, FinalMark.student_id)
    )
    ids = {student_id: final_id for final_id, student_id in rows}
    await session.execute(
        insert(session, FinalChange).values(
            [
                {
                    "final_id": ids[line.student_id],
                    "old_value": line.there.value,
                    "new_value": value,
                    "comment": comment,
                    "author_id": actor.staff_id,
                    "at": now,
                }
                for line, value, comment in changes
            ]
        )
    )
    entries = [
        (
            "final.remove" if value is None else "final.put",
            {
                "final": ids[line.student_id],
                "student": line.student_id,
                "course": shown.course.id,
                "column": column.id,
                "old": line.there.value,
                "new": value,
                "proposed": line.proposal.value,
                "comment": audit.sealed(comment) if comment else None,
            },
        )
        for line, value, comment in changes
    ]
    await audit.record_all(session, actor, entries, now)
    written = {
        line.student_id: line._replace(
            there=line.there._replace(
                id=ids[line.student_id],
                version=line.there.version + 1,
                value=value,
                proposed=line.proposal.value,
                comment=comment,
                author_id=actor.staff_id,
            )
        )
        for line, value, comment in changes
    }
    return shown.replaced(written)
