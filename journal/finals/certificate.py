"""`🎓 Аттестат`: which subjects join into one of the certificate, and by which formula. Data, a deputy head's to set.

A subject without a rule goes into the certificate by itself, by the grade's usual formula. A rule is there while it has a
part: the first one makes it, and with the last one it is gone.
"""

from collections import defaultdict
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import delete, select

from db.engine import Session, insert_missing
from db.finals import CertificatePart, CertificateRule, Formula
from db.people import Duty
from db.timetable import Subject
from journal import access, audit, typed
from journal.access import Actor
from journal.finals import arithmetic, rules
from journal.finals.columns import EXAM_GRADES
from journal.names import search_key
from journal.operations import drafts
from journal.operations.drafts import DraftFacts
from journal.refusals import NotFound, Refusal

NAME: Final = "certificate-subject"
"""The kind of draft in which a subject's name is typed."""
LIMIT: Final = 60


class AlreadyJoined(Refusal):
    """The subject goes into another one of the certificate: it cannot be counted twice."""

    key = "refusal-certificate-joined"


class Rule(NamedTuple):
    """A subject of the certificate; without parts there is no rule, and the subject is its own."""

    subject_id: int
    subject: str
    formula: Formula
    parts: tuple[int, ...]


class Page(NamedTuple):
    """The rules of a grade, and the subjects that there are."""

    grade: int
    rules: tuple[Rule, ...]
    subjects: tuple[tuple[int, str], ...]

    def name(self, subject_id: int) -> str:
        """A subject by name; NotFound for one that takes no marks."""
        for known, name in self.subjects:
            if known == subject_id:
                return name
        raise NotFound

    def rule(self, subject_id: int) -> Rule:
        """The rule of a subject, or the one that it would begin with; NotFound as above."""
        found = next((rule for rule in self.rules if rule.subject_id == subject_id), None)
        return found or Rule(subject_id, self.name(subject_id), arithmetic.usual(self.grade), ())

    def elsewhere(self, part_id: int, subject_id: int) -> Rule | None:
        """The other rule that has this part already."""
        return next((it for it in self.rules if part_id in it.parts and it.subject_id != subject_id), None)


async def page(session: Session, actor: Actor, grade: int) -> Page:
    """What is set. NotFound for anybody but a deputy head, and for a grade that gets no certificate."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    if grade not in EXAM_GRADES:
        raise NotFound
    named = await session.execute(select(Subject.id, Subject.name).where(Subject.marked).order_by(Subject.name))
    subjects = tuple((subject_id, name) for subject_id, name in named)
    rows = await session.execute(
        select(CertificateRule.subject_id, Subject.name, CertificateRule.formula, CertificatePart.subject_id)
        .join(Subject, Subject.id == CertificateRule.subject_id)
        .join(CertificatePart, CertificatePart.rule_id == CertificateRule.id)
        .where(CertificateRule.grade == grade)
        .order_by(Subject.name, CertificatePart.subject_id)
    )
    parts: defaultdict[tuple[int, str, Formula], list[int]] = defaultdict(list)
    for subject_id, name, formula, part_id in rows:
        parts[subject_id, name, formula].append(part_id)
    return Page(grade, tuple(Rule(*of, tuple(joined)) for of, joined in parts.items()), subjects)


async def join(
    session: Session, actor: Actor, *, grade: int, subject_id: int, part_id: int, joined: bool, now: datetime
) -> Page:
    """A subject goes into another one of the certificate, or does not. Put certificates stay; proposals follow at once.

    Raises NotFound as above, AlreadyJoined.
    """
    shown = await _to_change(session, actor, grade)
    rule = shown.rule(subject_id)
    shown.name(part_id)
    other = shown.elsewhere(part_id, subject_id)
    if joined and other is not None:
        raise AlreadyJoined(subject=other.subject)
    if joined is (part_id in rule.parts):
        return shown
    parts = (*rule.parts, part_id) if joined else tuple(it for it in rule.parts if it != part_id)
    return await _keep(session, actor, shown, rule, rule._replace(parts=parts), now)


async def choose(
    session: Session, actor: Actor, *, grade: int, subject_id: int, formula: Formula, now: datetime
) -> Page:
    """How a subject of the certificate is reckoned; one that had no rule is made of itself. NotFound as above."""
    shown = await _to_change(session, actor, grade)
    rule = shown.rule(subject_id)
    if formula is rule.formula:
        return shown
    parts = rule.parts or (subject_id,)
    other = shown.elsewhere(subject_id, subject_id)
    if not rule.parts and other is not None:
        raise AlreadyJoined(subject=other.subject)
    return await _keep(session, actor, shown, rule, rule._replace(parts=parts, formula=formula), now)


async def ask_name(session: Session, actor: Actor, grade: int, *, screen: int | None, now: datetime) -> Page:
    """The next message is what the certificate calls a subject that nobody teaches (математика)."""
    shown = await page(session, actor, grade)
    await drafts.put(session, actor, kind=NAME, payload={"grade": grade}, screen=screen, now=now)
    return shown


async def give_name(
    session: Session, actor: Actor, draft: DraftFacts, text: str, *, now: datetime
) -> tuple[Page, Rule]:
    """The subject of that name, made where there is none. Raises what `page` does, TooLong."""
    name = typed.line(text, LIMIT)
    shown = await _to_change(session, actor, draft.payload["grade"])
    found = next((it for it, known in shown.subjects if search_key(known) == search_key(name)), None)
    if found is None:
        await session.execute(insert_missing(session, Subject).values(name=name, short_name=name, marked=True))
        shown = await page(session, actor, shown.grade)
        found = next((it for it, known in shown.subjects if known == name), None)
        if found is None:  # one of that name takes no marks
            raise NotFound
        audit.record(session, actor, "certificate.subject", now, subject=found)
    await drafts.drop(session, actor, kind=NAME)
    return shown, shown.rule(found)


async def leave(session: Session, actor: Actor, grade: int) -> Page:
    """No name after all."""
    await drafts.drop(session, actor, kind=NAME)
    return await page(session, actor, grade)


async def _to_change(session: Session, actor: Actor, grade: int) -> Page:
    """The page, locked for other deputy heads until the transaction ends."""
    await access.on_duty(session, actor, Duty.DEPUTY_HEAD)
    await rules.lock(session)
    return await page(session, actor, grade)


async def _keep(session: Session, actor: Actor, shown: Page, before: Rule, rule: Rule, now: datetime) -> Page:
    where = (CertificateRule.grade == shown.grade, CertificateRule.subject_id == rule.subject_id)
    there = select(CertificateRule.id).where(*where).scalar_subquery()
    await session.execute(delete(CertificatePart).where(CertificatePart.rule_id == there))
    await session.execute(delete(CertificateRule).where(*where))
    if rule.parts:
        made = CertificateRule(grade=shown.grade, subject_id=rule.subject_id, formula=rule.formula)
        session.add(made)
        await session.flush()
        session.add_all(CertificatePart(rule_id=made.id, subject_id=part) for part in rule.parts)
    old, new = (f"{it.formula}: {' '.join(map(str, it.parts))}" for it in (before, rule))
    audit.record(session, actor, "certificate.rule", now, grade=shown.grade, subject=rule.subject_id, old=old, new=new)
    others = [it for it in shown.rules if it.subject_id != rule.subject_id]
    kept = sorted([*others, *([rule] if rule.parts else [])], key=lambda it: it.subject)
    return shown._replace(rules=tuple(kept))
