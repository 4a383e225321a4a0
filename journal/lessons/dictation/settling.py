"""From what was said to what would be stored: one entry a student, and a question for every contradiction."""

from itertools import zip_longest

from journal.lessons.dictation import addressed
from journal.lessons.dictation import homework as dictation_homework
from journal.lessons.dictation.lexemes import Sense
from journal.lessons.dictation.mention import Mention, Passage
from journal.lessons.dictation.model import (
    ABSENCES,
    Act,
    Dictation,
    Entry,
    HomeworkDraft,
    NamedHomework,
    Option,
    QuestionKind,
    SaidMark,
    Source,
)
from journal.lessons.dictation.reading import SKIP, Reading

LATE = "ОП"
Span = tuple[int, int]


def settle(reading: Reading, source: Source) -> Dictation:
    """The whole dictation; its questions are in the order of the text."""
    _announced_works(reading)
    _unmarked(reading)
    entries = _entries(reading)
    topic = _topic(reading)
    parts = addressed.parts(reading, reading.homeworks)
    homework = _homework(reading, _passages(reading, [part for part in parts if not part.students]))
    named = _named(reading, [part for part in parts if part.students])
    return Dictation(
        entries=entries,
        topic=topic,
        homework=homework,
        named=named,
        all_present=bool(reading.all_present or reading.others_present),
        questions=tuple(sorted(reading.questions, key=lambda question: (question.start, question.end))),
        understood=tuple(reading.understood),
        source=source,
    )


def _announced_works(reading: Reading) -> None:
    """A work type with no mark after it is asked about: it may be the work of all the marks."""
    for work, following in zip_longest(reading.works, reading.works[1:]):
        if (following.marks_before if following else reading.marks) > work.marks_before:
            continue
        option = Option(Act.WORK, values=(work.code,))
        chosen = reading.ask(QuestionKind.UNCLEAR, (work.start, work.end), [option, SKIP])
        if chosen == option:
            for mention in reading.mentions:
                mention.marks = [mark if mark.work else mark._replace(work=work.code) for mark in mention.marks]


def _unmarked(reading: Reading) -> None:
    """No marks in grade 1 (П 5.5) or in a course without marks: they are left out, the rest stays, and it is said."""
    marked = [mention for mention in reading.mentions if mention.marks]
    if not reading.defaults.unmarked or not marked:
        return
    kind = QuestionKind.GRADE_ONE if reading.defaults.unmarked == "grade_one" else QuestionKind.UNMARKED
    reading.ask(kind, (marked[0].start, marked[0].end), [SKIP])
    for mention in marked:
        mention.marks = []


def _entries(reading: Reading) -> tuple[Entry, ...]:
    said: dict[int, Entry] = {}
    spans: dict[int, Span] = {}
    excluded: set[int] = set()
    corrected: set[int] = set()
    for mention in reading.mentions:
        corrects = mention.corrects or reading.corrects(mention.start)
        if mention.excluded:
            excluded.update(mention.students)
        if corrects:
            corrected.update(mention.students)
        for entry in _personal(mention):
            span = (mention.start, mention.end)
            earlier = said.get(entry.student_id)
            instead = _corrected(earlier, entry) if earlier and corrects else None
            merged = _merged(reading, earlier, entry, span) if earlier and not instead else entry
            said[entry.student_id] = instead or merged
            spans[entry.student_id] = span
    if reading.all_present:
        for student in sorted(said.keys() - excluded - corrected):
            said[student] = _present_after_all(reading, said[student], spans[student])
    for mention in _classwide(reading):
        _spread(reading, mention, said, excluded)
    place = {pupil.student_id: index for index, pupil in enumerate(reading.roster.pupils)}
    ordered = sorted(said.values(), key=lambda entry: place.get(entry.student_id, len(place)))
    whole = (0, len(reading.text))
    checked = (_checked(reading, entry, spans.get(entry.student_id, whole)) for entry in ordered)
    return tuple(entry for entry in checked if entry and _says(entry))


def _says(entry: Entry) -> bool:
    return bool(entry.marks or entry.attendance is not None or entry.comment)


def _personal(mention: Mention) -> list[Entry]:
    return [
        Entry(student, tuple(mention.marks), mention.attendance, mention.comment, name.guess)
        for name in mention.named
        for student in name.students
    ]


