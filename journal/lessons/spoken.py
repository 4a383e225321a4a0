"""A lesson told in one message: the preview, its questions, and saving it all in one transaction.

The preview is a draft that holds the text, the answers given so far and the versions of the cells as they stood when it
was shown. At every look the text is read anew against today's class list.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from db.engine import Session
from journal import notices, typed
from journal.absences import attendance
from journal.access import Actor, LessonFacts
from journal.homework import assigning, named
from journal.homework.assigning import Wanted
from journal.homework.load import UNCOUNTED, Load
from journal.lessons import card, closing, dictation, sheet, topics
from journal.lessons.closing import Gap
from journal.lessons.dictation import Dictation
from journal.lessons.said import Material, NamedSaid, Said, material, said
from journal.lessons.sheet import Sheet, Touched
from journal.marks import marking
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NoteGone, NotReady, PreviewGone
from journal.words import Words

LIMIT = 3500
"""Characters of a dictated lesson, its further parts included."""
REASON_LIMIT = 300
UNPLACED = "whose"
"""The kind of draft that a text is whose lesson is not chosen yet."""


class Assumed(NamedTuple):
    """What the closing button says aloud, since the message did not."""

    all_present: bool = False
    no_homework: bool = False


class Preview(NamedTuple):
    """What would be saved, and by which button. `closing` is None where closing would lack a topic."""

    draft_id: int
    version: int
    sheet: Sheet
    dictation: Dictation
    said: Said
    closing: Assumed | None
    reason: str
    rewriting: bool
    overload: Load | None = None
    """The day's homework would be more than the grade's limit."""
    named_overloads: tuple[Load | None, ...] = ()
    """The same of those who have something of their own, each as in `said.named`."""

    @property
    def overloaded(self) -> bool:
        """Whether somebody's day would be."""
        return self.overload is not None or any(self.named_overloads)

    @property
    def closed(self) -> bool:
        """Whether the lesson was closed before."""
        return self.sheet.lesson.closed_at is not None

    @property
    def needs_reason(self) -> bool:
        """Whether a mark of an earlier day would be replaced, or a day overloaded, and nobody has said why."""
        return (bool(self.said.corrected) or self.overloaded) and not self.reason

    @property
    def ready(self) -> bool:
        """Whether there is something to save and nothing to ask."""
        return self.dictation.can_be_saved and not self.said.conflicts and not self.needs_reason


async def hear(
    session: Session, actor: Actor, lesson_id: int, text: str, *, words: Words, screen: int | None, now: datetime
) -> Preview:
    """Begin a preview of an own lesson with this text. Raises TooLong, LessonAhead, LessonCancelled."""
    payload = {"lesson": lesson_id, "text": typed.text(text, LIMIT), "answers": []}
    return await _show(session, actor, payload, words=words, screen=screen, now=now)


async def hear_more(
    session: Session, actor: Actor, draft: DraftFacts, text: str, *, words: Words, now: datetime
) -> Preview:
    """A further message while a preview is open: more of it, a new text after `Исправить`, or the reason asked for.

    A correction («нет, Петров 4») is never a new text: it takes the place of what it contradicts.
    """
    payload = dict(draft.payload)
    rewriting = payload.pop("rewriting", False)
    if payload.pop("asks_reason", False):
        payload["reason"] = typed.line(text, REASON_LIMIT)
    elif rewriting and not dictation.corrects(text, words):
        payload |= {"text": typed.text(text, LIMIT), "answers": []}
    else:
        payload["text"] = typed.text(dictation.merge(payload["text"], text), LIMIT)
    return await _show(session, actor, payload, words=words, screen=draft.screen, now=now)


async def resolve(
    session: Session,
    actor: Actor,
    draft_id: int,
    version: int,
    *,
    question: int,
    option: int,
    words: Words,
    now: datetime,
) -> Preview:
    """Answer a question of the preview. Raises PreviewGone for a preview that is no longer this one."""
    draft = await _placed(session, actor, draft_id, version)
    found = await sheet.to_fill(session, actor, draft.payload["lesson"], now)
    read = _read(session, found, draft.payload, words, now)
    try:
        answered = dictation.answer(read, question, option)
    except IndexError:
        raise PreviewGone from None
    payload = {**draft.payload, **answered.packed()}
    return await _show(session, actor, payload, words=words, screen=draft.screen, now=now)


async def came(
    session: Session, actor: Actor, draft_id: int, version: int, student_id: int, *, words: Words, now: datetime
) -> Preview:
    """«Пришёл»: who stands as missing and is told of with a mark is present; it is as if the text had said so.

    Raises PreviewGone for a preview that is no longer this one.
    """
    draft = await _placed(session, actor, draft_id, version)
    found = await sheet.to_fill(session, actor, draft.payload["lesson"], now)
    present = f"{found.line(student_id).pupil.full} {words.canon['present']}"
    payload = {**draft.payload, "text": typed.text(dictation.merge(draft.payload["text"], present), LIMIT)}
    return await _show(session, actor, payload, words=words, screen=draft.screen, now=now)


