"""For whom a homework is: «дз Петрову: №5, остальным №6»; another child's surname and task are not every family's (H9).

Somebody is addressed in the dative («Петрову») or after «для»; a name in any other case, a given name or a slip of the
finger may as well be a part of the text («рассказ о Толстом»), and nothing tells them apart for certain: it is asked.
"""

from collections.abc import Iterator
from typing import NamedTuple

from journal.lessons.dictation.lexemes import BREAKS, DASHES, Sense, Shape
from journal.lessons.dictation.mention import Lead, Named, Passage, Seen
from journal.lessons.dictation.model import Act, Option, QuestionKind
from journal.lessons.dictation.reading import SKIP, Reading
from journal.names import Ambiguous, Found, Unknown

FOR_ALL = Option(Act.HOMEWORK)
AS_IT_IS = Option(Act.KEEP)
SUMS_UP = DASHES | {":"}
BEGINS_TASK = frozenset({"№", "§"})
DATIVES = ("у", "ю", "е", "и", "ой", "ей", "ому", "ему")


class Part(NamedTuple):
    """What is set for some, or for the group where `students` is empty."""

    students: tuple[int, ...]
    passages: tuple[Passage, ...]
    start: int
    guess: str = ""
    """How a name was written that is not spelled as in the list."""


class _Address(NamedTuple):
    """Whom the words ahead speak to, and how many words that takes."""

    size: int
    names: tuple[tuple[int, Seen], ...] = ()
    """Where each name begins; none where the rest, or everybody, is spoken to."""
    certain: bool = True
    rest: bool = False


class _Segment(NamedTuple):
    """A piece of a homework that is for somebody: its address, and the text behind it."""

    address: _Address | None
    lead: Lead | None
    start: int
    text: int
    end: int


# While the text is read.


def leads(reading: Reading, people: list[Named]) -> bool:
    """«Петрову дз №5», «Петрову, Козлову дз №5», «Петрову, дз №5»: a homework follows the names that were just taken."""
    dative = all(_is_dative(reading, name) for name in people if name.students)
    comma = reading.peek().shape is Shape.COMMA
    joint = comma + reading.peek(comma).means(Sense.AND)
    if joint and dative and (following := _named(reading, joint)) and following.certain:
        around = (reading.peek(joint + following.size - back) for back in (2, 1, 0))
        if any(lexeme.means(Sense.HOMEWORK, Sense.TASK) for lexeme in around):
            reading.sharing = people
            return True
    begins = comma if dative else 0
    keyword, following_ = reading.peek(begins), reading.peek(begins + 1)
    if following_.text == ":":
        following_ = reading.peek(begins + 2)
    if not keyword.means(Sense.HOMEWORK, Sense.TASK) or following_.shape is Shape.STOP:
        return False
    certain = not begins and all(
        not name.guess and (_is_dative(reading, name) or _is_intended(reading, name.start)) for name in people
    )
    reading.leads.append(Lead(people[0].start, keyword.start, tuple(people), certain))
    return True


def everyone_leads(reading: Reading) -> bool:
    """«остальным дз №6», «всем дз №5»."""
    lexeme = reading.peek()
    if lexeme.key not in reading.words.to_everyone or not reading.peek(1).means(Sense.HOMEWORK):
        return False
    start, _ = reading.take()
    reading.leads.append(Lead(start, reading.peek().start, (), rest=lexeme.means(Sense.REST)))
    return True


def goes_on(reading: Reading) -> bool:
    """«дз §5; Петрову №6»: after a homework a name and a task are more of it, and not a name without a mark."""
    address = _address(reading, 0) if reading.open is not None and reading.open is reading.homeworks else None
    return address is not None and bool(address.names) and address.certain and _task(reading, address.size)


def speaks_to_some(reading: Reading, ahead: int) -> bool:
    """Whether the homework ahead, up to there, is for somebody: then «остальным 5» may be a task."""
    first = _address(reading, 0)
    last = reading.leads[-1] if reading.leads else None
    behind = last is not None and bool(last.names) and last.keyword >= reading.peek(-2).start
    return behind or (first is not None and bool(first.names) and first.size <= ahead)


