"""The doors: callback data by which any screen, push or typed question leads into a section."""

from typing import Annotated

from pydantic import Field

from keyboards.data import Button, Data, SchoolDate, button
from locales import Texts


class Menu(Data, prefix="menu"):
    """The menu of the person's chosen role."""


# --- a teacher's -------------------------------------------------------------------------------------------------------


class Today(Data, prefix="today"):
    """`📋 Уроки сегодня`."""


class Day(Data, prefix="day"):
    """The own lessons of one day."""

    day: SchoolDate


class Week(Data, prefix="week"):
    """`🗓 Неделя`, by its Monday."""

    monday: SchoolDate


class Unfilled(Data, prefix="undone"):
    """`🔴 Не заполнены (N)`."""


class Finals(Data, prefix="finals"):
    """`🏁 Итоговые`: the own courses."""


class FinalsOf(Data, prefix="fin"):
    """A column of a course's finals: a term's id, a negative number for the year's; 0 is the one at hand."""

    course_id: int
    column_id: int = 0
    part: Annotated[int, Field(ge=0, le=99)] = 0


class LessonTests(Data, prefix="tests"):
    """`🗓 Назначить контрольную`: the own tests ahead, and the courses to plan one for."""


class Leave(Data, prefix="left"):
    """The menu, from a screen that waits for a text: what is typed afterwards is no answer to it."""


class LessonCard(Data, prefix="lesson"):
    """One lesson's card."""

    lesson_id: int


class Quick(Data, prefix="qk"):
    """`⚡ Быстро`: a whole lesson on one screen; which two marks stand beside each name, which part of a long list."""

    lesson_id: int
    pair: Annotated[int, Field(ge=0, le=1)] = 0
    part: Annotated[int, Field(ge=0, le=99)] = 0


class Together(Data, prefix="both"):
    """Two groups with one teacher in one hour: their common list, from either lesson."""

    lesson_id: int
    pair: Annotated[int, Field(ge=0, le=1)] = 0
    part: Annotated[int, Field(ge=0, le=99)] = 0


class WholeDayOf(Data, prefix="wd"):
    """`☀️ Весь день`: the own lessons of one class on a day."""

    class_id: int
    day: SchoolDate


class Register(Data, prefix="reg"):
    """`📖 Журнал`: the own courses."""


class RegisterPage(Data, prefix="regc"):
    """A course's page of a term; none is the current one. With a class its part of the course, for who reads it whole."""

    course_id: int
    class_id: int = 0
    span_id: int | None = None


class Programme(Data, prefix="ktp"):
    """`📚 КТП`: the own courses."""


class ProgrammeOf(Data, prefix="ktpc"):
    """A course's plan; no page is the one where the next topic stands."""

    course_id: int
    page: Annotated[int, Field(ge=0, le=1000)] | None = None


class MyFindings(Data, prefix="myctl"):
    """`📈 Замечания`: what the control finds in the own work of a week, by its Monday; none is last week's."""

    monday: SchoolDate | None = None


class MyAct(Data, prefix="myact"):
    """The own part of an act of the control."""

    act_id: int


class Materials(Data, prefix="files"):
    """`📁 Файлы`: the own materials, and posting more."""


class Away(Data, prefix="away"):
    """`🤒 Не выйду на работу`."""


class MySubstitutions(Data, prefix="mysubs"):
    """`🔁 Мои замены`: what one was asked to take, and what is to be signed."""


class MySubstitution(Data, prefix="mysub"):
    """One lesson that one was asked to take."""

    substitution_id: int


class OpenSeveral(Data, prefix="ms2"):
    """`Нескольким` of a lesson."""

    lesson_id: int


class OpenList(Data, prefix="mlist"):
    """`По списку` of a lesson: the next message is the list."""

    lesson_id: int


class WhoToAsk(Data, prefix="mask"):
    """`Кого спросить` on this lesson."""

    lesson_id: int


class Unwritten(Data, prefix="mno"):
    """`Не писали`: who has no mark for the work that the class wrote."""

    lesson_id: int


# --- a homeroom teacher's ----------------------------------------------------------------------------------------------


class MyClass(Data, prefix="class"):
    """`👥 Мой класс`."""

    class_id: int


class ClassNotes(Data, prefix="cnotes"):
    """`🤒 Записки` of the own class."""

    class_id: int


class WeekOfClass(Data, prefix="cweek"):
    """`🙋 Пропуски недели` of the own class, by the week's Monday."""

    class_id: int
    monday: SchoolDate


class NoteCard(Data, prefix="note"):
    """One guardian's note, for the homeroom teacher."""

    note_id: int


class SheetOf(Data, prefix="sheet"):
    """`📊 Ведомость` of a class: for which term. Its homeroom teacher's, and any deputy head's."""

    class_id: int


