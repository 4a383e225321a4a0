"""How this school reckons its finals: averages a school and a subject, enough marks, deadlines. Data, with defaults.

One row of `school_setting` holds what was decided otherwise, so that any statement can bring it along (`STORED`).
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sqlalchemy import ScalarSelect, select

from db.engine import Session, insert, insert_missing
from db.people import Duty, SchoolSetting
from db.timetable import Subject, TermKind
from journal import access, audit
from journal.access import Actor
from journal.marks.averages import HALVES, Averaging
from journal.refusals import NotFound

NAME: Final = "finals"
HARDER: Final = (Fraction(93, 20), Fraction(73, 20), Fraction(53, 20))
"""4.65, 3.65, 2.65."""
THRESHOLDS: Final = (HALVES, HARDER)
"""What the deputy head may choose from."""
ENOUGH: Final[Mapping[bool, tuple[int, int, int]]] = {False: (3, 5, 7), True: (5, 7, 9)}
"""How many marks are enough at 1, 2, and 3 or more hours a week: in a quarter or trimester, in a half-year."""


class FinalsRules(NamedTuple):
    """What the school decided; a subject without an entry follows the school."""

    school: Averaging = Averaging()
    subjects: Mapping[int, Averaging] = MappingProxyType({})
    enough: bool = True
    """Whether few marks are warned of."""
    deadline_days: int = 2
    """Calendar days after a term's end (П 5.8)."""
    attestation_counts: bool = False
    """Whether the attestation enters the year as one mark more (273-ФЗ ст. 58 leaves it to the school)."""
    half_years: frozenset[int] = frozenset()
    """Subjects whose courses of at most one hour a week are assessed by half-years."""

    def averaging(self, subject_id: int) -> Averaging:
        """How a subject's marks are reckoned."""
        return self.subjects.get(subject_id, self.school)

    def by_half_years(self, subject_id: int, hours: Decimal) -> bool:
        """Whether a course of the subject, of so many hours a week, is assessed by half-years."""
        return subject_id in self.half_years and hours <= 1

    def wanted(self, kind: TermKind, hours: Decimal) -> int:
        """How many marks are enough in a term for a course of so many hours a week; 0 where the school does not ask."""
        if not self.enough:
            return 0
        one, two, three = ENOUGH[kind is TermKind.HALF_YEAR]
        return three if hours >= 3 else two if hours >= 2 else one


OPEN_BEFORE: Final = timedelta(days=7)
"""`🏁 Итоговые` of a term open so long before its end."""
UNLOCKED_FOR: Final = timedelta(hours=24)
"""How long an unlocked term stays so."""

STORED: Final[ScalarSelect[str]] = select(SchoolSetting.value).where(SchoolSetting.name == NAME).scalar_subquery()
"""The stored rules as a column of any statement; `read` makes rules of it."""


def read(stored: str | None) -> FinalsRules:
    """The rules from what is stored; what is not there is the default."""
    facts: dict[str, Any] = json.loads(stored) if stored else {}
    known = FinalsRules()
    return FinalsRules(
        school=_averaging(facts.get("school"), known.school),
        subjects={int(key): _averaging(value, known.school) for key, value in facts.get("subjects", {}).items()},
        enough=facts.get("enough", known.enough),
        deadline_days=facts.get("deadline_days", known.deadline_days),
        attestation_counts=facts.get("attestation_counts", known.attestation_counts),
        half_years=frozenset(facts.get("half_years", ())),
    )


def written(rules: FinalsRules) -> str:
    """What is stored of them."""
    return json.dumps(
        {
            "school": _facts(rules.school),
            "subjects": {str(key): _facts(value) for key, value in sorted(rules.subjects.items())},
            "enough": rules.enough,
            "deadline_days": rules.deadline_days,
            "attestation_counts": rules.attestation_counts,
            "half_years": sorted(rules.half_years),
        }
    )


def _averaging(facts: dict[str, Any] | None, otherwise: Averaging) -> Averaging:
    if facts is None:
        return otherwise
    five, four, three = map(Fraction, facts["thresholds"])
    return Averaging(bool(facts["weights"]), (five, four, three))