async def ask(
    session: Session, actor: Actor, draft_id: int, version: int, *, flag: str, words: Words, now: datetime
) -> Preview:
    """The next message is something else than more of the text: `rewriting` replaces it, `asks_reason` explains it."""
    draft = await _placed(session, actor, draft_id, version)
    return await _show(session, actor, {**draft.payload, flag: True}, words=words, screen=draft.screen, now=now)


async def move(
    session: Session, actor: Actor, draft_id: int, version: int, lesson_id: int, *, words: Words, now: datetime
) -> Preview:
    """The text is about another own lesson; answers were given for the class list of the one before."""
    draft = await mine(session, actor, draft_id, version)
    payload = {"lesson": lesson_id, "text": draft.payload["text"], "answers": []}
    return await _show(session, actor, payload, words=words, screen=draft.screen, now=now)


async def refresh(session: Session, actor: Actor, draft: DraftFacts, *, words: Words, now: datetime) -> Preview:
    """The same preview against what stands there now. Raises PreviewGone where no lesson is chosen yet."""
    if "lesson" not in draft.payload:
        raise PreviewGone
    payload = {key: value for key, value in draft.payload.items() if key not in ("rewriting", "asks_reason")}
    return await _show(session, actor, payload, words=words, screen=draft.screen, now=now)


async def apply(
    session: Session,
    actor: Actor,
    draft_id: int,
    version: int,
    *,
    close: bool,
    assumed: Assumed,
    words: Words,
    now: datetime,
) -> int:
    """Save what the preview showed, all of it in this transaction or nothing; returns the lesson.

    Raises PreviewGone for a preview that is no longer this one or has a question left, Stale when a cell changed since
    it was shown, NoteGone when a guardian's note came or went, NotReady when it cannot be closed, and whatever a single
    mark would raise.
    """
    draft = await _placed(session, actor, draft_id, version)
    lesson_id = int(draft.payload["lesson"])
    found = await sheet.to_fill(session, actor, lesson_id, now)
    read = _read(session, found, draft.payload, words, now)
    stuff = await material(session, found, read)
    told = said(read, stuff, draft.payload["seen"], own_day=found.own_day(now))
    if read.questions or not read.says_something or told.conflicts:
        raise PreviewGone
    _check_notes(told, draft.payload["seen"])
    # The change log and the history are written together at the end, not one by one.
    with session.no_autoflush:
        touched = Touched()
        if told.codes or told.taken or (close and assumed.all_present):
            touched |= await attendance.write(session, actor, found, told.codes, now=now) or Touched()
            found = attendance.with_changes(found, told.codes)
        if told.marks:
            reason = draft.payload.get("reason", "")
            touched |= await marking.write(session, actor, found, told.marks, now=now, reason=reason) or Touched()
        if told.topic is not None:
            touched |= (
                topics.write(session, actor, found.lesson, told.topic, seen=told.topic_seen, now=now) or Touched()
            )
        nothing = close and assumed.no_homework and not stuff.homework.said
        wanted = told.homework or (assigning.NOTHING if nothing else None)
        reason = draft.payload.get("reason", "")
        touched |= await _set(session, actor, found.lesson, stuff, told, wanted, reason=reason, now=now)
        if close:
            if _gaps(found, stuff, told, assumed):
                raise NotReady
            if found.lesson.closed_at is None:
                touched |= closing.write(session, actor, found, now=now)
    await sheet.entered(session, found.lesson, touched, now=now)
    if close:
        await notices.hasten(session, lesson_id, now=now)
    await card.lay(session, actor, lesson_id, screen=draft.screen, now=now)
    return lesson_id


async def _set(
    session: Session,
    actor: Actor,
    lesson: LessonFacts,
    stuff: Material,
    told: Said,
    wanted: Wanted | None,
    *,
    reason: str,
    now: datetime,
) -> Touched:
    """The group's homework, and then what some have beside it or instead of it."""
    touched, group_id = Touched(), stuff.homework.id
    if wanted:
        made = await assigning.write(
            session, actor, lesson, stuff.homework, wanted, version=told.homework_version, reason=reason, now=now
        )
        group_id = made.id
        touched |= assigning.entry(actor, stuff.homework, made) or Touched()
    for one in told.named:
        touched |= await named.put(
            session,
            actor,
            lesson,
            one.place,
            one.wanted,
            students=one.students,
            instead=one.instead,
            besides=[group_id] if one.instead else (),
            version=one.version,
            reason=reason,
            now=now,
        )
    return touched