# When all of it is read.


def parts(reading: Reading, passages: list[Passage]) -> list[Part]:
    """Every homework by whom it is for, in the order of the text; what is still asked stands as the group's."""
    found: list[Part] = []
    for passage in passages:
        segments = list(_segments(reading, passage))
        # «к пятнице: Петрову №5, остальным №6»: what is said before the first address is said of all.
        common = segments[0] if len(segments) > 1 and not segments[0].address and not segments[0].lead else None
        lead_in = Passage(common.text, common.end) if common and _only_when(reading, common) else None
        for segment in segments[1:] if lead_in else segments:
            part = _part(reading, segment)
            if part is not None:
                found.append(part._replace(passages=(lead_in, *part.passages)) if lead_in else part)
    return _joined(reading, found)


def speaks_of_rest(reading: Reading, passages: list[Passage]) -> bool:
    """Whether what the group has is not for those who have something of their own: «остальным №5»."""
    return any(
        (segment.lead and segment.lead.rest) or (segment.address and segment.address.rest)
        for passage in passages
        for segment in _segments(reading, passage)
    )


def _only_when(reading: Reading, segment: _Segment) -> bool:
    """Whether it says by when or how long and nothing else."""
    words = [reading.peek(place) for place in reading.places(segment.text, segment.end)]
    return bool(words) and words[0].key in reading.words.due and len(words) <= 4 and words[-1].text == ":"


def _segments(reading: Reading, passage: Passage) -> Iterator[_Segment]:
    """The passage cut where somebody is spoken to: at its beginning, after a stop, and between tasks."""
    places = reading.places(passage.start, passage.end)
    lead = next((lead for lead in reversed(reading.leads) if _precedes(reading, lead.keyword, passage)), None)
    start, text, address = (lead.start if lead else passage.start), passage.start, None
    some, joints = lead is not None, reading.words.but | reading.words.and_
    place = places[0] if places else 0
    while places and place <= places[-1]:
        first = place == places[0]
        at_stop = first or reading.breaks(place - 1) or reading.peek(place - 1).text in SUMS_UP
        at_stop = at_stop or reading.peek(place - 1).key in joints
        spoken_to = None if first and lead else _address(reading, place)
        whom = spoken_to is not None and (at_stop or (some and _between(reading, place, spoken_to)))
        if spoken_to is None or not whom or place + spoken_to.size > places[-1]:
            place += reading.enclosed(place)
            continue
        if not first:
            before = place - 1
            while reading.peek(before).key in joints:
                before -= 1
            yield _Segment(address, lead, start, text, reading.peek(before).end)
        some, lead, address = True, None, spoken_to
        start, text = reading.peek(place).start, reading.peek(place + spoken_to.size).start
        place += spoken_to.size
    yield _Segment(address, lead, start, text, passage.end)


def _between(reading: Reading, place: int, address: _Address) -> bool:
    """«Петрову №5 Козлову №6 остальным №7», as it is when somebody speaks without commas."""
    return address.certain and _task(reading, place + address.size)


def _task(reading: Reading, ahead: int) -> bool:
    lexeme = reading.peek(ahead)
    return lexeme.text in BEGINS_TASK or lexeme.key in reading.words.parts | reading.words.number


def _part(reading: Reading, segment: _Segment) -> Part | None:
    """Whom the segment is for; None where the answer was to set it for nobody."""
    span, text = (segment.start, segment.end), Passage(segment.text, segment.end)
    asked_from = segment.text if segment.lead else segment.start
    if any(asked_from <= question.start < text.end for question in reading.questions):
        return Part((), (Passage(asked_from, segment.end),), segment.start)  # what it is at all is asked first
    if segment.lead and segment.lead.names:
        students, asked = _of_lead(reading, segment.lead)
        certain, guess = segment.lead.certain, next((name.guess for name in segment.lead.names if name.guess), "")
        whole = text
    elif segment.address and segment.address.names:
        students, guess, asked = _of_address(reading, segment.address, segment.start)
        certain, whole = segment.address.certain, Passage(segment.start, segment.end)
    else:
        return _for_group(reading, segment)
    if asked:
        return Part((), (whole,), segment.start)
    if not students:
        return None
    if not certain:
        chosen = reading.ask(QuestionKind.NAMED, span, [Option(Act.STUDENTS, students), FOR_ALL, SKIP])
        if chosen is None or chosen == FOR_ALL:
            return Part((), (whole,), segment.start)
        if chosen == SKIP:
            return None
    others = [one for one in _mentioned(reading, text) if one not in students]
    if others and reading.ask(QuestionKind.NAMED_OTHER, span, [AS_IT_IS, SKIP]) == SKIP:
        return None
    return Part(students, (text,), segment.start, guess)