def _corrected(first: Entry, second: Entry) -> Entry | None:
    """The second statement takes the place of what it contradicts; None where which of two marks it means is open."""
    guess = first.guess or second.guess
    if second.attendance in ABSENCES:
        return second._replace(guess=guess)
    if first.marks and second.marks and len(first.marks) != len(second.marks):
        return None
    marks = tuple(_again(old, new) for old, new in zip(first.marks, second.marks, strict=False)) or second.marks
    there = "" if second.marks and first.attendance in ABSENCES else first.attendance
    return Entry(
        first.student_id,
        marks or first.marks,
        there if second.attendance is None else second.attendance,
        second.comment or first.comment,
        guess,
    )


def _again(old: SaidMark, new: SaidMark) -> SaidMark:
    """A mark corrected is still for what it was for; its plus or minus is gone."""
    comment = new.comment or old.comment.removeprefix("+").removeprefix("−").strip()
    return new._replace(comment=comment, work=new.work or old.work)


def _merged(reading: Reading, first: Entry, second: Entry, span: Span) -> Entry:
    """Two statements about one student: together where they complete each other, asked where they differ."""
    differ = None not in (first.attendance, second.attendance) and first.attendance != second.attendance
    both = first._replace(
        marks=first.marks + second.marks,
        attendance=first.attendance if second.attendance is None else second.attendance,
        comment=", ".join(dict.fromkeys(filter(None, (first.comment, second.comment)))),
        guess=first.guess or second.guess,
    )
    if not differ and not (first.marks and second.marks):
        return both
    options = [Option(Act.FIRST), Option(Act.LAST), SKIP]
    if not differ and len(both.marks) <= 2:
        options.insert(0, Option(Act.BOTH))
    chosen = reading.ask(QuestionKind.TWICE, span, options, first.student_id)
    if chosen is None or chosen.act in (Act.FIRST, Act.SKIP):
        return first
    return both if chosen.act is Act.BOTH else second


def _present_after_all(reading: Reading, entry: Entry, span: Span) -> Entry:
    """«все на месте, Петров н»."""
    if entry.attendance not in ABSENCES:
        return entry
    there = Option(Act.ATTENDANCE)
    chosen = reading.ask(
        QuestionKind.TWICE, span, [Option(Act.ATTENDANCE, values=(entry.attendance or "",)), there], entry.student_id
    )
    return entry._replace(attendance=None) if chosen == there else entry


def _classwide(reading: Reading) -> list[Mention]:
    """What is said of everyone; where two such statements differ, the one that is chosen."""
    kept: list[Mention] = []
    for mention in (mention for mention in reading.mentions if mention.scope):
        rival = next((one for one in kept if _contradict(one, mention)), None)
        chosen = None
        if rival:
            options = [Option(Act.FIRST), Option(Act.LAST)]
            chosen = reading.ask(QuestionKind.TWICE, (mention.start, mention.end), options)
        if rival and chosen and chosen.act is Act.LAST:
            kept.remove(rival)
        if not rival or (chosen and chosen.act is Act.LAST):
            kept.append(mention)
    return kept


def _contradict(first: Mention, second: Mention) -> bool:
    codes = {first.attendance, second.attendance} - {None}
    return bool((first.marks and second.marks) or len(codes) > 1)


def _spread(reading: Reading, mention: Mention, said: dict[int, Entry], excluded: set[int]) -> None:
    """What is said of everyone, a student each. What somebody was named for himself stands above it."""
    attendance = mention.attendance or None
    for pupil in reading.roster.pupils:
        student = pupil.student_id
        own = said.get(student)
        if student in excluded or (own and mention.scope is Sense.REST):
            continue
        if own is None:
            said[student] = Entry(student, tuple(mention.marks), attendance, mention.comment)
        elif not own.marks and own.attendance not in ABSENCES:
            said[student] = own._replace(
                marks=tuple(mention.marks), attendance=attendance if own.attendance is None else own.attendance
            )


