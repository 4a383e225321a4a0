"""A code becomes a grant: once, for one account, of one scope; wrong ones lock; those concerned hear of it (G19, G31, G32)."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from db.engine import Database, Session
from db.operations import AuditEntry, Notice, NoticeKind
from db.people import Account, CodeLock, Grant, Invite, Scope
from journal.access import Actor, Granted
from journal.people import access_news, accounts, binding, closing, invites, locks
from journal.people.binding import Outcome
from journal.people.closing import OwnAccess, Reason
from journal.people.invites import Issued
from journal.people.locks import Lock
from journal.refusals import NotFound
from tests.school import NamedSchool, Somebody, moscow

NOW = moscow("12:00")
STRANGER = "900001"
WRONG = "ACD-234-EFH"


async def actor_of(session: Session, telegram: int | str | None) -> Actor:
    return await accounts.actor(session, str(telegram), language="ru")


async def code_for_father(db: Database, school: NamedSchool, at: datetime = NOW) -> Issued:
    async with db.write() as session:
        return await invites.issue(
            session,
            await actor_of(session, school.homeroom.telegram),
            person_id=school.father.person_id,
            scope=Scope.GUARDIAN,
            student_id=school.father.student_id,
            now=at,
        )


async def send(
    db: Database, sender: int | str | None, text: str, at: datetime = NOW, sent_at: datetime | None = None
) -> Outcome:
    async with db.write() as session:
        actor = await actor_of(session, sender)
        return await binding.redeem(session, actor, text=text, now=at, sent_at=sent_at or at)


async def grants_of(db: Database, telegram: int | str | None) -> set[Granted]:
    async with db.read() as session:
        return set((await actor_of(session, telegram)).grants)


async def promised(db: Database) -> set[tuple[str, str]]:
    """(recipient's external id, what there is to hear)."""
    async with db.read() as session:
        rows = await session.execute(
            select(Account.external_id, Notice.facts)
            .join(Notice, Notice.account_id == Account.id)
            .where(Notice.kind == NoticeKind.ACCESS)
        )
        return {(external_id, facts["event"]) for external_id, facts in rows}


# --- once --------------------------------------------------------------------------------------------------------------


async def test_a_code_gives_exactly_what_it_carries(db: Database, school: NamedSchool) -> None:
    issued = await code_for_father(db, school)

    assert await send(db, STRANGER, issued.code.lower()) is Outcome.CONNECTED

    assert await grants_of(db, STRANGER) == {
        Granted(school.father.person_id, Scope.GUARDIAN, school.students["Смирнова Полина"])
    }


async def test_a_link_gives_the_same(db: Database, school: NamedSchool) -> None:
    issued = await code_for_father(db, school)

    assert await send(db, STRANGER, issued.link_payload) is Outcome.CONNECTED
    assert await send(db, "900002", issued.code) is Outcome.WRONG


async def test_the_same_code_again_from_the_same_account_is_no_failure(db: Database, school: NamedSchool) -> None:
    issued = await code_for_father(db, school)
    await send(db, STRANGER, issued.link_payload)

    assert await send(db, STRANGER, issued.link_payload) is Outcome.ALREADY
    async with db.read() as session:
        assert (await session.scalars(select(CodeLock.failures))).all() == []
        assert len((await session.scalars(select(Grant.id).where(Grant.granted_at == NOW))).all()) == 1


@pytest.mark.parametrize("accounts_at_once", [2, 6])
async def test_one_code_in_the_same_second_has_one_winner(
    db: Database, school: NamedSchool, accounts_at_once: int
) -> None:
    issued = await code_for_father(db, school)
    start = asyncio.Barrier(accounts_at_once)

    async def race(sender: str) -> Outcome:
        await start.wait()
        return await send(db, sender, issued.code)

    came = Counter(await asyncio.gather(*(race(f"90000{number}") for number in range(accounts_at_once))))

    assert came == {Outcome.CONNECTED: 1, Outcome.WRONG: accounts_at_once - 1}
    async with db.read() as session:
        held = select(Grant.id).where(Grant.person_id == school.father.person_id, Grant.ended_at.is_(None))
        assert len((await session.scalars(held)).all()) == 1


async def test_two_codes_for_one_person_issued_at_once_leave_one(db: Database, school: NamedSchool) -> None:
    start = asyncio.Barrier(2)

    async def race() -> Issued:
        await start.wait()
        return await code_for_father(db, school)

    await asyncio.gather(race(), race())

    async with db.read() as session:
        assert len((await session.scalars(select(Invite.id).where(Invite.live))).all()) == 1


async def test_a_used_code_in_a_strangers_hands_is_refused_and_told(db: Database, school: NamedSchool) -> None:
    issued = await code_for_father(db, school)
    await send(db, school.father.telegram, issued.code)

    assert await send(db, STRANGER, issued.code) is Outcome.WRONG

    assert await grants_of(db, STRANGER) == set()
    assert (str(school.homeroom.telegram), "reused") in await promised(db)


@pytest.mark.parametrize("days", [14, 15, 400])
async def test_a_code_lives_fourteen_days(db: Database, school: NamedSchool, days: int) -> None:
    issued = await code_for_father(db, school)

    assert await send(db, STRANGER, issued.code, NOW + timedelta(days=days)) is Outcome.WRONG
    assert await send(db, "900002", issued.code, NOW + timedelta(days=14, seconds=-1)) is Outcome.CONNECTED


async def test_an_ended_code_is_like_a_wrong_one(db: Database, school: NamedSchool) -> None:
    first = await code_for_father(db, school)
    second = await code_for_father(db, school)
    assert await send(db, STRANGER, first.code) is Outcome.WRONG
    async with db.write() as session:
        homeroom = await actor_of(session, school.homeroom.telegram)
        await invites.revoke(session, homeroom, invite_id=second.invite_id, now=NOW)
    assert await send(db, STRANGER, second.link_payload) is Outcome.WRONG


# --- one account -------------------------------------------------------------------------------------------------------


async def test_binding_anew_ends_that_scope_only(db: Database, school: NamedSchool) -> None:
    """The homeroom teacher is a mother too: a new phone for the teacher leaves the mother's where it was."""
    async with db.write() as session:
        coordinator = await actor_of(session, school.coordinator.telegram)
        issued = await invites.issue(
            session, coordinator, person_id=school.homeroom.person_id, scope=Scope.STAFF, now=NOW
        )

    assert await send(db, STRANGER, issued.code) is Outcome.CONNECTED

    assert await grants_of(db, STRANGER) == {Granted(school.homeroom.person_id, Scope.STAFF, None)}
    assert await grants_of(db, school.homeroom.telegram) == {
        Granted(school.homeroom.person_id, Scope.GUARDIAN, school.students["Титов Лев"])
    }
    assert (str(school.homeroom.telegram), "moved") in await promised(db)


async def test_who_hears_of_a_binding(db: Database, school: NamedSchool) -> None:
    issued = await code_for_father(db, school)
    await send(db, STRANGER, issued.code)

    assert await promised(db) == {
        (str(school.homeroom.telegram), "bound"),
        (str(school.mother.telegram), "neighbour"),
        (str(school.father.telegram), "moved"),
    }


async def test_a_neighbour_hears_no_name_and_only_of_the_own_child(db: Database, school: NamedSchool) -> None:
    issued = await code_for_father(db, school)
    await send(db, STRANGER, issued.code)
    async with db.read() as session:
        facts = await session.scalar(select(Notice.facts).where(Notice.key.contains("neighbour")))
        assert facts is not None
        mother = await actor_of(session, school.mother.telegram)
        other = await actor_of(session, school.ivanov_mother.telegram)
        told = await access_news.story(session, mother, facts, NOW.date())
        assert told is not None
        assert (told.child, told.person) == ("Полина", "")
        assert await access_news.story(session, other, facts, NOW.date()) is None


async def test_news_of_an_access_that_ended_meanwhile_is_not_told(db: Database, school: NamedSchool) -> None:
    issued = await code_for_father(db, school)
    await send(db, STRANGER, issued.code)
    async with db.read() as session:
        facts = await session.scalar(select(Notice.facts).where(Notice.key.contains("bound")))
        homeroom = await actor_of(session, school.homeroom.telegram)
        assert facts is not None
        told = await access_news.story(session, homeroom, facts, NOW.date())
        assert told is not None
        assert (told.person, told.kinship, told.child, told.class_name) == (
            school.father.name,
            "отец",
            "Смирнова Полина",
            "8Б",
        )
        assert (
            await access_news.story(session, await actor_of(session, school.primary.telegram), facts, NOW.date())
            is None
        )
    async with db.write() as session:
        await closing.close(session, homeroom, grant_id=facts["grant_id"], reason=Reason.STRANGER, now=NOW)
        assert await access_news.story(session, homeroom, facts, NOW.date()) is None


async def test_a_report_reaches_the_homeroom_teacher_and_only_an_adult_of_the_child_makes_one(
    db: Database, school: NamedSchool
) -> None:
    issued = await code_for_father(db, school)
    await send(db, STRANGER, issued.code)
    async with db.write() as session:
        grant_id = await session.scalar(select(Grant.id).where(Grant.granted_at == NOW)) or 0
        for other in (school.ivanov_mother, school.pupil, school.algebra):
            with pytest.raises(NotFound):
                await access_news.report(session, await actor_of(session, other.telegram), grant_id=grant_id, now=NOW)
        await access_news.report(session, await actor_of(session, school.mother.telegram), grant_id=grant_id, now=NOW)
    assert (str(school.homeroom.telegram), "reported") in await promised(db)


# --- closing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["coordinator", "deputy", "algebra", "primary", "mother", "pupil"])
async def test_only_the_own_chain_closes_an_access(db: Database, school: NamedSchool, who: str) -> None:
    somebody: Somebody = getattr(school, who)
    async with db.write() as session:
        grant_id = await session.scalar(
            select(Grant.id).where(Grant.person_id == school.father.person_id, Grant.ended_at.is_(None))
        )
        with pytest.raises(NotFound):
            await closing.close(
                session,
                await actor_of(session, somebody.telegram),
                grant_id=grant_id or 0,
                reason=Reason.OTHER,
                now=NOW,
            )


async def test_a_closed_access_is_gone_from_the_next_look(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        grant_id = await session.scalar(select(Grant.id).where(Grant.person_id == school.father.person_id)) or 0
        homeroom = await actor_of(session, school.homeroom.telegram)
        for _ in range(2):
            await closing.close(session, homeroom, grant_id=grant_id, reason=Reason.LEFT, now=NOW)
    assert await grants_of(db, school.father.telegram) == set()
    async with db.read() as session:
        logged = (await session.execute(select(AuditEntry.action, AuditEntry.facts))).all()
    assert [(action, facts["reason"]) for action, facts in logged] == [("grant.close", "left")]


async def test_a_coordinator_cannot_lock_the_school_out(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        grant_id = await session.scalar(select(Grant.id).where(Grant.person_id == school.coordinator.person_id)) or 0
        coordinator = await actor_of(session, school.coordinator.telegram)
        with pytest.raises(OwnAccess):
            await closing.close(session, coordinator, grant_id=grant_id, reason=Reason.OTHER, now=NOW)


async def test_signing_out_ends_every_grant_of_the_account(db: Database, school: NamedSchool) -> None:
    async with db.write() as session:
        await closing.sign_out(session, await actor_of(session, school.homeroom.telegram), now=NOW)
    assert await grants_of(db, school.homeroom.telegram) == set()
    assert await grants_of(db, school.mother.telegram) != set()


# --- guessing ----------------------------------------------------------------------------------------------------------


def test_five_wrong_codes_in_an_hour_lock_for_one_hour_then_two_up_to_a_day() -> None:
    lock, at, hours = Lock(), NOW, []
    for _ in range(7):
        for _ in range(5):
            assert not lock.holds(at)
            lock = lock.after_failure(at)
        assert lock.holds(at)
        assert lock.locked_until is not None
        hours.append((lock.locked_until - at) // timedelta(hours=1))
        at = lock.locked_until
    assert hours == [1, 2, 4, 8, 16, 24, 24]
    for _ in range(5):
        lock = lock.after_failure(at + timedelta(days=1))
    assert lock.locked_hours == 1


def test_four_wrong_codes_an_hour_never_lock() -> None:
    lock = Lock()
    for number in range(40):
        lock = lock.after_failure(NOW + timedelta(minutes=16 * number))
        assert not lock.holds(NOW + timedelta(minutes=16 * number))


async def test_a_locked_sender_gets_nothing_even_for_the_right_code(db: Database, school: NamedSchool) -> None:
    issued = await code_for_father(db, school)
    for _ in range(locks.FAILURES):
        assert await send(db, STRANGER, WRONG) is Outcome.WRONG

    assert await send(db, STRANGER, issued.code) is Outcome.WRONG
    assert await send(db, STRANGER, issued.code, sent_at=NOW + timedelta(minutes=59)) is Outcome.WRONG
    assert await send(db, STRANGER, issued.code, sent_at=NOW + timedelta(minutes=60)) is Outcome.CONNECTED
    async with db.read() as session:
        assert (await session.scalars(select(CodeLock.failures))).all() == []


async def test_while_somebody_is_guessing_a_right_code_waits_for_a_button(db: Database, school: NamedSchool) -> None:
    issued = await code_for_father(db, school)
    for number in range(locks.STORM + 1):
        await send(db, f"91{number // 4:04}", WRONG)

    assert await send(db, STRANGER, issued.code) is Outcome.WAITING
    assert await send(db, STRANGER, issued.code) is Outcome.WAITING
    assert await send(db, "900002", issued.code) is Outcome.WRONG
    assert await grants_of(db, STRANGER) == set()
    assert (str(school.homeroom.telegram), "waits") in await promised(db)

    async with db.write() as session:
        assert await binding.is_waiting(session, await actor_of(session, STRANGER))
        for other in (school.primary, school.mother, school.coordinator):
            with pytest.raises(NotFound):
                await binding.let_in(
                    session, await actor_of(session, other.telegram), invite_id=issued.invite_id, now=NOW
                )
        homeroom = await actor_of(session, school.homeroom.telegram)
        for _ in range(2):
            await binding.let_in(session, homeroom, invite_id=issued.invite_id, now=NOW)
    assert len(await grants_of(db, STRANGER)) == 1
    assert (STRANGER, "let_in") in await promised(db)


async def test_who_is_turned_away_stays_a_stranger(db: Database, school: NamedSchool) -> None:
    issued = await code_for_father(db, school)
    for number in range(locks.STORM + 1):
        await send(db, f"91{number // 4:04}", WRONG)
    await send(db, STRANGER, issued.code)
    async with db.write() as session:
        homeroom = await actor_of(session, school.homeroom.telegram)
        await binding.turn_away(session, homeroom, invite_id=issued.invite_id, now=NOW)
        await binding.let_in(session, homeroom, invite_id=issued.invite_id, now=NOW)
    assert await grants_of(db, STRANGER) == set()
    assert await send(db, STRANGER, issued.code) is Outcome.WRONG


async def test_the_first_coordinator_gets_in_whoever_is_guessing(db: Database, school: NamedSchool) -> None:
    """The operator issued the code, and nobody who could press a button is connected yet."""
    for number in range(locks.STORM + 1):
        await send(db, f"91{number // 4:04}", WRONG)
    async with db.write() as session:
        issued = await invites.issue(session, None, person_id=school.coordinator.person_id, scope=Scope.STAFF, now=NOW)
    assert await send(db, STRANGER, issued.code) is Outcome.CONNECTED
