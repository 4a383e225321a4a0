"""The screens of «кто ведёт физику» and «когда каникулы»: answers to typed questions, with no section of their own."""

from datetime import date

from handlers.family import wording
from handlers.family.wording import Screen
from journal.family.school import Break, HolidaysPage, TeachersPage
from keyboards import family as kb
from locales import Markup, Texts


def teachers_screen(t: Texts, page: TeachersPage, *, part: int, door: wording.Door) -> Screen:
    """The homeroom teacher, then a line a subject."""
    child = page.child
    title = t("family-teachers-title", own=int(child.own), whose=wording.whose(t, child))
    blocks = [t("family-teacher-homeroom", names=wording.listed(page.homeroom))] if page.homeroom else []
    blocks += [
        t("family-teacher", subject=wording.named(one.subject), names=wording.listed(one.teachers))
        for one in page.subjects
    ]
    foot = [] if blocks else [t("family-teachers-none")]
    shown = wording.parted([title], blocks, foot, part=part)
    return Screen(shown.text, kb.answer(t, child.student_id, kind="teachers", parts=shown.parts(door)))


def holidays_screen(t: Texts, page: HolidaysPage, today: date, *, part: int, door: wording.Door) -> Screen:
    """The holidays ahead, then where the term and the year end."""
    child = page.child
    title = t("family-holidays-title", own=int(child.own), whose=wording.whose(t, child))
    blocks = [_break(t, one, today) for one in page.breaks]
    ends = []
    if page.term and page.term.kind and page.term.last >= today:
        ends.append(t("family-holidays-term", name=wording.term(t, page.term), day=f"{page.term.last:%d.%m}"))
    if page.year_ends_on and page.year_ends_on >= today:
        ends.append(t("family-holidays-year", day=f"{page.year_ends_on:%d.%m}"))
    foot = [*([] if blocks else [t("family-holidays-none")]), *ends]
    shown = wording.parted([title], blocks, foot, part=part)
    return Screen(shown.text, kb.answer(t, child.student_id, kind="holidays", parts=shown.parts(door)))


def _break(t: Texts, one: Break, today: date) -> Markup:
    """«Зимние каникулы: 30.12 – 10.01, через 37 дней»."""
    name, begins, ends = wording.named(one.name), f"{one.first:%d.%m}", f"{one.last:%d.%m}"
    away = max((one.first - today).days, 0)
    if one.first == one.last:
        return t("family-holiday-day", name=name, day=begins, away=away)
    return t("family-holiday", name=name, begins=begins, ends=ends, away=away)
