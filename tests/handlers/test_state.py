"""`🩺 Состояние` of the coordinator and `📵 Не доставляется` of the homeroom teacher (G12–G14)."""

from datetime import timedelta

from sqlalchemy import select, update

from db.jobs import Job, JobKind, JobState
from db.operations import AuditEntry, InboxState, InboxUpdate, Notice, NoticeKind, NoticeState
from db.people import Account
from db.sending import SendPause
from journal import notices
from journal.operations import watch
from keyboards import state as kb
from sandbox.phone import Phone
from tests.acceptance.conftest import walk
from tests.school import Somebody, moscow
from tests.telegram import World

NOW = moscow("09:17")


async def account(world: World, somebody: Somebody) -> int:
    async with world.db.read() as session:
        found = await session.scalar(select(Account.id).where(Account.external_id == str(somebody.telegram)))
    assert found is not None
    return found


async def dead(world: World, somebody: Somebody, *, key: str, student: str | None = None, error: str = "5xx") -> int:
    """A push of this person's that was given up three days ago."""
    account_id = await account(world, somebody)
    long_ago = NOW - timedelta(days=3)
    async with world.db.write() as session:
        row = Notice(
            key=key,
            kind=NoticeKind.LESSON_NEWS if student else NoticeKind.UNFILLED,
            account_id=account_id,
            student_id=world.school.students[student] if student else None,
            facts={} if student else {"about": "day", "day": "2026-11-20"},
            due_at=long_ago,
            created_at=long_ago,
            state=NoticeState.DEAD,
            attempts=40,
            copies=1,
            error=error,
        )
        session.add(row)
        await session.flush()
        return row.id


async def quarantined(world: World, phone: Phone, text: str) -> int:
    """A message that broke us five times."""
    payload = {
        "update_id": 1,
        "message": {
            "message_id": 9_000,
            "date": int(NOW.timestamp()),
            "chat": {"id": phone.id, "type": "private", "first_name": "И"},
            "from": {"id": phone.id, "is_bot": False, "first_name": "И"},
            "text": text,
        },
    }
    async with world.db.write() as session:
        row = InboxUpdate(
            platform="telegram",
            update_id=1,
            event_key=f"m:{phone.id}:9000",
            sender=str(phone.id),
            payload=payload,
            state=InboxState.QUARANTINED,
            attempts=5,
            received_at=NOW,
            done_at=NOW,
            incident="ab12cd",
        )
        session.add(row)
        await session.flush()
        return row.id


async def states(world: World, *ids: int) -> list[NoticeState]:
    async with world.db.read() as session:
        rows = await session.execute(select(Notice.id, Notice.state).where(Notice.id.in_(ids)))
    found = {row.id: row.state for row in rows}
    return [found[number] for number in ids]


