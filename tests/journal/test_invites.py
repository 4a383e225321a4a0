"""Codes: what they look like, how they are kept, who may issue them (П 5.2, G30)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Database, Session
from db.people import ClassLead, Invite, Scope, Student
from journal.access import Actor, Granted
from journal.people import codes, invites
from journal.people.invites import Issued, IssuedAlready
from journal.refusals import NotFound
from tests.school import NamedSchool, Somebody, moscow

NOW = moscow("09:17")


def acting(somebody: Somebody, *grants: Granted) -> Actor:
    return Actor(1, str(somebody.telegram), "ru", grants or (Granted(somebody.person_id, Scope.STAFF, None),))


# --- pure --------------------------------------------------------------------------------------------------------------


def test_a_fresh_code_is_long_enough_and_has_no_look_alikes() -> None:
    assert len(codes.ALPHABET) ** codes.LENGTH > 2**41
    assert not set(codes.ALPHABET) & set("01BGILOQSVZ")
    for _ in range(200):
        code, payload = codes.fresh()
        assert [len(group) for group in code.split("-")] == [3, 3, 3]
        assert len(payload) == 22
        assert set(payload) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
        assert codes.read(code) == codes.Written(codes.code_hash(code), "")
        assert codes.read(payload) == codes.Written("", codes.link_hash(payload))


@pytest.mark.parametrize(
    "typed",
    ["KTM-4X6-FN9", "ktm4x6fn9", " k t m 4 x 6 f n 9 ", "KTM — 4X6 — FN9", "КТМ-4Х6-FN9", "ктм 4х6 fn9", "KTM_4XG.FN9"],
)
def test_a_code_is_read_in_any_spacing_case_and_alphabet(typed: str) -> None:
    assert codes.read(typed) == codes.Written(codes.code_hash("KTM-4X6-FN9"), "")


def test_a_pasted_link_is_read_as_its_payload() -> None:
    payload = codes.fresh().link_payload

    assert codes.read(f"https://t.me/school_bot?start={payload}") == codes.read(payload)


@pytest.mark.parametrize(
    "text", ["", "Здравствуйте", "5 4 3 5 4 4 3 5 5", "дз на завтра", "KTM-4X6", "Иванов 5, тема 3"]
)
def test_other_words_are_no_codes(text: str) -> None:
    assert codes.read(text) is None


# --- who may issue what (H1) -------------------------------------------------------------------------------------------


async def test_a_coordinator_issues_to_staff_and_to_nobody_else(db: Database, school: NamedSchool) -> None:
    actor = acting(school.coordinator)
    async with db.write() as session:
        await invites.issue(session, actor, person_id=school.algebra.person_id, scope=Scope.STAFF, now=NOW)
        for somebody, scope, child in (
            (school.mother, Scope.GUARDIAN, school.mother.student_id),
            (school.pupil, Scope.STUDENT, None),
            (school.mother, Scope.STAFF, None),
        ):
            with pytest.raises(NotFound):
                await invites.issue(
                    session, actor, person_id=somebody.person_id, scope=scope, student_id=child, now=NOW
                )


async def test_a_homeroom_teacher_issues_to_the_own_class_and_to_nobody_else(db: Database, school: NamedSchool) -> None:
    actor = acting(school.homeroom)
    first_grader = school.first_grade_mother
    async with db.write() as session:
        await invites.issue(session, actor, person_id=school.pupil.person_id, scope=Scope.STUDENT, now=NOW)
        await invites.issue(
            session,
            actor,
            person_id=school.mother.person_id,
            scope=Scope.GUARDIAN,
            student_id=school.students["Смирнова Полина"],
            now=NOW,
        )
        for person_id, scope, child in (
            (school.algebra.person_id, Scope.STAFF, None),
            (first_grader.person_id, Scope.GUARDIAN, first_grader.student_id),
            (school.mother.person_id, Scope.GUARDIAN, school.students["Рыбакова Злата"]),
            (school.mother.person_id, Scope.GUARDIAN, school.students["Иванов Пётр"]),
            (school.mother.person_id, Scope.GUARDIAN, None),
            (school.pupil.person_id, Scope.STUDENT, school.students["Иванов Пётр"]),
            (await _person_of(db, school.students["Титов Лев"]), Scope.STUDENT, None),
        ):
            with pytest.raises(NotFound):
                await invites.issue(session, actor, person_id=person_id, scope=scope, student_id=child, now=NOW)


@pytest.mark.parametrize("who", ["deputy", "algebra", "mother", "pupil"])
async def test_nobody_else_issues_anything(db: Database, school: NamedSchool, who: str) -> None:
    actor = acting(getattr(school, who))
    async with db.write() as session:
        for person_id, scope, child in (
            (school.algebra.person_id, Scope.STAFF, None),
            (school.pupil.person_id, Scope.STUDENT, None),
            (school.father.person_id, Scope.GUARDIAN, school.father.student_id),
        ):
            with pytest.raises(NotFound):
                await invites.issue(session, actor, person_id=person_id, scope=scope, student_id=child, now=NOW)


async def test_an_acting_homeroom_teacher_issues_while_appointed(db: Database, school: NamedSchool) -> None:
    actor = acting(school.algebra)
    async with db.write() as session:
        session.add(
            ClassLead(
                class_id=school.classes["8Б"],
                person_id=school.algebra.person_id,
                valid_from=NOW.date(),
                valid_to=NOW.date() + timedelta(days=4),
                acting=True,
            )
        )
        await session.flush()
        await invites.issue(session, actor, person_id=school.pupil.person_id, scope=Scope.STUDENT, now=NOW)
        later = NOW + timedelta(days=5)
        with pytest.raises(NotFound):
            await invites.issue(session, actor, person_id=school.pupil.person_id, scope=Scope.STUDENT, now=later)


# --- one at a time -----------------------------------------------------------------------------------------------------


async def test_a_new_code_ends_the_one_before(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        first = await _issue(session, school)
        second = await _issue(session, school, after=first.invite_id)
    async with db.read() as session:
        live = {row.id: row.live for row in (await session.execute(select(Invite.id, Invite.live))).all()}
    assert live == {first.invite_id: False, second.invite_id: True}
    assert second.expires_at == NOW + timedelta(days=14)


async def test_a_button_pressed_twice_does_not_end_the_code_it_brought(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        await _issue(session, school, after=0)
        with pytest.raises(IssuedAlready):
            await _issue(session, school, after=0)


async def test_nothing_of_a_code_is_stored_but_fingerprints(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        issued = await _issue(session, school)
    async with db.read() as session:
        row = (await session.execute(select(Invite.__table__))).mappings().one()
    stored = " ".join(str(value) for value in row.values())
    assert issued.code not in stored
    assert codes.plain(issued.code) not in stored
    assert issued.link_payload not in stored


async def test_only_who_may_issue_may_end_a_code(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        issued = await _issue(session, school)
    async with db.write() as session:
        for stranger in (school.primary, school.coordinator, school.algebra):
            with pytest.raises(NotFound):
                await invites.revoke(session, acting(stranger), invite_id=issued.invite_id, now=NOW)
        await invites.revoke(session, acting(school.homeroom), invite_id=issued.invite_id, now=NOW)
        await invites.revoke(session, acting(school.homeroom), invite_id=issued.invite_id, now=NOW)
    async with db.read() as session:
        assert await session.scalar(select(Invite.live)) is False


async def _issue(session: Session, school: NamedSchool, after: int | None = None) -> Issued:
    return await invites.issue(
        session,
        acting(school.homeroom),
        person_id=school.father.person_id,
        scope=Scope.GUARDIAN,
        student_id=school.father.student_id,
        now=NOW,
        after=after,
    )


async def _person_of(db: Database, student_id: int) -> int:
    async with db.read() as session:
        return (await session.scalars(select(Student.person_id).where(Student.id == student_id))).one()
