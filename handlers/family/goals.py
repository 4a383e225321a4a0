"""`🎯 Что нужно до 5`: what is still needed, whether it can be reached, and what a mark more would change."""

from datetime import datetime
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from db.engine import Database
from handlers.family import wording
from handlers.family.marks import in_a_row
from handlers.family.wording import Screen
from handlers.filters import Prefixes, Tap
from handlers.screen import show
from journal.access import Actor
from journal.family import goals
from journal.family.goals import TESTS, GoalPage
from keyboards import goals as kb
from keyboards.goals import GoalOf
from locales import Markup, Texts

router = Router(name="family goals")
router.callback_query.filter(Prefixes(GoalOf))

YEAR: Final = "year"


@router.callback_query(Tap(GoalOf))
async def of_subject(query: CallbackQuery, tap: GoalOf, actor: Actor, db: Database, t: Texts, now: datetime) -> None:
    """Where a target stands in a subject. The imagined marks are in the button alone."""
    async with db.read() as session:
        page = await goals.page(
            session,
            actor,
            student_id=tap.student_id,
            subject_id=tap.subject_id,
            goal_mark=tap.target,
            imagined=tap.imagined,
            span_id=tap.span_id,
            now=now,
        )
    await show(query, *screen(t, page, tap))


def screen(t: Texts, page: GoalPage, tap: GoalOf) -> Screen:
    """The marks, the lessons that are left, what would do, and the rule by which it is reckoned."""
    subject = page.subject
    name, whose = wording.named(subject.name), wording.whose(t, page.child)
    title = t("family-goal-title", subject=name, target=page.target, whose=whose)
    head = f"{title}\n{wording.span(t, page.place.span)}"
    if not page.goes_on:
        return Screen(f"{head}\n\n{t(_why_not(page))}", kb.settled(t, tap))
    blocks = [head, "\n".join(_stands(t, page)), "\n".join(_verdict(t, page)), "\n".join(_rule(t, page))]
    keyboard = kb.goal(
        t,
        tap.model_copy(update={"imagined": page.imagined}),
        tests=page.room_for(test=True),
        lessons=page.room_for(test=False),
    )
    return Screen("\n\n".join(block for block in blocks if block), keyboard)


def _why_not(page: GoalPage) -> str:
    if not page.subject.marked:
        return "family-subject-no-marks"
    return "family-goal-over" if page.subject.assessed_in(page.place.span) else "family-goal-half-years"


def _stands(t: Texts, page: GoalPage) -> list[Markup]:
    """The marks there are, those imagined, and how many lessons are left."""
    subject = page.subject
    lines = []
    if not subject.marks:
        lines.append(t("family-goal-no-marks"))
    elif subject.mean is None:
        lines.append(t("family-goal-marks", marks=in_a_row(t, subject.marks)))
    else:
        mean = wording.mean(t, subject.mean)
        lines.append(t("family-goal-marks-mean", marks=in_a_row(t, subject.marks), mean=mean))
    if page.imagined and page.outlook.mean is not None:
        added = " ".join(_imagined(t, sign) for sign in page.imagined)
        lines.append(t("family-goal-imagined", marks=added, mean=wording.mean(t, page.outlook.mean)))
    kind = _kind(page)
    if not page.left:
        lines.append(t("family-goal-none-left", kind=kind))
    elif page.tests:
        lines.append(t("family-goal-left-tests", kind=kind, lessons=str(len(page.left)), tests=str(page.tests)))
    else:
        lines.append(t("family-goal-left", kind=kind, lessons=str(len(page.left))))
    return lines


def _verdict(t: Texts, page: GoalPage) -> list[Markup]:
    """Reached; or each way there; or that it cannot be any more, with the best that can."""
    outlook, target = page.outlook, page.target
    if outlook.best is None:
        return [t("family-goal-nothing")]
    if outlook.mean is not None and outlook.reached:
        return [t("family-goal-reached", target=target, mean=wording.mean(t, outlook.mean))]
    if outlook.ways:
        ways = [
            t("family-goal-way", value=way.value, marks=way.marks, mean=wording.mean(t, way.mean))
            for way in outlook.ways
        ]
        return [t("family-goal-ways", target=target, ways=len(ways)), *ways]
    best = wording.mean(t, outlook.best)
    return [
        t("family-goal-impossible", target=target, kind=_kind(page), best=best),
        t("family-goal-wanting", marks=outlook.wanting, lessons=str(outlook.left)),
    ]


def _rule(t: Texts, page: GoalPage) -> list[Markup]:
    """The school's rule, and what is assumed."""
    threshold = wording.mean(t, page.outlook.threshold)
    weights = page.subject.averaging.weights
    lines = [t("family-goal-rule", target=page.target, threshold=threshold, weights=int(weights))]
    if weights:
        lines.append(t("family-goal-weights", usual=str(page.usual), tests=int(page.tests > 0)))
    return [*lines, t("family-goal-assumed")]


def _imagined(t: Texts, sign: str) -> str:
    return t.label("family-goal-for-test", value=TESTS[sign]) if sign in TESTS else sign


def _kind(page: GoalPage) -> str:
    return page.place.span.kind or YEAR