async def actions(world: World) -> list[str]:
    async with world.db.read() as session:
        return list(await session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


# --- the overview ------------------------------------------------------------------------------------------------------


async def test_all_is_well_comes_first(world: World) -> None:
    coordinator = await world.phone(world.school.coordinator)
    await walk(coordinator, "🩺 Состояние")
    lines = coordinator.screen.text.split("\n")
    assert lines[:2] == ["🩺 Состояние, 09:17", "Всё в порядке ✅"]
    assert "📥 Обращения к боту: все отвечены" in lines
    assert "📤 Сообщения семьям и учителям: все ушли" in lines
    assert "💾 Последняя резервная копия: нет" in lines


async def test_the_screen_says_what_is_wrong_and_since_when(world: World) -> None:
    mother = world.school.mother
    await dead(world, mother, key="old", student="Смирнова Полина")
    async with world.db.write() as session:
        await notices.promise(
            session,
            NoticeKind.GAP,
            await account(world, world.school.algebra),
            key="late",
            due_at=NOW - timedelta(minutes=17),
            now=NOW,
        )
        session.add(SendPause(platform="telegram", scope="", since=NOW, until=NOW + timedelta(minutes=3)))
        session.add(SendPause(platform="telegram", scope="token", since=NOW))
        await session.execute(
            update(Account).where(Account.external_id == str(mother.telegram)).values(unreachable_since=NOW)
        )
    seen = watch.of(world.db)
    seen.working_since, seen.scanned_at = NOW - timedelta(days=1), NOW - timedelta(minutes=25)
    coordinator = await world.phone(world.school.coordinator)
    world.clock.set("09:17")
    await coordinator.say("/menu")
    await coordinator.press("🩺 Состояние")
    text = coordinator.screen.text
    assert "Обратите внимание" in text
    assert "Telegram не принимает ключ бота" in text
    assert "задерживаются на 17 мин" in text
    assert "Не доставлено 1 сообщение" in text
    assert "Напоминания не проверялись уже 25 мин" in text
    assert "Telegram просит подождать до 09:20" in text
    assert "Заблокировали бота или удалили аккаунт: 1" in text
    assert "Работает без перерыва: с вс 22.11, 09:17" in text
    assert "Смирнов" not in text


async def test_documents_that_wait_are_late_or_failed_are_told(world: World) -> None:
    asking = await account(world, world.school.homeroom)
    async with world.db.write() as session:
        for number, state in enumerate((JobState.RUNNING, JobState.WAITING, JobState.FAILED)):
            at = NOW - timedelta(minutes=12)
            session.add(
                Job(
                    kind=JobKind.TERM_SHEET,
                    key=str(number),
                    account_id=asking,
                    facts={},
                    state=state,
                    lease="x",
                    leased_until=NOW + timedelta(days=1),
                    created_at=at,
                    finished_at=at if state is JobState.FAILED else None,
                )
            )
    coordinator = await world.phone(world.school.coordinator)
    await walk(coordinator, "🩺 Состояние")
    text = coordinator.screen.text
    assert "Ведомости и другие документы задерживаются на 12 мин" in text
    assert "За сутки не удалось подготовить 1 документ" in text
    assert "🧾 Документы: готовится 1, ждут 1, дольше всего 12 мин" in text
    world.clock.forward(timedelta(days=1))
    await coordinator.press("🔄 Обновить")
    assert "не удалось подготовить" not in coordinator.screen.text


async def test_refresh_redraws_it(world: World) -> None:
    coordinator = await world.phone(world.school.coordinator)
    await walk(coordinator, "🩺 Состояние")
    world.clock.forward(timedelta(minutes=3))
    await coordinator.press("🔄 Обновить")
    assert coordinator.screen.text.startswith("🩺 Состояние, 09:20")


# --- dead letters ------------------------------------------------------------------------------------------------------


async def test_letters_name_nobody_and_tell_role_class_and_cause(world: World) -> None:
    await dead(world, world.school.mother, key="a", student="Смирнова Полина")
    await dead(world, world.school.pupil, key="b", student="Иванов Пётр", error="uncertain")
    await dead(world, world.school.algebra, key="c", error="poison")
    coordinator = await world.phone(world.school.coordinator)
    await walk(coordinator, "🩺 Состояние", "✉️ Не доставлено (3)", "Новости урока (2)")
    lines = coordinator.screen.text.split("\n")[2:]
    assert lines == [
        "1. ученику, 8Б · пт 20.11, 09:17 · непонятно, дошло ли",
        "2. родителю, 8Б · пт 20.11, 09:17 · Telegram не отвечал трое суток",
    ]
    await coordinator.press("‹ Назад")
    await coordinator.press("Напоминание о незаполненных уроках (1)")
    assert "1. сотруднику · пт 20.11, 09:17 · ошибка в сообщении" in coordinator.screen.text


async def test_one_is_sent_again_and_arrives(world: World) -> None:
    first = await dead(world, world.school.algebra, key="one")
    second = await dead(world, world.school.primary, key="two")
    coordinator = await world.phone(world.school.coordinator)
    await walk(coordinator, "🩺 Состояние", "✉️ Не доставлено (2)", "Напоминание о незаполненных уроках (2)")
    await coordinator.press("🔁 Повторить 2")
    assert coordinator.alerts[-1] == "Отправляю ещё раз: 1 сообщение."
    assert await states(world, first, second) == [NoticeState.PENDING, NoticeState.DEAD]
    await coordinator.forge(kb.LetterAgain(kind=NoticeKind.UNFILLED, notice_id=first).pack())
    assert coordinator.alerts[-1].startswith("Повторять нечего")
    assert (await actions(world)).count("push.retry") == 1


async def test_again_starts_its_three_days_anew(world: World) -> None:
    """Three days after the first promise a push is given up: one that is sent again must not die of its old age."""
    letter = await dead(world, world.school.algebra, key="old")
    coordinator = await world.phone(world.school.coordinator)
    await coordinator.say("/menu")
    await coordinator.forge(kb.LetterAgain(kind=NoticeKind.UNFILLED, notice_id=letter).pack())
    async with world.db.read() as session:
        row = (
            await session.execute(
                select(Notice.created_at, Notice.due_at, Notice.attempts, Notice.copies, Notice.error)
            )
        ).one()
    assert row == (NOW, NOW, 0, 0, "")  # an error that may have arrived would allow one try only


async def test_all_of_a_kind_leaves_those_that_nobody_saw(world: World) -> None:
    seen = [await dead(world, world.school.algebra, key="1"), await dead(world, world.school.primary, key="2")]
    coordinator = await world.phone(world.school.coordinator)
    await walk(coordinator, "🩺 Состояние", "✉️ Не доставлено (2)", "Напоминание о незаполненных уроках (2)")
    unseen = await dead(world, world.school.homeroom, key="3")
    other = await dead(world, world.school.mother, key="4", student="Смирнова Полина")
    await coordinator.press("🗑 Убрать все (2)")
    assert coordinator.alerts[-1].startswith("Убрано: 2 сообщения.")
    assert await states(world, *seen, unseen, other) == [NoticeState.DROPPED] * 2 + [NoticeState.DEAD] * 2


async def test_what_is_promised_anyway_is_not_promised_twice(world: World) -> None:
    """Two dead letters of one key, and one of a key that is pending again: each key is promised once."""
    twice = [await dead(world, world.school.algebra, key="same") for _ in range(2)]
    beaten = await dead(world, world.school.primary, key="pending")
    async with world.db.write() as session:
        account_id = await account(world, world.school.primary)
        await notices.promise(session, NoticeKind.UNFILLED, account_id, key="pending", due_at=NOW, now=NOW)
    coordinator = await world.phone(world.school.coordinator)
    await coordinator.say("/menu")
    await coordinator.forge(kb.KindAgain(kind=NoticeKind.UNFILLED, until=beaten).pack())
    assert coordinator.alerts[-1] == "Отправляю ещё раз: 1 сообщение."
    assert await states(world, *twice, beaten) == [NoticeState.DROPPED, NoticeState.PENDING, NoticeState.DROPPED]


# --- what was set aside ------------------------------------------------------------------------------------------------


async def test_a_quarantined_update_is_worked_once_more(world: World) -> None:
    coordinator, mother = await world.phone(world.school.coordinator), await world.phone(world.school.mother)
    await quarantined(world, mother, "/menu")
    await walk(coordinator, "🩺 Состояние", "🧯 Не разобрано (1)")
    assert "1. 09:17 · номер ab12cd" in coordinator.screen.text
    assert "/menu" not in coordinator.screen.text
    heard = len(mother.heard)
    await coordinator.press("🔁 Попробовать ещё раз 1")
    await world.idle()
    await world.telegram.settled()
    assert len(mother.heard) == heard + 1
    assert "Неразобранных обращений нет" in coordinator.screen.text
    assert "update.again" in await actions(world)


async def test_trying_again_gives_five_tries_and_never_works_what_was_worked(world: World) -> None:
    """The tap comes twice; the second finds it worked, and neither wakes it nor writes anything down."""
    coordinator, mother = await world.phone(world.school.coordinator), await world.phone(world.school.mother)
    update_id = await quarantined(world, mother, "/menu")
    await coordinator.say("/menu")
    heard = len(mother.heard)
    for _ in range(2):
        await coordinator.forge(kb.AsideAgain(inbox_id=update_id).pack())
        await world.idle()
        await world.telegram.settled()
        async with world.db.read() as session:
            query = select(InboxUpdate.state, InboxUpdate.attempts).where(InboxUpdate.id == update_id)
            assert (await session.execute(query)).one() == (InboxState.DONE, 1)
    assert len(mother.heard) == heard + 1
    assert (await actions(world)).count("update.again") == 1


async def test_a_removed_one_is_wiped(world: World) -> None:
    coordinator, mother = await world.phone(world.school.coordinator), await world.phone(world.school.mother)
    update_id = await quarantined(world, mother, "тайна")
    await walk(coordinator, "🩺 Состояние", "🧯 Не разобрано (1)", "🗑 Убрать 1")
    async with world.db.read() as session:
        row = (
            await session.execute(select(InboxUpdate.state, InboxUpdate.payload).where(InboxUpdate.id == update_id))
        ).one()
    assert row == (InboxState.DONE, None)
    assert "update.removed" in await actions(world)


# --- not delivered -----------------------------------------------------------------------------------------------------


async def test_the_homeroom_teacher_sees_who_cannot_be_reached(world: World) -> None:
    homeroom, mother = await world.phone(world.school.homeroom), await world.phone(world.school.mother)
    await walk(homeroom, "👥 Мой класс")
    assert not any("Не доставляется" in label for label in homeroom.screen.labels)
    async with world.db.write() as session:
        for somebody in (world.school.mother, world.school.pupil, world.school.first_grade_mother):
            await session.execute(
                update(Account)
                .where(Account.external_id == str(somebody.telegram))
                .values(unreachable_since=moscow("08:00") - timedelta(days=2))
            )
    await walk(homeroom, "👥 Мой класс", "📵 Не доставляется (2)")
    lines = [line for line in homeroom.screen.text.split("\n") if line.startswith("•")]
    assert lines == ["• Иванов Пётр: ученик — с сб 21.11", "• Смирнова Полина: мать — с сб 21.11"]
    assert "написать ему любое сообщение" in homeroom.screen.text
    await walk(homeroom, "👥 Мой класс", "11 Смирнова П. ✓")
    assert "📵 сообщения не доставляются с сб 21.11" in homeroom.screen.text
    await mother.say("/menu")
    await walk(homeroom, "👥 Мой класс", "📵 Не доставляется (1)")
    assert "Смирнова" not in homeroom.screen.text