class HistoryOf(Data, prefix="mhc"):
    """`🕓 История отметок` of a class: its students in a term; 0: the current one. For whom the sheet is."""

    class_id: int
    span_id: int = 0
    part: Annotated[int, Field(ge=0, le=99)] = 0


class SheetClasses(Data, prefix="sheets"):
    """`📊 Ведомость` for a deputy head: of which class."""


class RegisterOfClass(Data, prefix="regk"):
    """`📖 Журнал` of a class: of which subject. Its homeroom teacher's, and any deputy head's."""

    class_id: int


class RegisterClasses(Data, prefix="regs"):
    """`📖 Журнал` for a deputy head: of which class."""


# --- a deputy head's ---------------------------------------------------------------------------------------------------


class FinalsOfSchool(Data, prefix="fschool"):
    """`🏁 Итоговые` of a deputy head: what is missing, by teacher."""


class ControlOf(Data, prefix="ctl"):
    """`📈 Контроль` of a week, by its Monday; none is last week's."""

    monday: SchoolDate | None = None


class ActOf(Data, prefix="act"):
    """An act of the control, by teacher."""

    act_id: int


class Classes(Data, prefix="classes"):
    """`🏫 Классы`."""


class BoardOfTests(Data, prefix="board"):
    """`📅 График контрольных`."""


class WeekOfSchool(Data, prefix="sweek"):
    """`🙋 Пропуски недели` of every class, by the week's Monday."""

    monday: SchoolDate


class ProgrammeOfSchool(Data, prefix="ktps"):
    """`📚 КТП` of every course, those furthest behind first."""

    page: Annotated[int, Field(ge=0, le=1000)] = 0


class SubstitutionsOf(Data, prefix="subs"):
    """`🔁 Замены` of a day."""

    day: SchoolDate


class LessonToCover(Data, prefix="cover"):
    """One lesson as the deputy head plans it: who takes it, or whether it takes place at all."""

    lesson_id: int


class TeacherAway(Data, prefix="covers"):
    """The lessons of one teacher on some days, for the deputy head."""

    person_id: int
    first: SchoolDate
    last: SchoolDate


class SubstitutionBook(Data, prefix="sbook"):
    """`📒 Журнал замещения уроков` of a month, by its first day."""

    month: SchoolDate
    part: Annotated[int, Field(ge=0, le=10_000)] = 0


# --- a coordinator's ---------------------------------------------------------------------------------------------------


class ImportFile(Data, prefix="imp"):
    """`📥 Импорт`: the next file is the school's workbook or a КТП."""


# --- a family's: every button names its child --------------------------------------------------------------------------


class ChildMenu(Data, prefix="child"):
    """Choose the child whose screens the menu opens."""

    student_id: int


class HomeworkOf(Data, prefix="hw"):
    """`📝 Домашнее задание` due on a day; none is the child's next school day."""

    student_id: int
    day: SchoolDate | None = None


class MarksOf(Data, prefix="marks"):
    """`📊 Отметки` of the current term, by subject."""

    student_id: int


class TimetableOf(Data, prefix="tt"):
    """`🗓 Расписание` of a day; none is today until its last lesson ends, then the next school day."""

    student_id: int
    day: SchoolDate | None = None


class AttendanceOf(Data, prefix="abs"):
    """`🙋 Посещаемость` of the current term."""

    student_id: int


class DiaryOf(Data, prefix="dia"):
    """`📒 Дневник` of a day; none is today, or the last school day before it."""

    student_id: int
    day: SchoolDate | None = None
    part: Annotated[int, Field(ge=0, le=99)] = 0


class ProgressOf(Data, prefix="prog"):
    """`📈 Что проходят`: how far each subject is through its programme."""

    student_id: int
    part: Annotated[int, Field(ge=0, le=99)] = 0


class MaterialsOf(Data, prefix="cfiles"):
    """`📁 Файлы` for a child."""

    student_id: int
    part: Annotated[int, Field(ge=0, le=99)] = 0


class RemarksOf(Data, prefix="rem"):
    """`📣 Замечания и похвала` about a child, the newest first."""

    student_id: int
    part: Annotated[int, Field(ge=0, le=99)] = 0


class MissedOutOf(Data, prefix="mout"):
    """`Что было без меня`: the lessons of the last absence."""

    student_id: int
    part: Annotated[int, Field(ge=0, le=99)] = 0


class NotesOf(Data, prefix="notes"):
    """`🤒 Сообщить об отсутствии`: the reason, and what was sent before."""

    student_id: int


# --- everybody's -------------------------------------------------------------------------------------------------------


class SettingsOf(Data, prefix="set"):
    """`⚙️ Настройки`."""


class Help(Data, prefix="help"):
    """`🆘 Помощь`."""


def foot(t: Texts) -> list[Button]:
    """The last row of a section that the menu opens: `‹ Назад` is the menu too."""
    return [button(t.label("back"), Menu()), button(t.label("menu"), Menu())]
