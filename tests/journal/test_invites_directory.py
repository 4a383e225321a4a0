"""The lists behind the invites: who is connected, who has a code, who never was."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from db.engine import Database
from db.people import Grant, Person, Scope, Staff
from journal.names import search_key
from journal.people import accounts, closing, directory, invites
from journal.people.closing import Reason
from journal.refusals import NotFound
from tests.school import LONG_AGO, NamedSchool, moscow

NOW = moscow("12:00")


async def test_the_staff_list_turns_its_pages_and_never_past_the_last(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        for number in range(18):
            name = f"Учитель{number:02} Анна"
            surname, given_name = name.split()
            person = Person(surname=surname, given_name=given_name, search_key=search_key(name), created_at=LONG_AGO)
            session.add(person)
            await session.flush()
            session.add(Staff(person_id=person.id))
    async with db.read() as session:
        coordinator = await accounts.actor(session, str(school.coordinator.telegram), language="ru")
        pages = [await directory.staff_page(session, coordinator, number, NOW) for number in (0, 1, 2, 999)]
        deputy = await accounts.actor(session, str(school.deputy.telegram), language="ru")
        with pytest.raises(NotFound):
            await directory.staff_page(session, deputy, 0, NOW)
    assert [(page.page, page.pages, page.total, page.connected) for page in pages] == [
        (0, 3, 23, 5),
        (1, 3, 23, 5),
        (2, 3, 23, 5),
        (2, 3, 23, 5),
    ]
    names = [reach.name for page in pages[:3] for reach in page.staff]
    assert names == sorted(names, key=search_key)
    assert len(set(names)) == 23


async def test_who_has_left_is_not_listed(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        await session.execute(
            update(Staff).where(Staff.person_id == school.primary.person_id).values(left_on=NOW.date())
        )
        coordinator = await accounts.actor(session, str(school.coordinator.telegram), language="ru")
        page = await directory.staff_page(session, coordinator, 0, NOW)
        assert school.primary.person_id not in {reach.person_id for reach in page.staff}
        with pytest.raises(NotFound):
            await directory.staff_card(session, coordinator, school.primary.person_id, NOW)


async def test_how_far_each_adult_is(db: Database, school: NamedSchool) -> None:
    class_id, student_id = school.classes["8Б"], school.students["Смирнова Полина"]
    async with db.write() as session:
        homeroom = await accounts.actor(session, str(school.homeroom.telegram), language="ru")
        grant_id = await session.scalar(select(Grant.id).where(Grant.person_id == school.father.person_id)) or 0
        await closing.close(session, homeroom, grant_id=grant_id, reason=Reason.NEW_ACCOUNT, now=NOW)
        issued = await invites.issue(
            session,
            homeroom,
            person_id=school.father.person_id,
            scope=Scope.GUARDIAN,
            student_id=student_id,
            now=NOW,
        )
    async with db.read() as session:
        _, (pupil, mother, father) = await directory.family(
            session, homeroom, class_id=class_id, student_id=student_id, now=NOW
        )
        later = NOW + timedelta(days=15)
        _, (*_, expired) = await directory.family(
            session, homeroom, class_id=class_id, student_id=student_id, now=later
        )
    assert (pupil.grant_id, pupil.invite_id, pupil.ever) == (None, None, False)
    assert (mother.grant_id is not None, mother.legal, mother.consented, mother.kinship) == (True, True, True, "мать")
    assert (father.grant_id, father.invite_id, father.ever) == (None, issued.invite_id, True)
    assert expired.invite_id is None


async def test_the_class_list_counts_whom_it_reaches(db: Database, school: NamedSchool) -> None:
    async with db.read() as session:
        homeroom = await accounts.actor(session, str(school.homeroom.telegram), language="ru")
        _, lines = await directory.class_list(session, homeroom, school.classes["8Б"], NOW)
    by_name = {f"{line.surname} {line.given_name}": line for line in lines}
    assert [line.number for line in lines] == list(range(1, 13))
    assert by_name["Смирнова Полина"][4:] == (False, 2, 2, True, 0, 0)
    assert by_name["Иванов Пётр"][4:] == (True, 1, 1, True, 0, 0)
    assert by_name["Белов Кирилл"][4:] == (False, 0, 0, False, 0, 0)
