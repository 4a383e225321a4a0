"""The parts of a dictation that are text: where a topic and a homework begin and end."""

from journal.lessons.dictation import addressed, classwide, lists
from journal.lessons.dictation.lexemes import DASHES, Sense, Shape
from journal.lessons.dictation.mention import Passage, WorkSaid
from journal.lessons.dictation.model import Act, Option, QuestionKind
from journal.lessons.dictation.people import called
from journal.lessons.dictation.reading import SECTIONS, SKIP, STATING, Reading
from journal.names import Found

AFTER_KEYWORD = DASHES | {":", "="}


def correction(reading: Reading) -> bool:
    """«нет, Петров 4», «точнее: дз §22»: what the rest of the line says takes the place of what was said before."""
    lexeme, following = reading.peek(), reading.peek(1)
    if not lexeme.means(Sense.CORRECTION):
        return False
    comma = following.shape is Shape.COMMA
    if lexeme.means(Sense.ATTENDANCE) and not comma:
        return False  # «нет Петрова»
    size = 1 + (comma or following.text in AFTER_KEYWORD)
    begins = reading.name(size) or reading.name(size, loose=True) or reading.number(size)
    if not (begins or reading.peek(size).means(*STATING, *SECTIONS, Sense.TASK, Sense.EVERYONE, Sense.REST)):
        return False
    start, _ = reading.take(size)
    line_end = reading.text.find("\n", start)
    reading.corrections.append((start, line_end if line_end >= 0 else len(reading.text)))
    reading.open = None
    return True


def no_homework(reading: Reading) -> bool:
    """«не задано» is an entry; an empty field would be a gap."""
    if not reading.peek().means(Sense.NO_HOMEWORK):
        return False
    reading.no_homework.append(reading.take())
    reading.open = None
    return True


def topic(reading: Reading) -> bool:
    """«тема …» up to a stop or the next statement."""
    if not reading.peek().means(Sense.TOPIC):
        return False
    if called(reading):
        return True
    _passage(reading, reading.topics)
    return True


def homework(reading: Reading) -> bool:
    """«дз …»; the weaker «задание …» begins one where none was begun."""
    addressed.everyone_leads(reading)
    lexeme = reading.peek()
    if not (lexeme.means(Sense.HOMEWORK) or (lexeme.means(Sense.TASK) and not reading.homeworks)):
        return False
    _passage(reading, reading.homeworks)
    return True


def _passage(reading: Reading, passages: list[Passage]) -> None:
    code = reading.peek().senses.get(Sense.WORK)
    keyword = reading.take()
    while reading.peek().text in AFTER_KEYWORD:
        reading.take()
    reading.open = passages
    start = reading.peek().start
    size = _reach(reading, passages)
    if size:
        passages.append(Passage(start, reading.take(size)[1]))
        return
    reading.open = None
    if code and reading.name():
        # «дз: Иванов 5» was answered with "it speaks about students": marks for the homework.
        reading.work = WorkSaid(code, *keyword, reading.marks)
        reading.works.append(reading.work)
        return
    options = [SKIP] if passages is reading.topics else [Option(Act.NO_HOMEWORK), SKIP]
    chosen = reading.ask(QuestionKind.EMPTY, keyword, options)
    if chosen is not None and chosen.act is Act.NO_HOMEWORK:
        reading.no_homework.append(keyword)


def more(reading: Reading) -> bool:
    """Text after a stop that is no statement belongs to the homework before it; to the topic only if that is confirmed."""
    if not reading.open or reading.peek().means(*STATING, Sense.BECAUSE, Sense.PRESENT):
        return False
    last = reading.open[-1]
    size = _reach(reading, reading.open)
    if size == 0:
        return False
    start, end = reading.take(size)
    if reading.open is reading.topics:
        chosen = reading.ask(QuestionKind.UNCLEAR, (start, end), [Option(Act.TOPIC), Option(Act.HOMEWORK), SKIP])
        if chosen is not None and chosen.act is Act.HOMEWORK:
            reading.homeworks.append(Passage(start, end))
        if chosen is None or chosen.act is not Act.TOPIC:
            return True
    reading.open[-1] = last._replace(end=end)
    return True


def unclear(reading: Reading) -> bool:
    """What is left: up to a break or to somebody about whom something is said."""
    size = 1
    while not reading.breaks(size) and not reading.entry(size):
        size += 1
    start, end = reading.take(size)
    chosen = reading.ask(QuestionKind.UNCLEAR, (start, end), [Option(Act.TOPIC), Option(Act.HOMEWORK), SKIP])
    if chosen is not None and chosen.act is not Act.SKIP:
        passages = reading.topics if chosen.act is Act.TOPIC else reading.homeworks
        passages.append(Passage(start, end))
    return True


# Where a text ends.


def _reach(reading: Reading, passages: list[Passage]) -> int:
    """How many lexemes the text takes. What stands in brackets or quotes never ends it."""
    size = 0
    while reading.peek(size).shape is not Shape.STOP:
        if reading.breaks(size):
            if _statement_follows(reading, size + 1, passages):
                return size
        elif _statement_begins(reading, size, passages):
            return size
        size += reading.enclosed(size)
    return size


def _statement_follows(reading: Reading, ahead: int, passages: list[Passage]) -> bool:
    """After a comma or the dot of a sentence."""
    lexeme = reading.peek(ahead)
    if lexeme.means(Sense.TOPIC, Sense.NO_HOMEWORK, Sense.NOBODY_ABSENT):
        return True
    if lexeme.means(Sense.HOMEWORK) and passages is reading.topics:
        return True
    if lexeme.means(Sense.TASK) and passages is reading.topics and reading.peek(ahead + 1).text in AFTER_KEYWORD:
        return True
    if lexeme.means(Sense.EVERYONE, Sense.REST) and classwide.speaks(reading, ahead):
        return passages is not reading.homeworks or not _is_task(reading, ahead)
    if lexeme.means(Sense.ATTENDANCE) and reading.name(ahead + 1, oblique=reading.lacking(ahead)):
        return True
    if lexeme.means(Sense.WORK) and reading.peek(ahead + 1).text == ":":
        return True
    return reading.entry(ahead) > 0 or _mixed(reading, ahead, passages, after_break=True)


