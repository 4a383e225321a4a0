"""Posting a material: why and for whom by taps, then a file, a photo or a text with a link; taking it off (П 6.2)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import select, update

from db.engine import Session
from db.homework import StoredFile
from db.materials import LONGEST, Material, MaterialTopic
from journal import audit, typed
from journal.access import Actor
from journal.access.materials import MayPost, Readership, may_post, posted
from journal.homework import files
from journal.homework.files import Incoming
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound, Refusal

KIND: Final = "material"
"""The kind of draft in which a material is waited for."""
MORE: Final = "more"
"""Said in the draft once a file came: a text after it may be meant for anything else."""
SHOWN: Final = 20
"""How many of the own ones are listed, the latest first."""


class NothingPosted(Refusal):
    """A material is a file, or a text that can be seen."""

    key = "refusal-material-empty"


class Posted(NamedTuple):
    """An own material."""

    id: int
    topic: MaterialTopic
    class_id: int | None
    grade: int | None
    text: str
    file: str | None
    put_at: datetime


class OwnPage(NamedTuple):
    """`📁 Файлы` of staff: what stands, and for whom more may be posted."""

    posted: Sequence[Posted]
    may: MayPost


async def own(session: Session, actor: Actor, *, now: datetime) -> OwnPage:
    """The own materials that stand. NotFound for who teaches nobody, leads nobody and is no deputy head."""
    may = await may_post(session, actor, now.date())
    rows = await session.execute(
        select(
            Material.id,
            Material.topic,
            Material.class_id,
            Material.grade,
            Material.text,
            StoredFile.name,
            Material.put_at,
        )
        .outerjoin(StoredFile, StoredFile.id == Material.file_id)
        .where(posted(actor), Material.withdrawn_at.is_(None))
        .order_by(Material.put_at.desc(), Material.id.desc())
        .limit(SHOWN)
    )
    return OwnPage([Posted(*row) for row in rows], may)


async def leave(session: Session, actor: Actor, *, now: datetime) -> OwnPage:
    """The same; what was waited for is given up."""
    page = await own(session, actor, now=now)
    await drafts.drop(session, actor, kind=KIND)
    return page


async def begin(
    session: Session,
    actor: Actor,
    *,
    topic: MaterialTopic,
    class_id: int | None,
    grade: int | None,
    screen: int | None,
    now: datetime,
) -> MayPost:
    """The next message is the material. NotFound for a class or a grade that is not the actor's to post for."""
    may = await may_post(session, actor, now.date())
    if not may.allows(Readership(class_id, grade)):
        raise NotFound
    payload = {"topic": topic.value, "class": class_id, "grade": grade}
    await drafts.put(session, actor, kind=KIND, payload=payload, screen=screen, now=now)
    return may


async def post(
    session: Session, actor: Actor, draft: DraftFacts, *, text: str, file: Incoming | None, now: datetime
) -> OwnPage:
    """Post what came. Who may post for whom is asked anew. Raises NothingPosted, TooLong.

    After a file more files may follow, as those of an album do, each a material of its own; a text ends it.
    """
    to = Readership(draft.payload["class"], draft.payload["grade"])
    if not (await may_post(session, actor, now.date())).allows(to):
        raise NotFound
    said = typed.text(text, LONGEST)
    if not said and file is None:
        raise NothingPosted
    stored = await files.store(session, actor, file, now=now) if file is not None else None
    made = Material(
        author_id=actor.staff_id,
        topic=MaterialTopic(draft.payload["topic"]),
        class_id=to.class_id,
        grade=to.grade,
        text=said,
        file_id=stored.id if stored is not None else None,
        put_at=now,
    )
    session.add(made)
    await session.flush()
    if file is None:
        await drafts.drop(session, actor, kind=KIND)
    else:
        payload = {**draft.payload, MORE: True}
        await drafts.put(session, actor, kind=KIND, payload=payload, screen=draft.screen, now=now)
    audit.record(session, actor, "material.post", now, material=made.id, topic=made.topic.value)
    return await own(session, actor, now=now)


async def withdraw(session: Session, actor: Actor, *, material_id: int, now: datetime) -> OwnPage:
    """Take an own material off; again is a success. NotFound for anybody else's."""
    found = await session.scalar(select(Material.id).where(Material.id == material_id, posted(actor)))
    if found is None:
        raise NotFound
    taken = await session.scalar(
        update(Material)
        .where(Material.id == material_id, Material.withdrawn_at.is_(None))
        .values(withdrawn_at=now)
        .returning(Material.id)
    )
    if taken is not None:
        audit.record(session, actor, "material.withdraw", now, material=material_id)
    return await own(session, actor, now=now)