def _facts(averaging: Averaging) -> dict[str, Any]:
    return {"weights": averaging.weights, "thresholds": [str(threshold) for threshold in averaging.thresholds]}


# --- `⚖️ Как считаем`: a deputy head's -----------------------------------------------------------------------------------


class Page(NamedTuple):
    """The school's way, or one subject's."""

    rules: FinalsRules
    subjects: tuple[tuple[int, str], ...]
    """Those with marks, by name."""

    def name(self, subject_id: int) -> str:
        """A subject by name; NotFound for one that has no marks."""
        for known, name in self.subjects:
            if known == subject_id:
                return name
        raise NotFound


async def of(session: Session) -> FinalsRules:
    """The school's rules."""
    return read(await session.scalar(select(STORED)))


async def page(session: Session, actor: Actor) -> Page:
    """What is set; NotFound for anybody but a deputy head."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    rows = await session.execute(select(Subject.id, Subject.name).where(Subject.marked).order_by(Subject.name))
    return Page(await of(session), tuple((subject_id, name) for subject_id, name in rows))


async def set_averaging(
    session: Session,
    actor: Actor,
    subject_id: int,
    *,
    weights: bool | None,
    harder: bool | None,
    own: bool,
    now: datetime,
) -> Page:
    """How the school (subject 0), or a subject, reckons its marks; not `own`: as the school does. NotFound as above.

    What is None stays as it is. Confirmed finals stay; proposals and averages follow at once.
    """
    shown = await _to_change(session, actor)
    if subject_id:
        shown.name(subject_id)
    elif not own:
        raise NotFound
    before = shown.rules.averaging(subject_id) if subject_id else shown.rules.school
    wanted = Averaging(
        before.weights if weights is None else weights,
        before.thresholds if harder is None else THRESHOLDS[int(harder)],
    )
    rules = shown.rules
    if not subject_id:
        rules = rules._replace(school=wanted)
    elif own:
        rules = rules._replace(subjects={**rules.subjects, subject_id: wanted})
    else:
        rules = rules._replace(subjects={key: it for key, it in rules.subjects.items() if key != subject_id})
    await _keep(session, actor, shown.rules, rules, now)
    return shown._replace(rules=rules)


async def decide(
    session: Session,
    actor: Actor,
    *,
    attestation_counts: bool | None = None,
    enough: bool | None = None,
    deadline_days: int | None = None,
    half_year: tuple[int, bool] | None = None,
    now: datetime,
) -> Page:
    """The school's other decisions; what is None stays. NotFound for anybody but a deputy head."""
    shown = await _to_change(session, actor)
    rules = shown.rules
    if attestation_counts is not None:
        rules = rules._replace(attestation_counts=attestation_counts)
    if enough is not None:
        rules = rules._replace(enough=enough)
    if deadline_days is not None:
        rules = rules._replace(deadline_days=deadline_days)
    if half_year is not None:
        shown.name(half_year[0])
        others = rules.half_years - {half_year[0]}
        rules = rules._replace(half_years=others | {half_year[0]} if half_year[1] else others)
    await _keep(session, actor, shown.rules, rules, now)
    return shown._replace(rules=rules)


async def _to_change(session: Session, actor: Actor) -> Page:
    """The page with its row locked, so that of two deputy heads neither loses a decision."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    await lock(session)
    return await page(session, actor)


async def lock(session: Session) -> None:
    """Hold the school's rules of finals until the transaction ends."""
    await session.execute(insert_missing(session, SchoolSetting).values(name=NAME, value=written(FinalsRules())))
    await session.execute(select(SchoolSetting.name).where(SchoolSetting.name == NAME).with_for_update())


async def _keep(session: Session, actor: Actor, before: FinalsRules, rules: FinalsRules, now: datetime) -> None:
    if rules == before:
        return
    statement = insert(session, SchoolSetting).values(name=NAME, value=written(rules))
    await session.execute(
        statement.on_conflict_do_update(index_elements=[SchoolSetting.name], set_={"value": statement.excluded.value})
    )
    audit.record(session, actor, "finals.rules", now, old=written(before), new=written(rules))
