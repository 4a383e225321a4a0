"""The place in a dictated text and what was made of it so far: the cursor that the grammar's pieces share."""

from collections.abc import Sequence
from itertools import pairwise

from journal.lessons.dictation.lexemes import BRACKETS, BREAKS, DASHES, Lexeme, Sense, Shape, lexemes
from journal.lessons.dictation.mention import Lead, Mention, Named, Passage, Seen, WorkSaid
from journal.lessons.dictation.model import Act, Option, Question, QuestionKind, Source
from journal.names import GUESSES, Ambiguous, Found, Match, Unknown

SKIP = Option(Act.SKIP)
LONGEST_NAME = 6
"""Pieces of a name: «Ван дер Берг П . А .» is longer and has to be written shorter."""
MOST_JOINED = 10
"""How many names with «и» between them are looked through."""
STATING = (Sense.MARK, Sense.ATTENDANCE, Sense.DOUBT, Sense.PRESENT)
SECTIONS = (Sense.TOPIC, Sense.HOMEWORK, Sense.NO_HOMEWORK)

CLASSWIDE = (Sense.EVERYONE, Sense.REST, Sense.NOBODY_ABSENT, Sense.NOBODY, Sense.EXCEPT)


class Reading:
    """A text being read from left to right. Questions that were answered before are answered again by themselves."""

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.roster, self.words, self.defaults = source.roster, source.words, source.defaults
        self._answers: dict[tuple[QuestionKind, int, int], list[Option]] = {}
        for answer in source.answers:
            self._answers.setdefault((answer.kind, answer.start, answer.end), []).append(answer.option)
        self._lexemes = list(lexemes(source.text, source.words))
        self._end = Lexeme(len(self.text), len(self.text), "", "", Shape.STOP, {})
        self._names: dict[tuple[int, bool, bool], Seen | None] = {}
        self.at = 0
        self.marks = 0
        self.understood: list[tuple[int, int]] = []
        self.questions: list[Question] = []
        self.mentions: list[Mention] = []
        self.sharing: list[Named] = []
        self.work: WorkSaid | None = None
        self.works: list[WorkSaid] = []
        self.topics: list[Passage] = []
        self.homeworks: list[Passage] = []
        self.leads: list[Lead] = []
        """Who is spoken to right before a homework: «Петрову дз №5»."""
        self.no_homework: list[tuple[int, int]] = []
        self.all_present: list[tuple[int, int]] = []
        self.others_present: list[tuple[int, int]] = []
        self.lines = 0
        """How many lines were numbered by the writer so far: «1. Козлов», «2. Петров»."""
        self.corrections: list[tuple[int, int]] = []
        """Where what is said takes the place of what was said before: «нет, …» up to the end of the line."""
        self.open: list[Passage] | None = None
        """The topics or homeworks that were spoken of last: more text may follow."""

    # The cursor.

    def peek(self, ahead: int = 0) -> Lexeme:
        """The lexeme so far ahead; behind the last one there is only a stop."""
        index = self.at + ahead
        return self._lexemes[index] if 0 <= index < len(self._lexemes) else self._end

    @property
    def done(self) -> bool:
        return self.at >= len(self._lexemes)

    def take(self, size: int = 1) -> tuple[int, int]:
        """Understand the next lexemes and go past them; their span."""
        span = (self.peek().start, self.peek(max(size, 1) - 1).end)
        if not self.done:
            self.understood.append(span)
        self.at = min(self.at + size, len(self._lexemes))
        return span

    def go_on(self) -> bool:
        """Understand one lexeme; more may follow."""
        self.take()
        return True

    def touches(self, ahead: int) -> bool:
        """Whether nothing stands between this lexeme and the one before it."""
        return self.peek(ahead - 1).end == self.peek(ahead).start

    def places(self, start: int, end: int) -> list[int]:
        """How far ahead the lexemes of a span are; behind the cursor it is less than nothing."""
        return [place - self.at for place, lexeme in enumerate(self._lexemes) if start <= lexeme.start < end]

    def enclosed(self, ahead: int) -> int:
        """How many lexemes to go on: one, or up to where the bracket or quote there is closed in this line."""
        lexeme = self.peek(ahead)
        closing = BRACKETS.get(lexeme.text)
        line_end = self.text.find("\n", lexeme.end)
        closed = self.text.find(closing, lexeme.end, line_end if line_end >= 0 else None) if closing else -1
        size = 1
        while self.peek(ahead + size).end <= closed:
            size += 1
        return size if closed < 0 else size + 1

    # Questions.

    def ask(
        self,
        kind: QuestionKind,
        span: tuple[int, int],
        options: Sequence[Option],
        student_id: int | None = None,
    ) -> Option | None:
        """The answer given before, where it is still one of the options; else None, and the question stands."""
        offered = tuple(dict.fromkeys(options))
        # A place may have been asked twice, with other options.
        for chosen in reversed(self._answers.get((kind, *span), ())):
            if chosen in offered:
                return chosen
        question = Question(kind, *span, self.text[span[0] : span[1]].strip(), offered, student_id)
        if question not in self.questions:
            self.questions.append(question)
        return None

    # Names ahead.

    def name(self, ahead: int = 0, *, oblique: bool = False, loose: bool = False) -> Seen | None:
        """The name that begins there. Exact spellings only, unless `loose`; the longest that the list explains."""
        oblique = oblique or self.peek(ahead - 1).key in self.words.whose | self.words.asking
        place = (self.at + ahead, oblique, loose)
        if place not in self._names:
            self._names[place] = self._find_name(ahead, oblique=oblique, loose=loose)
        return self._names[place]

    def _find_name(self, ahead: int, *, oblique: bool, loose: bool) -> Seen | None:
        sizes = [size for size in range(LONGEST_NAME, 0, -1) if self._may_be_name(ahead, size, loose=loose)]
        for size in sizes:
            words = self._span_text(ahead, size)
            match = self.roster.find(words, oblique=oblique or self._lacks(ahead + size), loose=loose)
            if not isinstance(match, Unknown) and not self._letter_is_code(ahead, size, match):
                return self._disagreeing(ahead, size, match) or Seen(size, match)
        return None

    def number(self, ahead: int = 0) -> Seen | None:
        """The list number that stands there, «№7» or «7»; Unknown where the list is shorter."""
        skip = self.peek(ahead).text == "№" or self.peek(ahead).key in self.words.number
        lexeme = self.peek(ahead + skip)
        return Seen(1 + skip, self.roster.find(lexeme.text), by_number=True) if lexeme.shape is Shape.NUMBER else None

    def states(self, ahead: int = 0) -> bool:
        """Whether a mark or a code stands there, be it after a colon or a dash."""
        while self.peek(ahead).text in DASHES | {":", "="}:
            ahead += 1
        lexeme = self.peek(ahead)
        return lexeme.means(*STATING) or (lexeme.shape is Shape.NUMBER and len(lexeme.text) <= 2)

    def entry(self, ahead: int) -> int:
        """How long the names are that begin there, if something is said about them; else 0."""
        size = 0
        for _ in range(MOST_JOINED):
            name = self.name(ahead + size)
            if name is None:
                return 0
            size += name.size
            if self.states(ahead + size):
                return size
            if not self.peek(ahead + size).means(Sense.AND):
                return 0
            size += 1
        return 0

    def listing(self, ahead: int) -> int:
        """How much stands before the first name of a list: «н/б Петров», «5 - Иванов»; «у» and «о» are prepositions."""
        lexeme = self.peek(ahead)
        code = lexeme.means(Sense.ATTENDANCE) and not (lexeme.is_letter and lexeme.key in self.words.noise)
        begins = lexeme.text in self.defaults.scale or code
        size = 1
        while self.peek(ahead + size).text in DASHES | {":", "="}:
            size += 1
        return size if begins and self.name(ahead + size, oblique=self.lacking(ahead)) else 0

    def _disagreeing(self, ahead: int, size: int, match: Match) -> Seen | None:
        """«Иванов К. 5» where no Иванов is a К: nobody, however rare the surname."""
        following, dot = self.peek(ahead + size), self.peek(ahead + size + 1).text == "."
        initial = following.is_letter and following.text.isupper() and not following.means(*STATING)
        initial = initial and (dot or self.states(ahead + size + 1))
        if not initial and not self.roster.is_given_name(following.text):
            return None
        taken = size + 1 + (initial and dot)
        if not isinstance(self.roster.find(self._span_text(ahead, size + 1), loose=False), Unknown):
            return None
        candidates = match.candidates if isinstance(match, Ambiguous) else ()
        return Seen(taken, Unknown((match.student_id,) if isinstance(match, Found) else candidates[:GUESSES]))

    def _may_be_name(self, ahead: int, size: int, *, loose: bool) -> bool:
        pieces = [self.peek(ahead + index) for index in range(size)]
        if pieces[0].shape is not Shape.WORD or any(piece is self._end for piece in pieces):
            return False
        for before, piece in pairwise(pieces):
            if not (piece.shape is Shape.WORD or (piece.text == "." and before.is_letter)):
                return False
        # Only letters may be codes as well; a typo must not turn «пять» or «нет» into a name.
        return not (loose and any(piece.senses and not piece.is_letter for piece in pieces))

    def _letter_is_code(self, ahead: int, size: int, match: Match) -> bool:
        """«Иванов Н»: absent; «Иванов Н 5» of two Ивановых: the initial. A letter before the surname needs its dot."""
        first, last = self.peek(ahead), self.peek(ahead + size - 1)
        if size == 1:
            return last.is_letter
        if any(self._is_and(ahead + index) for index in range(size)):
            return True
        if first.is_letter and first.means(Sense.ATTENDANCE, Sense.DOUBT) and self.peek(ahead + 1).text != ".":
            return not (first.text.isupper() and self.states(ahead + size))
        dotted = last.text == "."
        letter = self.peek(ahead + size - 2) if dotted else last
        if not letter.is_letter or not letter.means(Sense.ATTENDANCE, Sense.DOUBT) or letter is first:
            return False
        if self.text[letter.start - 1] == ".":
            return False  # the second of two initials: «А.Н»
        shorter = self.roster.find(self._span_text(ahead, size - 1 - dotted), loose=False)
        narrows = isinstance(shorter, Ambiguous) and isinstance(match, Found)
        return not (narrows or dotted) if self.states(ahead + size) else not (narrows and dotted)

    def _is_and(self, ahead: int) -> bool:
        """«Сидоров и Иванов» is two; «Сидоров И. 5» and «Сидоров И 5» are one."""
        letter = self.peek(ahead)
        if not letter.is_letter or not letter.means(Sense.AND) or self.peek(ahead + 1).text == ".":
            return False
        return letter.text.islower() or not self.states(ahead + 1)

    def _lacks(self, ahead: int) -> bool:
        return self.peek(ahead).key in self.words.lacking

    def _span_text(self, ahead: int, size: int) -> str:
        return self.text[self.peek(ahead).start : self.peek(ahead + size - 1).end]

    def counted(self, ahead: int = 0) -> int:
        """How much stands before the name in «1. Петров», «2) Козлов»; 0 where it is no such line."""
        end = self.peek(ahead + 1).text
        figure = self.peek(ahead).shape is Shape.NUMBER and end in (".", ")") and self.touches(ahead + 1)
        named = self.name(ahead + 2) or self.name(ahead + 2, loose=True) if figure else None
        return 2 if named else 0

    def says_mark(self, ahead: int = 0) -> bool:
        """Whether a mark stands there and nothing makes it minutes."""
        lexeme = self.peek(ahead)
        known = lexeme.means(Sense.MARK) or lexeme.text in self.defaults.scale
        return known and self.peek(ahead + 1).key not in self.words.minutes

    def marks_follow(self, ahead: int = 0) -> int:
        """How much stands before the names of «пятёрки получили Козлов, Петров»; 0 where it is no such list."""
        if self.peek(ahead).key not in self.words.plural_marks or not self.peek(ahead).means(Sense.MARK):
            return 0
        size = 1
        while self.peek(ahead + size).means(Sense.FILLER) or self.peek(ahead + size).text in DASHES | {":"}:
            size += 1
        name = self.name(ahead + size, oblique=size == 1)
        return size if name and not self.states(ahead + size + name.size) else 0

    def corrects(self, place: int) -> bool:
        """Whether what is said there corrects what was said before."""
        return any(start <= place < end for start, end in self.corrections)

    # Names taken.

    def take_name(self, seen: Seen) -> Named:
        """Go past the name and say whom it means, asking where that is not certain."""
        start, end = span = self.take(seen.size)
        match seen.match:
            case Found(student_id, guess):
                return Named((student_id,), start, end, self.text[start:end] if guess else "", seen.by_number)
            case Ambiguous(candidates):
                kind, offered = QuestionKind.AMBIGUOUS_NAME, candidates
            case Unknown(guesses):
                kind, offered = QuestionKind.UNKNOWN_NAME, guesses
        options = [Option(Act.STUDENTS, (student,)) for student in offered]
        together = self.roster.together(self.text[start:end])
        if kind is QuestionKind.AMBIGUOUS_NAME and len(together) > 1:
            options.append(Option(Act.STUDENTS, together))
        chosen = self.ask(kind, span, [*options, SKIP])
        return Named(chosen.students if chosen else (), start, end, by_number=seen.by_number)

    def lacking(self, ahead: int = 0) -> bool:
        """Whether the word there wants names in the genitive: «нет Петрова»."""
        return self._lacks(ahead) or self.peek(ahead).means(Sense.EXCEPT)

    def breaks(self, ahead: int = 0) -> bool:
        return self.peek(ahead).shape in BREAKS