def _for_group(reading: Reading, segment: _Segment) -> Part | None:
    """What everybody may read; where a student is named in it, that is asked."""
    text = Passage(segment.text, segment.end)
    mentioned = _mentioned(reading, text)
    if not mentioned:
        return Part((), (text,), segment.start)
    options = [FOR_ALL, SKIP]
    if not _lacks(reading, text) and None not in mentioned:
        options.insert(0, Option(Act.STUDENTS, tuple(one for one in mentioned if one is not None)))
    chosen = reading.ask(QuestionKind.NAMED, (segment.start, segment.end), options)
    if chosen == SKIP:
        return None
    return Part(chosen.students if chosen else (), (text,), segment.start)


def _of_lead(reading: Reading, lead: Lead) -> tuple[tuple[int, ...], bool]:
    """The students named before a homework, and whether one of them is still asked about."""
    asked = any(lead.start <= question.start < lead.keyword for question in reading.questions)
    return tuple(dict.fromkeys(student for name in lead.names for student in name.students)), asked


def _of_address(reading: Reading, address: _Address, start: int) -> tuple[tuple[int, ...], str, bool]:
    """The students spoken to, a name that is spelled otherwise, and whether one of them is still asked about."""
    students: list[int] = []
    guess, asked = "", False
    began = reading.places(start, start + 1)[0]
    for offset, seen in address.names:
        first, last = reading.peek(began + offset), reading.peek(began + offset + seen.size - 1)
        match seen.match:
            case Found(student, slip):
                students.append(student)
                guess = reading.text[first.start : last.end] if slip else guess
            case Ambiguous(candidates):
                options = [Option(Act.STUDENTS, (student,)) for student in candidates]
                chosen = reading.ask(QuestionKind.AMBIGUOUS_NAME, (first.start, last.end), [*options, SKIP])
                students += chosen.students if chosen else ()
                asked = asked or chosen is None
            case _:
                pass
    return tuple(dict.fromkeys(students)), guess, asked


def _joined(reading: Reading, found: list[Part]) -> list[Part]:
    """Pieces of one text that touch are one text again: «§5, Король Лир» that was for all keeps its comma."""
    whole: list[Part] = []
    for part in found:
        last = part.passages[-1]
        before = whole[-1] if whole else None
        if (
            before
            and not (before.students or part.students)
            and part.start == last.start
            and _touch(reading, before, last)
        ):
            whole[-1] = before._replace(passages=(Passage(before.passages[0].start, last.end),))
        else:
            whole.append(part)
    return whole


def _touch(reading: Reading, before: Part, passage: Passage) -> bool:
    between = reading.text[before.passages[-1].end : passage.start]
    return len(before.passages) == 1 and between.strip() in ("", ",", ".", ";")


# Who is spoken to.


def _address(reading: Reading, ahead: int) -> _Address | None:
    """Whom the words there speak to, with what joins them to their text."""
    intended = 0
    while reading.peek(ahead + intended).key in reading.words.intended:
        intended += 1
    lexeme = reading.peek(ahead + intended)
    if lexeme.key in reading.words.but | reading.words.and_:
        return None
    if lexeme.key in reading.words.to_everyone:
        size, _ = _joint(reading, ahead, intended + 1)
        return _Address(size, rest=lexeme.means(Sense.REST))
    found = _named(reading, ahead, intended)
    if found is None or reading.breaks(ahead + found.size) or reading.peek(ahead + found.size).shape is Shape.STOP:
        return None
    return found


