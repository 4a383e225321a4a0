"""Everything that is said about a student after the name, up to the next statement."""

from journal.lessons.dictation import marks
from journal.lessons.dictation.lexemes import BRACKETS, DASHES, Sense, Shape
from journal.lessons.dictation.mention import Mention
from journal.lessons.dictation.model import Act, Option, QuestionKind
from journal.lessons.dictation.reading import SECTIONS, SKIP, STATING, Reading
from journal.names import fold

JOINTS = DASHES | {":", "=", "/", "\\", "|", "."}
EXCUSED = "У"
LATE = "ОП"
SHORTEST_NAME = 3


def read(reading: Reading, mention: Mention) -> None:
    """Read on as long as it is about this mention: until a stop, a section, or another name."""
    while not reading.done and _fact(reading, mention):
        mention.end = reading.peek(-1).end


def _fact(reading: Reading, mention: Mention) -> bool:
    if reading.name():
        return False
    for reader in _READERS:
        applies = reader(reading, mention)
        if applies is not None:
            return applies
    return False


def _attendance(reading: Reading, mention: Mention) -> bool | None:
    """A code; but «Иванов 5 нет Петрова» speaks of the next one, where that one has nothing else."""
    lexeme = reading.peek()
    if not lexeme.means(Sense.ATTENDANCE, Sense.DOUBT):
        return None
    if mention.states and lexeme.key in reading.words.whose and (his := reading.name(1, oblique=True)):
        return None if not reading.states(1 + his.size) else False  # «у Козлова пять у Толстого три»
    thing = _is_unknown(reading, 1) and reading.peek(1).key not in reading.words.at | reading.words.whose
    if reading.lacking() and thing and not reading.name(1, oblique=True, loose=True):
        return marks.unclear(reading, mention, reading.take(2))  # «нет тетради»
    again = reading.lacking() and lexeme.senses.get(Sense.ATTENDANCE) == mention.announced
    if (again and reading.name(1, oblique=True)) or _begins_a_list(reading, mention):
        return False  # «нет Петрова нет Сидорова»
    code = lexeme.senses.get(Sense.ATTENDANCE)
    initial = _may_be_initial(reading, mention)
    span = reading.take()
    if code is None or initial:
        code = _ask_code(reading, mention, span, code, initial=initial)
    if code is not None:
        mention.attendance = _agreed(reading, mention, span, code)
    return True


def _begins_a_list(reading: Reading, mention: Mention) -> bool:
    if reading.peek(1).text == ":" and reading.name(2, oblique=reading.lacking()):
        return True
    after = reading.name(1, oblique=reading.lacking())
    something_said = after is not None and (reading.states(1 + after.size) or reading.entry(1))
    if after is None or something_said or not (mention.states or mention.listed):
        return False
    if mention.states:
        return True
    # «болеют Сидоров, Козлов н Семёнова»: nothing tells whose the code is.
    lexeme = reading.peek()
    his = Option(Act.ATTENDANCE, values=(lexeme.senses.get(Sense.ATTENDANCE, EXCUSED),))
    mention.asked = True
    chosen = reading.ask(QuestionKind.WHOSE, (mention.start, reading.peek(after.size).end), [his, Option(Act.LAST)])
    return chosen is None or chosen.act is Act.LAST


def _ask_code(
    reading: Reading, mention: Mention, span: tuple[int, int], code: str | None, *, initial: bool
) -> str | None:
    options = [Option(Act.ATTENDANCE, values=(code,))] if code else [_code(EXCUSED), _code("")]
    if initial:
        options.insert(0, Option(Act.INITIAL))
    mention.asked = True
    chosen = reading.ask(QuestionKind.CODE, span, [*options, SKIP], mention.student)
    return "".join(chosen.values) if chosen is not None and chosen.act is Act.ATTENDANCE else None


