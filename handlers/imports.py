"""`📥 Импорт` of a coordinator: a school workbook or a КТП is looked at first, and written by a button (A14)."""

from datetime import datetime
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from db.engine import Database
from db.lessons import Topic
from handlers import lessons
from handlers.family import asked
from handlers.fetching import fetched
from handlers.filters import Prefixes, Tap
from handlers.heading import Screen
from handlers.reading import Reader
from handlers.screen import place, show
from journal.access import Actor
from journal.imports import incoming, report, sent
from journal.imports.draft import Question
from journal.imports.incoming import Outcome
from journal.imports.plan import Plan
from journal.operations.drafts import DraftFacts
from keyboards import imports as kb
from keyboards.data import clip
from keyboards.sections import ImportFile
from locales import Texts, mistakes
from locales.ru import workbook

router = Router(name="imports")
router.callback_query.filter(Prefixes(ImportFile, kb.OnePerson, kb.ApplyImport))

ERRORS: Final = 60
"""Mistakes told at once: three messages at most."""
CHANGES: Final = 30
NOTES: Final = 12


@router.callback_query(Tap(ImportFile))
async def ask(query: CallbackQuery, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """The next file is the import."""
    async with db.write() as session:
        await sent.begin(session, actor, screen=place(query), now=now)
    await show(query, t("import-wait"), kb.waiting(t))


async def read_file(
    message: Message,
    draft: DraftFacts,  # noqa: ARG001 - every reader is given its draft; a new file replaces whatever it held
    *,
    actor: Actor,
    db: Database,
    t: Texts,
    now: datetime,
) -> None:
    """A file while one is waited for, or after another. A text is none, but may mean something else."""
    if message.document is not None:
        await _look(message, actor=actor, db=db, t=t, now=now)
        return
    if message.text:
        for understand in (lessons.understand, asked.understand):
            if await understand(message, actor=actor, db=db, t=t, now=now):
                return
    await show(message, t("import-file-expected"), kb.waiting(t))


async def understand_file(message: Message, *, actor: Actor, db: Database, t: Texts, now: datetime) -> bool:
    """A workbook that a coordinator sends without being asked."""
    name = message.document.file_name if message.document is not None else None
    if not actor.staff_id or not (name or "").lower().endswith(".xlsx"):
        return False
    async with db.read() as session:
        if not await sent.coordinates(session, actor):
            return False
    await _look(message, actor=actor, db=db, t=t, now=now)
    return True


async def _look(message: Message, *, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    document = message.document
    if document is None:  # pragma: no cover - who calls has looked
        return
    await _draw(message, document.file_id, document.file_size, (), actor=actor, db=db, t=t, now=now)


async def _draw(
    event: Message | CallbackQuery,
    file: str,
    size: int | None,
    same: tuple[str, ...],
    *,
    actor: Actor,
    db: Database,
    t: Texts,
    now: datetime,
    alert: str = "",
) -> None:
    """Read the file, reckon what it would change, remember that, show it; nothing is written."""
    data = await fetched(event.bot, file, size)
    if data is None:
        await show(event, t("import-file-lost"), kb.waiting(t))
        return
    taken = await incoming.take(data, workbook)
    async with db.read() as session:
        drawn = await sent.draw(session, actor, taken, same=same, words=workbook, now=now)
    async with db.write() as session:
        draft = await sent.keep(session, actor, file, drawn, same=same, now=now)
    await show(event, *_preview(t, drawn, draft), alert=alert)


@router.callback_query(Tap(kb.OnePerson))
async def one_person(
    query: CallbackQuery, tap: kb.OnePerson, actor: Actor, db: Database, t: Texts, now: datetime
) -> None:
    """Two of one name are one: the whole is looked at again."""
    async with db.read() as session:
        draft = await sent.mine(session, actor, tap.draft_id, tap.version)
    names = draft.payload["asked"]
    if tap.number >= len(names):
        raise sent.FileGone
    same = tuple(dict.fromkeys([*draft.payload["same"], names[tap.number]]))
    await _draw(query, draft.payload["file"], None, same, actor=actor, db=db, t=t, now=now)


@router.callback_query(Tap(kb.ApplyImport))
async def apply(query: CallbackQuery, tap: kb.ApplyImport, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Write it. Over a school that changed meanwhile it is shown again."""
    async with db.read() as session:
        draft = await sent.mine(session, actor, tap.draft_id, tap.version)
    file, same = draft.payload["file"], tuple(draft.payload["same"])
    data = await fetched(query.bot, file, None)
    if data is None:
        await show(query, t("import-file-lost"), kb.waiting(t))
        return
    taken = await incoming.take(data, workbook)
    try:
        async with db.write() as session:
            drawn = await sent.apply(session, actor, tap.draft_id, tap.version, taken, words=workbook, now=now)
    except sent.SchoolChanged as changed:
        alert = t.label(changed.key)
        await _draw(query, file, None, same, actor=actor, db=db, t=t, now=now, alert=alert)
        return
    await show(query, t("import-written", what=_written(t, drawn.plan)), kb.done(t))


# --- how it is said ------------------------------------------------------------------------------------------------------


def _preview(t: Texts, drawn: Outcome, draft: DraftFacts) -> Screen:
    """Every mistake with its row; or what would change, what is asked, what was noted."""
    made = drawn.plan
    lines: list[str] = []
    if made.refused:
        lines += [t("programme-errors", count=len(made.errors) + len(made.unanswered)), ""]
        lines += [t("programme-error", what=mistakes.at(t, error)) for error in made.errors[:ERRORS]]
        if (rest := len(made.errors) - ERRORS) > 0:
            lines.append(t("programme-errors-more", count=str(rest)))
        lines += ["", t("programme-errors-foot")]
        return Screen("\n".join(lines), kb.preview(t, None, [], can_apply=False))
    lines += [t("programme-preview-title"), "", *_counts(t, made)]
    if not made.changes and not made.merges:
        lines += ["", t("import-nothing")]
    lines += _details(t, made)
    if made.questions:
        lines += ["", t("import-questions"), *(_question(t, it) for it in made.questions[: kb.ASKED])]
        if (rest := len(made.questions) - kb.ASKED) > 0:
            lines.append(t("import-more", count=str(rest)))
    lines += [t("programme-note", what=mistakes.at(t, note)) for note in made.notes[:NOTES]]
    names = [question.name for question in made.questions]
    return Screen("\n".join(lines), kb.preview(t, draft, names, can_apply=bool(made.changes or made.merges)))


def _counts(t: Texts, made: Plan) -> list[str]:
    found: list[str] = []
    for it in report.counts(made):
        numbers = {"added": it.added, "changed": it.changed, "removed": it.removed, "unchanged": it.unchanged}
        said = [f"{t.label(f'import-head-{what}')} {number}" for what, number in numbers.items() if number]
        found.append(t("import-count", thing=t.label("import-thing", thing=it.thing), numbers=", ".join(said)))
    if topics := [topic for topic in made.draft.wanted[Topic].values() if "hours" in topic]:
        found.append(t("import-hours", hours=str(sum(topic["hours"] for topic in topics))))
    return found


def _details(t: Texts, made: Plan) -> list[str]:
    """What changes or goes, by name; what is new is only counted."""
    found = [""]
    for number, it in enumerate(report.details(made, workbook)):
        if number == CHANGES:
            total = sum(1 for _ in report.details(made, workbook))
            found.append(t("import-more", count=str(total - CHANGES)))
            break
        thing, name = t.label("import-thing", thing=it.thing), clip(it.name, 80)
        if not it.field:
            found.append(t("import-removed-row", thing=thing, name=name))
            continue
        field = t.label("import-field", field=it.field)
        old, new = clip(it.old, 80) or "—", clip(it.new, 80) or "—"
        found.append(t("import-changed-value", thing=thing, name=name, field=field, old=old, new=new))
    return found if len(found) > 1 else []


def _written(t: Texts, made: Plan) -> str:
    removed = sum(change.new is None for change in made.changes)
    added = sum(change.old is None for change in made.changes)
    rest = len(made.changes) - added - removed
    return t.label("import-done", added=str(added), changed=str(rest), removed=str(removed))


def _question(t: Texts, question: Question) -> str:
    return t(
        "import-question-chat",
        name=question.name,
        one=mistakes.where(t, question.one),
        other=mistakes.where(t, question.other),
    )


READERS: Final[dict[str, Reader]] = {sent.KIND: read_file}