def _statement_begins(reading: Reading, ahead: int, passages: list[Passage]) -> bool:
    """In the middle of the text, as it is when somebody speaks without commas."""
    lexeme = reading.peek(ahead)
    if lexeme.means(Sense.NO_HOMEWORK, Sense.NOBODY_ABSENT):
        return True
    if lexeme.means(Sense.HOMEWORK) and passages is reading.topics and ahead > 0:
        return True
    if lexeme.means(Sense.EVERYONE) and reading.peek(ahead + 1).means(Sense.PRESENT):
        return True
    if lexeme.means(Sense.TOPIC) and passages is reading.homeworks and not _governed(reading, ahead):
        chosen = reading.ask(QuestionKind.MIXED, (lexeme.start, lexeme.end), [Option(Act.TOPIC), Option(Act.HOMEWORK)])
        return chosen is not None and chosen.act is Act.TOPIC
    return _mixed(reading, ahead, passages, after_break=False)


def _is_task(reading: Reading, ahead: int) -> bool:
    """«дз Петрову 12, остальным 5»: a mark, or their homework? Asked."""
    if not addressed.speaks_to_some(reading, ahead):
        return False
    span = (reading.peek(ahead).start, reading.peek(ahead + 1).end)
    chosen = reading.ask(QuestionKind.MIXED, span, [Option(Act.ENTRIES), Option(Act.HOMEWORK)])
    return chosen is None or chosen.act is Act.HOMEWORK


def _governed(reading: Reading, ahead: int) -> bool:
    """«на тему», «по теме»: part of the sentence."""
    before = reading.peek(ahead - 1).key
    return before in reading.words.due | reading.words.at


def _mixed(reading: Reading, ahead: int, passages: list[Passage], *, after_break: bool) -> bool:
    """Ask about what looks like a statement about a student and may as well be text: «тема Толстой 2»."""
    lexeme = reading.peek(ahead)
    size = reading.entry(ahead) or reading.listing(ahead)
    if size == 0 and after_break:
        size = _doubtful_entry(reading, ahead, passages)
    if size == 0:
        return False
    text = Option(Act.TOPIC if passages is reading.topics else Act.HOMEWORK)
    span = (lexeme.start, reading.peek(ahead + size).end)
    chosen = reading.ask(QuestionKind.MIXED, span, [Option(Act.ENTRIES), text])
    return chosen is not None and chosen.act is Act.ENTRIES


def _doubtful_entry(reading: Reading, ahead: int, passages: list[Passage]) -> int:
    """A name with a slip, or a list number, and something said about it. «№ 5» in a homework is an exercise."""
    name = reading.name(ahead, loose=True)
    if name and reading.states(ahead + name.size):
        return name.size
    number = reading.number(ahead)
    if number is None or not isinstance(number.match, Found) or (number.size > 1 and passages is reading.homeworks):
        return 0
    listed = passages is reading.homeworks and reading.peek(ahead - 1).shape is Shape.COMMA
    return number.size if _states_strictly(reading, ahead + number.size, exercises=listed) else 0


def _states_strictly(reading: Reading, ahead: int, *, exercises: bool) -> bool:
    """A mark, or a code; but in «дз № 4, 5 б» the letter is part of an exercise."""
    exercise = exercises and reading.peek(ahead).text not in AFTER_KEYWORD
    while reading.peek(ahead).text in AFTER_KEYWORD:
        ahead += 1
    lexeme = reading.peek(ahead)
    if lexeme.is_letter and exercise:
        return lexeme.senses.get(Sense.ATTENDANCE) == lists.ABSENT
    return lexeme.text in reading.defaults.scale or lexeme.means(*STATING)


# Work types said of the marks that follow.


def work(reading: Reading) -> bool:
    """«контрольная: Иванов 5, Петров 4», «за диктант: …»: the work of the marks up to the next such word."""
    because = reading.peek().means(Sense.BECAUSE)
    lexeme = reading.peek(because)
    code = lexeme.senses.get(Sense.WORK)
    if code is None or lexeme.means(Sense.HOMEWORK, Sense.TASK):
        return False
    size = 1 + because
    while reading.peek(size).means(Sense.FILLER):
        size += 1
    colon = reading.peek(size).text in AFTER_KEYWORD
    alone = reading.breaks(size) or reading.peek(size).shape is Shape.STOP
    if not (colon or alone or reading.name(size) or (reading.number(size) and reading.states(size + 1))):
        return False
    span = (reading.peek().start, lexeme.end)
    if alone and reading.open is not None:
        text = Option(Act.HOMEWORK if reading.open is reading.homeworks else Act.TOPIC)
        chosen = reading.ask(QuestionKind.UNCLEAR, span, [Option(Act.WORK, values=(code,)), text, SKIP])
        if chosen is None or chosen.act is not Act.WORK:
            return _left_to_text(reading, size, taken=chosen is not None and chosen == text)
    reading.take(size + colon)
    reading.work = WorkSaid(code, *span, reading.marks)
    reading.works.append(reading.work)
    reading.open = None
    return True


def _left_to_text(reading: Reading, size: int, *, taken: bool) -> bool:
    _, end = reading.take(size)
    if taken and reading.open:
        reading.open[-1] = reading.open[-1]._replace(end=end)
    return True
