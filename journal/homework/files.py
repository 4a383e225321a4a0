"""Photos and files of a homework. The platform's id is enough to show them again; the bytes are fetched afterwards."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, select, update

from db.engine import Session
from db.homework import FileKind, Homework, HomeworkFile, StoredFile
from journal import access, audit, typed
from journal.access import Actor, LessonFacts
from journal.homework import assigning
from journal.homework.assigning import LIMIT, HomeworkThere, Wanted
from journal.lessons import sheet
from journal.lessons.sheet import Touched
from journal.people.accounts import TELEGRAM
from journal.refusals import TooMany

MOST = 10
"""Files a homework: as many as one album has."""
FETCHABLE = 20 * 1024 * 1024
"""The largest file that the messenger gives a bot; a larger one can still be shown by its id."""
FETCHED_WITHIN = timedelta(hours=24)
"""A file that could not be fetched for so long is left to the messenger."""


class Incoming(NamedTuple):
    """A photo or document as it came in a message."""

    file_id: str
    kind: FileKind
    name: str
    size: int


class Attached(NamedTuple):
    """A file of a homework."""

    file_id: int
    platform_file_id: str
    kind: FileKind
    name: str


class Unfetched(NamedTuple):
    """A stored file whose bytes are not here yet."""

    id: int
    platform_file_id: str
    name: str


async def attach(
    session: Session, actor: Actor, lesson_id: int, file: Incoming, *, text: str = "", now: datetime
) -> HomeworkThere:
    """Add a file to a lesson's homework, with its caption as the text where there is none yet.

    A lesson without homework, or with «не задано», gets one. Raises TooMany beyond ten, TooLong beyond a homework's text.
    """
    lesson = await access.lesson_to_fill(session, actor, lesson_id, now)
    was = await assigning.there(session, lesson_id)
    there = await add(session, actor, lesson, was, file, text=text, now=now)
    written = assigning.entry(actor, was, there) if there.version != was.version else None
    await sheet.entered(session, lesson, written or Touched(), now=now)
    return there


async def add(
    session: Session,
    actor: Actor,
    lesson: LessonFacts,
    there: HomeworkThere,
    file: Incoming,
    *,
    text: str,
    now: datetime,
    number: int = 0,
    students: Collection[int] = (),
) -> HomeworkThere:
    """The same for a lesson that this transaction has locked already; under a number for these students alone."""
    if there.files >= MOST:
        raise TooMany(limit=MOST)
    wanted = there.wanted if there.said and not there.none else Wanted(due_on=await assigning.next_day(session, lesson))
    caption = typed.text(text, LIMIT)
    if caption and caption not in wanted.text:
        wanted = wanted._replace(text=typed.text(f"{wanted.text}\n{caption}", LIMIT))
    there = await assigning.write(
        session, actor, lesson, there, wanted, version=there.version, number=number, students=students, now=now
    )
    stored = await store(session, actor, file, now=now)
    session.add(HomeworkFile(homework_id=there.id, file_id=stored.id, position=there.files + 1))
    audit.record(session, actor, "homework.attach", now, lesson=lesson.id, file=stored.id)
    return there._replace(files=there.files + 1)


async def store(session: Session, actor: Actor, file: Incoming, *, now: datetime) -> StoredFile:
    """Keep what the platform calls the file; of a long name its end, which says what kind of file it is."""
    stored = StoredFile(
        platform=TELEGRAM,
        platform_file_id=file.file_id,
        kind=file.kind,
        name=typed.line(file.name, len(file.name))[-120:],
        size=file.size,
        author_id=actor.staff_id,
        stored_at=now,
    )
    session.add(stored)
    await session.flush()
    return stored


async def detach_all(
    session: Session, actor: Actor, lesson_id: int, *, number: int = 0, version: int, now: datetime
) -> None:
    """Take every file off the homework that the screen showed; the stored files stay (H11). Raises Stale if it changed."""
    lesson = await access.lesson_to_fill(session, actor, lesson_id, now)
    there = await assigning.there(session, lesson.id, number)
    if there.version != version:
        raise await sheet.stale(session, there.author_id, there.text or "—")
    await session.execute(delete(HomeworkFile).where(HomeworkFile.homework_id == there.id))
    audit.record(session, actor, "homework.detach", now, lesson=lesson_id, files=there.files)


async def shown(session: Session, actor: Actor, lesson_id: int, number: int = 0) -> list[Attached]:
    """The files of an own lesson's homework, to be sent again."""
    lesson = await access.lesson_of_teacher(session, actor, lesson_id)
    return await of_homework(session, lesson.id, number)


async def of_homework(session: Session, lesson_id: int, number: int = 0) -> list[Attached]:
    """The files of a lesson's homework in the order in which they came. The caller loaded the lesson."""
    rows = await session.execute(
        select(StoredFile.id, StoredFile.platform_file_id, StoredFile.kind, StoredFile.name)
        .join(HomeworkFile, HomeworkFile.file_id == StoredFile.id)
        .join(Homework, Homework.id == HomeworkFile.homework_id)
        .where(Homework.lesson_id == lesson_id, Homework.number == number)
        .order_by(HomeworkFile.position, StoredFile.id)
    )
    return [Attached(*row) for row in rows]


async def unfetched(session: Session, now: datetime, *, limit: int = 20) -> list[Unfetched]:
    """Files whose bytes are still to be fetched, oldest first."""
    rows = await session.execute(
        select(StoredFile.id, StoredFile.platform_file_id, StoredFile.name)
        .where(StoredFile.path.is_(None), StoredFile.size <= FETCHABLE, StoredFile.stored_at > now - FETCHED_WITHIN)
        .order_by(StoredFile.id)
        .limit(limit)
    )
    return [Unfetched(*row) for row in rows]


async def fetched(session: Session, file_id: int, path: str) -> None:
    """The bytes lie at this path under DATA_DIR."""
    await session.execute(update(StoredFile).where(StoredFile.id == file_id).values(path=path))
