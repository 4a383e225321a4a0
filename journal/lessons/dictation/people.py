"""Statements about students: «Иванов 5», «7 н», «Петров и Сидоров оп», «2 Ивановых»."""

from journal.lessons.dictation import addressed, facts, lists
from journal.lessons.dictation.lexemes import DASHES, Sense, Shape
from journal.lessons.dictation.mention import Mention, Named, Seen
from journal.lessons.dictation.model import Act, Option, QuestionKind
from journal.lessons.dictation.reading import SKIP, Reading
from journal.names import Found, Unknown

ABSENT = "Н"
NUMBER_ENDS = frozenset({".", ")", ":"})


def called(reading: Reading) -> bool:
    """«Тёма 5» in a class with an Артём: he, or the topic «5»? Asked."""
    keyword = reading.peek()
    if not reading.roster.is_given_name(keyword.text) or not reading.states(1) or _reads_on(reading, 1):
        return False
    span = (keyword.start, reading.peek(1).end)
    chosen = reading.ask(QuestionKind.MIXED, span, [Option(Act.ENTRIES), Option(Act.TOPIC), SKIP])
    if chosen is not None and chosen.act is Act.TOPIC:
        return False
    if chosen is None or chosen.act is Act.SKIP:
        reading.take(2)
        return True
    _state(reading, [reading.take_name(Seen(1, reading.roster.find(keyword.text)))])
    return True


def _reads_on(reading: Reading, ahead: int) -> bool:
    """«тема 8», «тема 5 Проценты», «тема 5А»: what looks like a mark is no mark, or the sentence goes on as a text."""
    lexeme, following = reading.peek(ahead), reading.peek(ahead + 1)
    if lexeme.shape is Shape.NUMBER and lexeme.text not in reading.defaults.scale:
        return True
    return following.shape is Shape.WORD and (following.start == lexeme.end or not following.senses)


def several(reading: Reading) -> bool:
    """«2 Ивановых», «оба Иванова»: asked, whoever they are."""
    lexeme, surname = reading.peek(), reading.peek(1)
    said = lexeme.senses.get(Sense.COUNT, lexeme.text if lexeme.shape is Shape.NUMBER else "")
    namesakes = reading.roster.namesakes(surname.text) if said and surname.shape is Shape.WORD else ()
    if len(namesakes) < 2 or isinstance(reading.roster.find(surname.text, loose=False), Found):
        return False
    span = reading.take(2)
    options = [Option(Act.STUDENTS, namesakes)] if said == str(len(namesakes)) else []
    chosen = reading.ask(QuestionKind.SEVERAL, span, [*options, SKIP])
    _state(reading, [Named(chosen.students if chosen else (), *span)])
    return True


def numbered(reading: Reading) -> bool:
    """«7 5», «№7 н», «7. Иванов 5»; but «5 Иванов, Петров» begins with a mark."""
    seen = reading.number()
    if seen is None:
        return False
    size = seen.size
    if reading.peek(size).text in NUMBER_ENDS and not (reading.peek(size).text == ":" and reading.states(size)):
        size += 1
    if reading.peek(size).text in DASHES and reading.name(size + 1):
        size += 1
    while reading.peek(size).means(Sense.FILLER):
        size += 1
    name = reading.name(size)
    if name and reading.counted() and reading.peek().text == str(reading.lines + 1):
        # «1. Козлов 5» numbers the line: the name says who.
        reading.lines += 1
        reading.take(size)
        return named(reading)
    if name:
        return _number_and_name(reading, seen, size, name)
    alone = reading.breaks(size) or reading.peek(size).means(Sense.AND)
    if not reading.states(size) and not (alone and not reading.open and not isinstance(seen.match, Unknown)):
        return False
    ending = reading.peek(seen.size).text
    person = reading.take_name(seen)
    if size > seen.size:
        reading.take(size - seen.size)
    _state(reading, [person], ending=ending if ending in NUMBER_ENDS else "")
    return True


def _number_and_name(reading: Reading, seen: Seen, size: int, name: Seen) -> bool:
    digit, followed = reading.peek(seen.size - 1).text, reading.states(size + name.size)
    if digit in reading.defaults.scale and not followed and seen.size == 1 and not reading.counted():
        reading.take(size)
        lists.marked(reading, digit)
        return True
    fits = isinstance(name.match, Found) and isinstance(seen.match, Found) and name.match == seen.match
    if not fits:
        span = (reading.peek().start, reading.peek(size + name.size - 1).end)
        meant = [seen.match.student_id] if isinstance(seen.match, Found) else []
        meant += [name.match.student_id] if isinstance(name.match, Found) else []
        chosen = reading.ask(
            QuestionKind.NUMBER, span, [*(Option(Act.STUDENTS, (student,)) for student in meant), SKIP]
        )
        reading.take(size + name.size)
        _state(reading, [Named(chosen.students if chosen else (), *span)])
        return True
    reading.take(size)
    return named(reading)