def _agreed(reading: Reading, mention: Mention, span: tuple[int, int], code: str) -> str:
    told = reading.peek(-1)
    if mention.attendance in (None, code) or (
        mention.attendance == "Н" and code in "БУ" and len(told.text) > SHORTEST_NAME
    ):
        return code  # «отсутствует по болезни» says more, not something else
    first = next(iter(mention.students), None)
    chosen = reading.ask(QuestionKind.TWICE, span, [_code(mention.attendance or ""), _code(code)], first)
    return "".join(chosen.values) if chosen else code


def _code(value: str) -> Option:
    """A code; none at all means present."""
    return Option(Act.ATTENDANCE, values=(value,) if value else ())


def _may_be_initial(reading: Reading, mention: Mention) -> bool:
    """«Иванов п 5»: the letter follows the only Иванов, whose name begins with it, and something else is said of him."""
    letter = reading.peek()
    pupil = reading.roster.by_id.get(mention.student) if mention.student is not None else None
    if pupil is None or not letter.is_letter or mention.states or not reading.states(1):
        return False
    return fold(pupil.given_name).startswith(letter.key)


def _present(reading: Reading, mention: Mention) -> bool | None:
    if not reading.peek().means(Sense.PRESENT):
        return None
    span = reading.take()
    mention.attendance = _agreed(reading, mention, span, "")
    return True


def _comma(reading: Reading, mention: Mention) -> bool | None:
    """What follows a comma is about the same student if it is nothing but facts or a comment: «Сидоров 3, оп»."""
    if reading.peek().shape is not Shape.COMMA:
        return None
    after = reading.peek(1)
    if after.text in BRACKETS or after.means(Sense.BECAUSE):
        return reading.go_on()
    if mention.states and _remark(reading):
        return reading.go_on()
    size = _facts_only(reading)
    if size == 0:
        return False
    if after.shape is not Shape.NUMBER:
        return reading.go_on()
    if after.text not in reading.defaults.scale:
        return False
    if reading.peek(2).text in (".", ")") and reading.name(3):
        return False  # «1. Иванов 5, 3. Козлов 4»
    if size == 1 and not mention.by_number:
        return reading.go_on()
    return False if mention.by_number and size > 1 else _ask_whose(reading, mention, size)


def _remark(reading: Reading) -> bool:
    """«Козлов 5, умница»: words in small letters that mean nothing here."""
    size = 1
    while _is_unknown(reading, size) and not reading.peek(size).text.istitle() and not reading.name(size, loose=True):
        size += 1
    return size > 1 and reading.breaks(size)


def _facts_only(reading: Reading) -> int:
    """How many marks and codes stand up to the next break or comment, if nothing else does; else 0."""
    facts, ahead = 0, 1
    while not reading.breaks(ahead):
        lexeme = reading.peek(ahead)
        if facts and (lexeme.means(Sense.BECAUSE) or lexeme.text in BRACKETS):
            return facts
        if lexeme.means(*STATING) or lexeme.shape is Shape.NUMBER:
            facts += 1
        elif not (lexeme.means(Sense.PLUS) or (lexeme.text in marks.PLUSES and reading.touches(ahead))):
            return 0
        ahead += 1
    return facts


def _ask_whose(reading: Reading, mention: Mention, facts: int) -> bool:
    """«Иванов 5, 4 3»: more marks, or list number 4. «7 5, 4»: one more mark, or a number whose mark is missing."""
    number, last = reading.peek(1), 1
    while not reading.breaks(last + 1):
        last += 1
    options = [Option(Act.MARKS, values=(number.text,))]
    pupil = reading.roster.by_number.get(int(number.text))
    if pupil and facts > 1:
        options.append(Option(Act.STUDENTS, (pupil.student_id,)))
    span = (number.start, reading.peek(last).end)
    mention.asked = True
    chosen = reading.ask(QuestionKind.WHOSE, span, [*options, SKIP], mention.student)
    if chosen is not None and chosen.act is Act.STUDENTS:
        return False
    if chosen is not None and chosen.act is Act.MARKS:
        return reading.go_on()
    reading.take(1 + last)
    return True