async def mine(session: Session, actor: Actor, draft_id: int, version: int) -> DraftFacts:
    """The actor's draft that a button was drawn for. Raises PreviewGone if it was replaced, saved or is another's."""
    draft = await drafts.current(session, actor)
    if draft is None or (draft.id, draft.version) != (draft_id, version) or draft.kind not in (card.DICTATED, UNPLACED):
        raise PreviewGone
    return draft


async def _placed(session: Session, actor: Actor, draft_id: int, version: int) -> DraftFacts:
    """The same, with its lesson chosen."""
    draft = await mine(session, actor, draft_id, version)
    if "lesson" not in draft.payload:
        raise PreviewGone
    return draft


async def _show(
    session: Session, actor: Actor, payload: Mapping[str, Any], *, words: Words, screen: int | None, now: datetime
) -> Preview:
    """Read the text, note the versions of what stands there, keep the draft."""
    found = await sheet.to_fill(session, actor, payload["lesson"], now)
    read = _read(session, found, payload, words, now)
    stuff = await material(session, found, read)
    told = said(read, stuff, {}, own_day=found.own_day(now))
    over = await assigning.overload(session, found.lesson, stuff.homework, told.homework) if told.homework else None
    named_over = [await _overload_of(session, found.lesson, stuff, told, one) for one in told.named]
    kept = {**payload, "seen": told.seen(stuff)}
    draft = await drafts.put(session, actor, kind=card.DICTATED, payload=kept, screen=screen, now=now)
    return Preview(
        draft.id,
        draft.version,
        found,
        read,
        told,
        _assumed(found, stuff, told),
        payload.get("reason", ""),
        rewriting=bool(payload.get("rewriting") or payload.get("asks_reason")),
        overload=over,
        named_overloads=tuple(named_over),
    )


async def _overload_of(
    session: Session, lesson: LessonFacts, stuff: Material, told: Said, one: NamedSaid
) -> Load | None:
    """The load of the day of those who get this, as it will be once the group's homework is saved too."""
    group = stuff.homework.wanted if stuff.homework.said else None
    group = told.homework or group
    besides = [stuff.homework.id]
    there = await assigning.weigh(session, lesson, one.place.there, one.wanted, students=one.students, besides=besides)
    if there is None:
        return None
    if group and not one.instead and group.due_on == there.day and group.kind not in UNCOUNTED:
        there = there._replace(minutes=there.minutes + (group.minutes or 0))
    return there if there.exceeded_by(one.wanted.minutes) else None


def _read(session: Session, found: Sheet, payload: Mapping[str, Any], words: Words, now: datetime) -> Dictation:
    return dictation.unpack(payload, roster(found, words), words, defaults(session, found.lesson, now))


def roster(found: Sheet, words: Words) -> dictation.Roster:
    """The class list as the parser asks it."""
    return dictation.Roster((dictation.Pupil(*line.pupil) for line in found.lines), words.diminutives)


def defaults(session: Session, lesson: LessonFacts, now: datetime) -> dictation.Defaults:
    """What the lesson itself says: its day, its scale, whether it has marks."""
    figures = tuple(str(value) for value in marking.scale(session) if value.isdecimal())
    own_day = lesson.date == now.date()
    if lesson.marked:
        return dictation.Defaults(lesson.date, figures, own_day=own_day)
    return dictation.Defaults(lesson.date, figures, "grade_one" if lesson.grade == 1 else "course", own_day=own_day)


def _check_notes(told: Said, seen: Mapping[str, int]) -> None:
    """By which note a code is put was on the preview too."""
    if any(seen.get(f"n{change.student_id}", 0) != (change.note_id or 0) for change in told.codes):
        raise NoteGone


def _gaps(found: Sheet, stuff: Material, told: Said, assumed: Assumed) -> set[Gap]:
    """What closing would lack once everything said and assumed is entered."""
    missing = {
        Gap.TOPIC: not (told.topic or found.lesson.topic),
        Gap.ATTENDANCE: not (
            found.lesson.attendance_at or told.taken or any(change.code for change in told.codes) or assumed.all_present
        ),
        Gap.HOMEWORK: not (told.homework or stuff.homework.said or assumed.no_homework),
    }
    return {gap for gap, lacks in missing.items() if lacks}


def _assumed(found: Sheet, stuff: Material, told: Said) -> Assumed | None:
    gaps = _gaps(found, stuff, told, Assumed())
    if Gap.TOPIC in gaps:
        return None
    return Assumed(all_present=Gap.ATTENDANCE in gaps, no_homework=Gap.HOMEWORK in gaps)