def named(reading: Reading) -> bool:
    """A name, or several joined by «и», and what is said about them."""
    chain = _chain(reading)
    if not chain or addressed.goes_on(reading):
        return False
    people: list[Named] = []
    for gap, seen in chain:
        if gap:
            reading.take(gap)
        people.append(reading.take_name(seen))
    _state(reading, people)
    return True


def _chain(reading: Reading) -> list[tuple[int, Seen]]:
    """The names ahead that share what follows, each with the size of the joint before it."""
    first = reading.name() or _typed_wrong(reading)
    if first is None:
        return []
    chain, ahead, joined = [(0, first)], first.size, 1
    while not reading.states(ahead) and len(chain) <= len(reading.roster.pupils):
        comma = reading.peek(ahead).shape is Shape.COMMA
        gap = comma + reading.peek(ahead + comma).means(Sense.AND)
        following = (reading.name(ahead + gap) or reading.name(ahead + gap, loose=True)) if gap else None
        if following is None:
            break
        chain.append((gap, following))
        if gap > comma:
            joined = len(chain)
        ahead += gap + following.size
    # «Козлов, Петров, Толстой - 5»: a dash or a colon sums them up.
    summed_up = reading.states(ahead) and reading.peek(ahead).text in DASHES | {":"}
    return chain if summed_up else chain[:joined]


def _typed_wrong(reading: Reading) -> Seen | None:
    """A name with a slip of the finger: only where something is said about it, or any word might be one."""
    seen = reading.name(loose=True)
    if seen is None:
        return None
    joined = reading.peek(seen.size).means(Sense.AND)
    return seen if joined or reading.states(seen.size) else None


def unknown(reading: Reading) -> bool:
    """A word that is in no list, with a mark or a code after it: ask who that is."""
    size = 1
    while reading.peek(size).shape is Shape.WORD and not reading.peek(size).senses and size < 3:
        size += 1
    if reading.peek().shape is not Shape.WORD or reading.peek().senses or not reading.states(size):
        return False
    fact = reading.peek(size)
    span = (reading.peek().start, reading.peek(size - 1).end)
    match = reading.roster.find(reading.text[slice(*span)])
    guesses = match.guesses if isinstance(match, Unknown) else ()
    no_mark = fact.shape is Shape.NUMBER and fact.text not in reading.defaults.scale
    if no_mark and (reading.open is not None or not guesses):
        return False  # «стр 45», «урок 12»
    options = [Option(Act.STUDENTS, (student,)) for student in guesses]
    if reading.open is not None:
        options.append(Option(Act.HOMEWORK if reading.open is reading.homeworks else Act.TOPIC))
    chosen = reading.ask(QuestionKind.UNKNOWN_NAME, span, [*options, SKIP])
    if chosen is not None and chosen.act in (Act.HOMEWORK, Act.TOPIC):
        return False
    reading.take(size)
    _state(reading, [Named(chosen.students if chosen else (), *span)])
    return True


def _state(reading: Reading, people: list[Named], *, ending: str = "") -> None:
    """What is said about these people, and whoever was to share it."""
    mention = Mention([*reading.sharing, *people], people[0].start, people[-1].end, number_ending=ending)
    reading.sharing = []
    reading.open = None
    facts.read(reading, mention)
    if not mention.states and not mention.asked and addressed.leads(reading, mention.named):
        mention.named = []
    elif not mention.states and not mention.asked and people[-1].students:
        _nothing_said(reading, mention)
    if len(mention.named) > 1 and len(mention.marks) == len(mention.named):
        _in_turn(reading, mention)
        return
    reading.mentions.append(mention)


def _nothing_said(reading: Reading, mention: Mention) -> None:
    """A bare name. Before another one it may share what is said about that one: «Петров, Сидоров н»."""
    options = [Option(Act.ATTENDANCE, values=(ABSENT,)), SKIP]
    followed = reading.peek().shape is Shape.COMMA and (reading.name(1) or reading.number(1))
    if followed:
        options.insert(0, Option(Act.SHARED))
    span = (mention.named[-1].start, mention.named[-1].end)
    chosen = reading.ask(QuestionKind.NOTHING_SAID, span, options, mention.student)
    if chosen is not None and chosen.act is Act.SHARED:
        reading.sharing, mention.named = mention.named, []
    elif chosen is not None and chosen.act is Act.ATTENDANCE:
        mention.attendance = ABSENT


def _in_turn(reading: Reading, mention: Mention) -> None:
    """Ask whether «Петров и Сидоров 5 и 4» is a mark each or both marks for both."""
    span = (mention.start, mention.end)
    chosen = reading.ask(QuestionKind.WHOSE, span, [Option(Act.EACH), Option(Act.BOTH), SKIP])
    if chosen is not None and chosen.act is Act.EACH:
        for name, mark in zip(mention.named, mention.marks, strict=True):
            alone = Mention([name], name.start, mention.end, marks=[mark], attendance=mention.attendance)
            reading.mentions.append(alone)
    elif chosen is not None and chosen.act is Act.BOTH:
        reading.mentions.append(mention)
