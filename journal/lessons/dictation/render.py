"""A dictation written the way we would: read again it gives the same."""

from collections.abc import Iterator

from journal import dates
from journal.lessons.dictation.model import ABSENCES, Dictation, Entry, HomeworkDraft, SaidMark
from journal.names import Found, Pupil, Roster
from journal.words import Words

CODES = {"Н": "н", "Б": "б", "У": "у", "ОП": "оп"}


def render(dictation: Dictation, roster: Roster, words: Words) -> str:
    """One line: students in the list's order, then the topic, then the homework. Questions are not written."""
    return "; ".join(_statements(dictation, roster, words))


def _statements(dictation: Dictation, roster: Roster, words: Words) -> Iterator[str]:
    for entry in dictation.entries:
        yield _entry(entry, roster, words)
    if dictation.all_present:
        anybody_absent = any(entry.attendance in ABSENCES for entry in dictation.entries)
        yield words.canon["others_present" if anybody_absent else "all_present"]
    if dictation.topic:
        yield f"{words.canon['topic']} {dictation.topic}"
    apart = any(one.instead for one in dictation.named)
    if dictation.homework:
        yield _homework(dictation.homework, words, words.canon["rest"] if apart else "")
    for one in dictation.named:
        names = f" {words.canon['and']} ".join(
            name(roster.by_id[student], roster, oblique=True) for student in one.students
        )
        yield _homework(one.homework, words, f"{words.canon['intended']} {names}")


def _entry(entry: Entry, roster: Roster, words: Words) -> str:
    # The code stands last: «Иванов н 5» might be Николай Иванов.
    parts = [name(roster.by_id[entry.student_id], roster), _bracketed(entry.comment)]
    parts += [_mark(mark, words) for mark in entry.marks]
    if entry.attendance is not None:
        parts.append(CODES[entry.attendance] if entry.attendance else words.canon["present"])
    return " ".join(filter(None, parts))


def name(pupil: Pupil, roster: Roster, *, oblique: bool = False) -> str:
    """The shortest that means nobody else: the surname, with the given name, the full name, the list number."""
    longer = [pupil.surname, f"{pupil.surname} {pupil.given_name}"]
    longer.append(f"{longer[-1]} {pupil.patronymic}")
    for text in longer:
        if roster.find(text, oblique=oblique, loose=False) == Found(pupil.student_id):
            return text.strip()
    return f"№{pupil.number}"


def _mark(mark: SaidMark, words: Words) -> str:
    # «4+», but «ЗЧ (+)»: after a word a dash is only a dash.
    sign = mark.comment[:1] if mark.comment[:2].strip() in ("+", "−") and mark.value.isdecimal() else ""
    value = words.canon[mark.value] if mark.value == "." else mark.value
    work = words.work_names.get(mark.work, "") if mark.work else ""
    comment = mark.comment[len(sign) :].strip()
    return " ".join(filter(None, (value + sign, _bracketed(work), _bracketed(comment))))


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""


def _homework(homework: HomeworkDraft, words: Words, whom: str) -> str:
    if homework.kind == "none":
        return words.canon["no_homework"]
    addressed = f"{whom}: " if whom else ""
    parts = [f"{words.canon['homework']} {addressed}{homework.text}"]
    if homework.minutes:
        parts.append(f"{homework.minutes} {words.canon['minutes']}")
    if homework.due_hint is dates.Relative.NEXT_LESSON:
        parts.append(f"{words.canon['due']} {words.canon['next_lesson']}")
    elif isinstance(homework.due_hint, dates.Days):
        parts.append(f"{words.canon['due']} {homework.due_hint.first:%d.%m.%Y}")
    return ", ".join(parts)
