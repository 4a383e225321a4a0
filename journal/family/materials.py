"""What is posted for a child's class, grade or school («Файлы», П 6.2)."""

from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import select

from db.engine import Session
from db.homework import FileKind, StoredFile
from db.materials import Material, MaterialTopic
from db.people import Person
from journal import access
from journal.access import Actor, Child
from journal.access.materials import is_for
from journal.names import initials
from journal.refusals import NotFound

SHOWN: Final = 40
"""The latest ones."""


class SeenMaterial(NamedTuple):
    """A material as a family sees it."""

    id: int
    topic: MaterialTopic
    text: str
    file: str | None
    kind: FileKind | None
    platform_file_id: str | None
    put_at: datetime
    author: str


class MaterialsPage(NamedTuple):
    """`📁 Файлы`."""

    child: Child
    materials: tuple[SeenMaterial, ...]


async def page(session: Session, actor: Actor, *, student_id: int, now: datetime) -> MaterialsPage:
    """What is for a child of the actor's, the latest first; nothing for who is in no class any more."""
    child = await access.child(session, actor, student_id, now.date())
    return MaterialsPage(child, tuple(await _seen(session, child)))


async def one(session: Session, actor: Actor, *, student_id: int, material_id: int, now: datetime) -> SeenMaterial:
    """A material with a file. NotFound for one that is not for this child, and for one that was taken off."""
    child = await access.child(session, actor, student_id, now.date())
    found = await _seen(session, child, material_id)
    if not found or found[0].platform_file_id is None:
        raise NotFound
    return found[0]


async def _seen(session: Session, child: Child, material_id: int | None = None) -> list[SeenMaterial]:
    query = (
        select(
            Material.id,
            Material.topic,
            Material.text,
            StoredFile.name,
            StoredFile.kind,
            StoredFile.platform_file_id,
            Material.put_at,
            Person.surname,
            Person.given_name,
            Person.patronymic,
        )
        .join(Person, Person.id == Material.author_id)
        .outerjoin(StoredFile, StoredFile.id == Material.file_id)
        .where(is_for(child), Material.withdrawn_at.is_(None))
        .order_by(Material.put_at.desc(), Material.id.desc())
        .limit(SHOWN)
    )
    rows = await session.execute(query if material_id is None else query.where(Material.id == material_id))
    return [SeenMaterial(*row[:7], initials(row[7], row[8], row[9])) for row in rows]