def _checked(reading: Reading, entry: Entry, span: Span) -> Entry | None:
    """The entry as a cell can hold it; None while that is asked."""
    marks: tuple[SaidMark, ...] = entry.marks
    if len(marks) > 2:
        pairs = tuple(dict.fromkeys((marks[:2], marks[-2:])))
        options = [Option(Act.MARKS, values=tuple(mark.value for mark in pair)) for pair in pairs]
        chosen = reading.ask(QuestionKind.TOO_MANY, span, [*options, SKIP], entry.student_id)
        if chosen is None:
            return None
        marks = pairs[options.index(chosen)] if chosen in options else ()
        entry = entry._replace(marks=marks)
    if not marks or entry.attendance not in ABSENCES or not reading.defaults.own_day:
        return entry
    absent, late = (Option(Act.ATTENDANCE, values=(code,)) for code in (entry.attendance or "", LATE))
    chosen = reading.ask(QuestionKind.ABSENT_MARKED, span, [absent, Option(Act.MARKS), late], entry.student_id)
    if chosen is None:
        return None
    if chosen == absent:
        return entry._replace(marks=())
    return entry._replace(attendance=LATE if chosen == late else None)


def _since_corrected(reading: Reading, passages: list[Passage]) -> list[Passage]:
    """Only what was said since the last correction, where one speaks of this at all."""
    corrected = [place for place, passage in enumerate(passages) if reading.corrects(passage.start)]
    return passages[corrected[-1] :] if corrected else passages


def _topic(reading: Reading) -> str:
    passages = _since_corrected(reading, reading.topics)
    texts = [dictation_homework.tidy(reading.text[passage.start : passage.end]) for passage in passages]
    if len(set(texts)) < 2:
        return texts[0] if texts else ""
    last = passages[-1]
    options = [Option(Act.FIRST), Option(Act.LAST), Option(Act.BOTH)]
    chosen = reading.ask(QuestionKind.TWO_TOPICS, (last.start, last.end), options)
    if chosen is None:
        return ""
    return {Act.FIRST: texts[0], Act.LAST: texts[-1]}.get(chosen.act, "; ".join(dict.fromkeys(texts)))


def _passages(reading: Reading, parts: list[addressed.Part]) -> list[Passage]:
    """The texts of one addressee, those that a correction replaced left out."""
    return _since_corrected(reading, [passage for part in parts for passage in part.passages])


def _named(reading: Reading, parts: list[addressed.Part]) -> tuple[NamedHomework, ...]:
    """What is set for some: one homework for each set of students."""
    place = {pupil.student_id: index for index, pupil in enumerate(reading.roster.pupils)}
    sets = {tuple(sorted(part.students, key=lambda one: place.get(one, len(place)))) for part in parts}
    instead = bool(parts) and addressed.speaks_of_rest(reading, reading.homeworks)
    found = []
    for students in sorted(sets, key=lambda them: [place.get(one, len(place)) for one in them]):
        own = [part for part in parts if set(part.students) == set(students)]
        passages = _passages(reading, own)
        draft = dictation_homework.draft(reading, passages)
        if not draft.text and draft.kind != "none":
            reading.ask(QuestionKind.EMPTY, (own[0].start, own[-1].passages[-1].end), [SKIP])
            continue
        found.append(NamedHomework(students, draft, instead, next((part.guess for part in own if part.guess), "")))
    return tuple(found)


def _homework(reading: Reading, passages: list[Passage]) -> HomeworkDraft | None:
    nothing = reading.no_homework
    if passages and nothing:
        # A correction has the last word over the other.
        set_last, none_last = reading.corrects(passages[-1].start), reading.corrects(nothing[-1][0])
        nothing = [] if set_last and not none_last else nothing
        passages = [] if none_last and not set_last else passages
    if passages and nothing:
        options = [Option(Act.HOMEWORK), Option(Act.NO_HOMEWORK)]
        chosen = reading.ask(QuestionKind.TWO_HOMEWORKS, nothing[0], options)
        if chosen is None:
            return None
        passages = passages if chosen.act is Act.HOMEWORK else []
    if passages:
        draft = dictation_homework.draft(reading, passages)
        span = (passages[0].start, passages[-1].end)
        if (
            draft.text
            or draft.kind == "none"
            or reading.ask(QuestionKind.EMPTY, span, [Option(Act.KEEP), SKIP]) == Option(Act.KEEP)
        ):
            return draft
        return None
    return HomeworkDraft(kind="none") if nothing else None