def _no_homework(reading: Reading, mention: Mention) -> bool | None:
    """«Козлов 2 нет дз»: none was set, or he had not done it? Without a stop before it, it is asked."""
    if not reading.peek().means(Sense.NO_HOMEWORK):
        return None
    span = reading.take()
    mention.asked = True
    chosen = reading.ask(
        QuestionKind.UNCLEAR, span, [Option(Act.COMMENT), Option(Act.NO_HOMEWORK), SKIP], mention.student
    )
    if chosen is not None and chosen.act is Act.COMMENT:
        marks.comment(mention, reading.text[slice(*span)])
    if chosen is not None and chosen.act is Act.NO_HOMEWORK:
        reading.no_homework.append(span)
    return True


def _instead(reading: Reading, mention: Mention) -> bool | None:
    """«не 5, а 4», «4, а не 5»: the mark that is denied is gone past."""
    words = reading.words
    comma = reading.peek().shape is Shape.COMMA
    if reading.peek().key in words.not_ and reading.says_mark(1):
        size = 2 + (reading.peek(2).shape is Shape.COMMA)
        size = size + 1 if reading.peek(size).key in words.but and reading.says_mark(size + 1) else 0
    elif mention.marks and reading.peek(comma).key in words.but and reading.peek(comma + 1).key in words.not_:
        size = comma + 3 if reading.says_mark(comma + 2) else 0
    else:
        return None
    if not size:
        return None
    reading.take(size)
    mention.corrects = True
    return True


def _lateness(reading: Reading, mention: Mention) -> bool | None:
    """«опоздал на 10 минут»: a remark; the code says the rest."""
    size = reading.peek().key in reading.words.due
    long = reading.peek(size).shape is Shape.NUMBER or size > 0
    if mention.attendance != LATE or not long or reading.peek(size + 1).key not in reading.words.minutes:
        return None
    start, end = reading.take(size + 2)
    marks.comment(mention, reading.text[start:end])
    return True


def _joint(reading: Reading, mention: Mention) -> bool | None:
    """Dashes, colons, «и» between two marks, «на пять», «по 5»."""
    lexeme = reading.peek()
    if lexeme.key in reading.words.at and not lexeme.senses and reading.says_mark(1):
        return reading.go_on()
    if lexeme.means(Sense.AND):
        return reading.go_on() if mention.states and reading.states(1) and not reading.name(1) else False
    joins = lexeme.means(Sense.FILLER) or (lexeme.text in JOINTS and not reading.breaks())
    return reading.go_on() if joins else None


def _unknown(reading: Reading, mention: Mention) -> bool | None:
    """A word that means nothing here and does not begin the next statement, as a long one before a mark would."""
    lexeme = reading.peek()
    if not _is_unknown(reading, 0):
        return None
    size = 1
    if lexeme.shape is Shape.WORD and len(lexeme.text) < SHORTEST_NAME:
        while not reading.breaks(size) and not reading.name(size) and not reading.peek(size).means(*SECTIONS):
            size += 1
    elif lexeme.shape is Shape.WORD and reading.states(1):
        return None
    else:
        while _is_unknown(reading, size) and not reading.name(size) and not reading.states(size + 1):
            size += 1
    return marks.unclear(reading, mention, reading.take(size))


def _is_unknown(reading: Reading, ahead: int) -> bool:
    lexeme = reading.peek(ahead)
    meaning = lexeme.senses.keys() - {Sense.CORRECTION}
    return not reading.breaks(ahead) and not meaning and lexeme.shape in (Shape.WORD, Shape.SIGN)


_READERS = (
    _instead,
    _lateness,
    marks.several,
    marks.number,
    marks.word,
    marks.sign,
    marks.work,
    _attendance,
    _present,
    marks.because,
    marks.bracket,
    _comma,
    _no_homework,
    _joint,
    _unknown,
)
