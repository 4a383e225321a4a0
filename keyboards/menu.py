"""The menus: a role's sections, the switch between roles, the child whose screens are opened."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from aiogram.types import InlineKeyboardMarkup

from journal.access import Child, LessonFacts, Role
from keyboards.data import Button, Data, Rows, button, in_rows, markup
from keyboards.family import missed_out_door
from keyboards.people.access import ConsentNotice
from keyboards.people.directory import School
from keyboards.sections import (
    AttendanceOf,
    Away,
    BoardOfTests,
    ChildMenu,
    Classes,
    ControlOf,
    DiaryOf,
    Finals,
    FinalsOfSchool,
    Help,
    HomeworkOf,
    LessonCard,
    MarksOf,
    Materials,
    MaterialsOf,
    Menu,
    MyClass,
    MyFindings,
    MySubstitutions,
    NotesOf,
    Programme,
    ProgrammeOfSchool,
    ProgressOf,
    Register,
    RemarksOf,
    SettingsOf,
    SubstitutionsOf,
    TimetableOf,
    Today,
    Unfilled,
    Week,
)
from keyboards.state import State
from locales import Texts


class MenuOf(Data, prefix="role"):
    """Show this role's menu from now on. It gives no right."""

    role: Role


def teacher(
    t: Texts,
    *,
    today: date,
    unfilled: int,
    class_id: int | None,
    at_hand: LessonFacts | None,
    others: Iterable[Role],
    substitutions: int | None = None,
) -> InlineKeyboardMarkup:
    """The lesson at hand first, then the sections; the own class with them, so that nobody switches to reach it."""
    monday = today - timedelta(days=today.weekday())
    first = (
        [button(t.label("menu-fill", lesson=lesson(t, at_hand)), LessonCard(lesson_id=at_hand.id))] if at_hand else []
    )
    return markup(
        [
            first,
            [button(t.label("menu-today"), Today()), button(t.label("menu-week"), Week(monday=monday))],
            [button(t.label("menu-unfilled", count=str(unfilled)), Unfilled())] if unfilled else [],
            [button(t.label("menu-register"), Register()), button(t.label("menu-finals"), Finals())],
            [button(t.label("menu-programme"), Programme()), button(t.label("menu-findings"), MyFindings())],
            _own_class(t, class_id),
            [_materials(t), *([] if substitutions is None else [_substitutions(t, substitutions)])],
            [button(t.label("menu-away"), Away())],
            *_foot(t, others),
        ]
    )


def _substitutions(t: Texts, waiting: int) -> Button:
    return button(t.label("menu-my-substitutions", count=waiting), MySubstitutions())


def homeroom(t: Texts, *, class_id: int | None, others: Iterable[Role]) -> InlineKeyboardMarkup:
    """A homeroom teacher who teaches nothing."""
    return markup([_own_class(t, class_id), [_materials(t)], *_foot(t, others)])


def deputy_head(t: Texts, *, today: date, others: Iterable[Role]) -> InlineKeyboardMarkup:
    """What there is for a deputy head; lessons and an own class are in the other roles."""
    classes, finals, programme = (
        button(t.label("menu-classes"), Classes()),
        button(t.label("menu-finals"), FinalsOfSchool()),
        button(t.label("menu-programme"), ProgrammeOfSchool()),
    )
    tests = button(t.label("menu-tests"), BoardOfTests())
    substitutions = button(t.label("menu-substitutions"), SubstitutionsOf(day=today))
    control = button(t.label("menu-control"), ControlOf())
    return markup([[control], [substitutions, finals], [classes, programme], [tests], *_foot(t, others)])


def coordinator(t: Texts, *, others: Iterable[Role]) -> InlineKeyboardMarkup:
    """The school's people, and how the bot stands."""
    school, state = button(t.label("menu-school"), School()), button(t.label("menu-state"), State())
    return markup([[school, state], *_foot(t, others)])


def family(
    t: Texts,
    child: Child,
    *,
    siblings: Sequence[Child],
    asking: Sequence[int],
    others: Iterable[Role],
    back: bool = False,
) -> InlineKeyboardMarkup:
    """One child's sections; the other children above, who still needs a consent below.

    `back`: something was missed on the last school day, so what it was comes first.
    """
    marks = [] if child.grade == 1 else [button(t.label("menu-marks"), MarksOf(student_id=child.student_id))]
    files = button(t.label("menu-materials"), MaterialsOf(student_id=child.student_id))
    timetable = button(t.label("menu-timetable"), TimetableOf(student_id=child.student_id))
    attendance = button(t.label("menu-attendance"), AttendanceOf(student_id=child.student_id))
    return markup(
        [
            *in_rows([_child(t, sibling, chosen=sibling == child) for sibling in siblings], 2),
            [missed_out_door(t, child)] if back else [],
            # Alone in its row: half of a narrow phone would cut the longest label.
            [button(t.label("menu-homework"), HomeworkOf(student_id=child.student_id))],
            *([[*marks, timetable], [attendance, files]] if marks else [[timetable, attendance], [files]]),
            [
                button(t.label("menu-diary"), DiaryOf(student_id=child.student_id)),
                button(t.label("menu-progress"), ProgressOf(student_id=child.student_id)),
            ],
            [button(t.label("menu-remarks"), RemarksOf(student_id=child.student_id))],
            _note(t, child),
            *([button(t.label("menu-consent"), ConsentNotice(student_id=student_id))] for student_id in asking[:1]),
            *_foot(t, others),
        ]
    )


def nothing_open(t: Texts, *, asking: Sequence[int], others: Iterable[Role]) -> InlineKeyboardMarkup:
    """A family without a live consent."""
    return markup(
        [
            *([button(t.label("menu-consent"), ConsentNotice(student_id=student_id))] for student_id in asking[:1]),
            *_foot(t, others),
        ]
    )


def _materials(t: Texts) -> Button:
    return button(t.label("menu-materials"), Materials())


def home(t: Texts) -> InlineKeyboardMarkup:
    """Nothing but the way to the menu."""
    return markup([[button(t.label("menu"), Menu())]])


def lesson(t: Texts, facts: LessonFacts) -> str:
    """«1-й урок, 8Б · Алгебра»."""
    return t.label("menu-lesson", period=str(facts.period), group=facts.group, subject=facts.subject)


def _own_class(t: Texts, class_id: int | None) -> list[Button]:
    return [] if class_id is None else [button(t.label("menu-my-class"), MyClass(class_id=class_id))]


def _note(t: Texts, child: Child) -> list[Button]:
    """Only a legal representative explains an absence, and only while there is a homeroom teacher to read it."""
    writes = child.legal and child.class_id is not None
    return [button(t.label("menu-note"), NotesOf(student_id=child.student_id))] if writes else []


def _child(t: Texts, child: Child, *, chosen: bool) -> Button:
    form = f"{child.grade}{child.letter}" if child.grade else ""
    label = t.label("menu-child", chosen=int(chosen), name=child.given_name, form=form)
    return button(label, ChildMenu(student_id=child.student_id))


def _foot(t: Texts, others: Iterable[Role]) -> Rows:
    switch = [button(t.label(f"menu-to-{role.value}"), MenuOf(role=role)) for role in others]
    return [
        *in_rows(switch, 2),
        [button(t.label("menu-settings"), SettingsOf()), button(t.label("menu-help"), Help())],
    ]
