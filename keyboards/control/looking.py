"""`📈 Контроль` of a week by teacher, and `📈 Замечания` of a teacher with the way to each place."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Final

from aiogram.types import InlineKeyboardMarkup
from pydantic import Field

from journal.absences.week import WEEK
from journal.control.acts import Act
from journal.control.finding import Finding, Looked, Week
from journal.control.pages import OfPerson
from keyboards.data import FIRST_DAY, LAST_DAY, Button, Data, Rows, SchoolDate, button, clip, in_rows, markup
from keyboards.sections import ControlOf, LessonCard, Menu, MyAct, MyFindings, RegisterPage, WeekOfClass
from locales import Texts

PEOPLE: Final = 40
"""Teachers whose buttons a screen holds."""
PLACES: Final = 30
"""Places that a screen has a way to."""


class FindingsOf(Data, prefix="ctlp"):
    """One teacher's findings of a week, for a deputy head."""

    person_id: int
    monday: SchoolDate


class AskAct(Data, prefix="act+"):
    """`📝 Оставить справку` of a week: what it would say."""

    monday: SchoolDate


class Acts(Data, prefix="acts"):
    """`🗂 Справки`: the last ones."""


class MorePeople(Data, prefix="ctlm"):
    """The teachers after the first screen of them."""

    monday: SchoolDate
    part: Annotated[int, Field(ge=1, le=99)]


def of_school(t: Texts, week: Week, looked: Looked, *, part: int = 0) -> InlineKeyboardMarkup:
    """A button a teacher with findings, the weeks around."""
    people = looked.people
    shown = people[part * PEOPLE : (part + 1) * PEOPLE]
    names = [
        button(
            t.label("control-person", name=short(name, 22), count=str(len(own))),
            FindingsOf(person_id=person_id, monday=week.monday),
        )
        for person_id, name, own in shown
    ]
    left = len(people) - (part + 1) * PEOPLE
    more = MorePeople(monday=week.monday, part=part + 1)
    further = [button(t.label("control-people-more", count=left), more)] if left > 0 else []
    around = weeks_around(t, week, lambda monday: ControlOf(monday=monday))
    leave = [button(t.label("control-leave-act"), AskAct(monday=week.monday))] if looked.held else []
    acts = [button(t.label("control-acts"), Acts())]
    back = button(t.label("back"), ControlOf(monday=week.monday) if part else Menu())
    return markup([leave, *in_rows(names, 2), further, acts, around, [back, button(t.label("menu"), Menu())]])


def of_person(t: Texts, week: Week) -> InlineKeyboardMarkup:
    """Back to the week."""
    return markup([[button(t.label("back"), ControlOf(monday=week.monday)), button(t.label("menu"), Menu())]])


def mine(t: Texts, shown: OfPerson) -> InlineKeyboardMarkup:
    """The acts that one has to look at, a way to each place where something is to be put right, the weeks around."""
    acts = [[button(act_name(t, act), MyAct(act_id=act.id))] for act in shown.acts]
    around = weeks_around(t, shown.week, lambda monday: MyFindings(monday=monday))
    places = ways(t, shown.findings)
    return markup([*acts, *places, around, [button(t.label("back"), Menu()), button(t.label("menu"), Menu())]])


def act_name(t: Texts, act: Act) -> str:
    """«Справка № 3, до ср 25.11»."""
    return t.label("control-act-name", number=str(act.number), due=t.day(act.due_on))


def ways(t: Texts, findings: Sequence[Finding]) -> Rows:
    """A button a place, whatever number of rules it breaks."""
    places: dict[str, Button] = {}
    for it in findings:
        if not it.rule.lasting and len(places) < PLACES:
            door = _door(it)
            places.setdefault(door.pack(), button(place(t, it), door))
    return [[it] for it in places.values()]


def _door(it: Finding) -> Data:
    if it.lesson_id:
        return LessonCard(lesson_id=it.lesson_id)
    if it.class_id:
        return WeekOfClass(class_id=it.class_id, monday=it.day or FIRST_DAY)
    return RegisterPage(course_id=it.course_id)


def place(t: Texts, it: Finding) -> str:
    """«8Б · Алгебра, пн 16.11, 1-й урок», or as much of it as there is."""
    if it.lesson_id and it.day:
        facts = {"group": clip(it.group, 14), "subject": clip(it.subject, 24)}
        return t.label("control-lesson", **facts, day=t.day(it.day), period=str(it.period))
    if it.course_id:
        return t.label("control-course", group=clip(it.group, 14), subject=clip(it.subject, 30))
    return clip(it.group, 20)


def short(name: str, size: int) -> str:
    """«Кузнецова М. В.»."""
    surname, *others = name.split()
    return clip(" ".join([surname, *(f"{other[:1]}." for other in others)]), size) if name else "—"


def weeks_around(t: Texts, week: Week, door: Callable[[date], Data]) -> list[Button]:
    """The week before, and the one after as far as it has begun."""
    before, after = week.monday - WEEK, week.monday + WEEK
    return [
        *([button(t.label("people-page-before"), door(before))] if before >= FIRST_DAY else []),
        *([button(t.label("people-page-after"), door(after))] if after <= min(week.today, LAST_DAY) else []),
    ]