def _named(reading: Reading, ahead: int, intended: int = 0) -> _Address | None:
    size, gap, certain = intended, 0, True
    names: list[tuple[int, Seen]] = []
    while seen := _seen(reading, ahead + size + gap, intended=bool(intended)):
        names.append((size + gap, seen))
        size += gap + seen.size
        comma = reading.peek(ahead + size).shape is Shape.COMMA
        gap = comma + reading.peek(ahead + size + comma).means(Sense.AND)
        if not gap:
            break
    if not names:
        return None
    size, summed_up = _joint(reading, ahead, size)
    for offset, seen in names:
        match seen.match:
            case Found(student, guess):
                start, end = reading.peek(ahead + offset).start, reading.peek(ahead + offset + seen.size - 1).end
                dative = reading.roster.addresses(reading.text[start:end], student)
                unchanging = summed_up and not reading.roster.declines(student)
                certain = certain and not guess and bool(intended or dative or unchanging)
            case _:
                pass
    return _Address(size, tuple(names), certain)


def _seen(reading: Reading, ahead: int, *, intended: bool) -> Seen | None:
    seen = reading.name(ahead, oblique=intended) or reading.name(ahead, loose=True)
    return None if seen is None or isinstance(seen.match, Unknown) else seen


def _joint(reading: Reading, ahead: int, size: int) -> tuple[int, bool]:
    """What stands between an address and its text: a colon, and «дз» said once more."""
    began = size
    while reading.peek(ahead + size).text in SUMS_UP:
        size += 1
    task = reading.peek(ahead + size).means(Sense.TASK) and reading.peek(ahead + size + 1).text == ":"
    if task or reading.peek(ahead + size).means(Sense.HOMEWORK):
        size += 1
    while reading.peek(ahead + size).text in SUMS_UP:
        size += 1
    return size, size > began


def _is_dative(reading: Reading, name: Named) -> bool:
    written = reading.text[name.start : name.end]
    return bool(name.students) and all(reading.roster.addresses(written, student) for student in name.students)


def _is_intended(reading: Reading, start: int) -> bool:
    """«для Петрова дз №5»."""
    return reading.peek(reading.places(start, start + 1)[0] - 1).key in reading.words.intended


def _precedes(reading: Reading, keyword: int, passage: Passage) -> bool:
    """Whether the homework that this word begins is that passage, not a later one."""
    later = (other.start for other in reading.homeworks if keyword <= other.start < passage.start)
    return keyword <= passage.start and not any(later)


# Who is named in the text.


def _mentioned(reading: Reading, text: Passage) -> list[int | None]:
    """Everybody of the class who is named in it; None for a name that may be several people's."""
    found: list[int | None] = []
    for place in reading.places(text.start, text.end):
        seen = _name_in_text(reading, place)
        if seen is not None:
            found.append(seen.match.student_id if isinstance(seen.match, Found) else None)
    return list(dict.fromkeys(found))


def _name_in_text(reading: Reading, ahead: int) -> Seen | None:
    """A surname anywhere; a given name or a slip where somebody may be spoken to."""
    before = reading.peek(ahead - 1)
    strict = reading.name(ahead, oblique=True)
    if strict is not None:
        return strict
    spoken_to = before.means(Sense.HOMEWORK, Sense.TASK) or before.shape in BREAKS or before.text in (*SUMS_UP, "(")
    if not (spoken_to or before.key in reading.words.whose | reading.words.intended):
        word = reading.peek(ahead)
        governed = before.key in reading.words.noise | reading.words.governing
        if governed or len(word.text) < 4 or not (word.text.istitle() or word.key.endswith(DATIVES)):
            return None
    return reading.name(ahead, loose=True)


def _lacks(reading: Reading, text: Passage) -> bool:
    """«кроме Петрова»."""
    return any(reading.peek(place).means(Sense.EXCEPT) for place in reading.places(text.start, text.end))
