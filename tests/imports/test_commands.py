"""init, import, template and invite as an operator runs them: what they print, where, and their exit codes."""

import argparse
import importlib
import json
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from sqlalchemy import func, select

from bot.commands.terminal import deep_link
from bot.settings import Settings
from db.engine import Database
from db.marks import WorkType
from db.people import Duty, Invite, Person, School, StaffDuty, Student
from db.timetable import TimetableSlot
from tests.fet_school import TIMETABLE
from tests.imports.workbooks import Sheets, school, xlsx

INIT = ("--school", "СОШ № 7", "--coordinator", "Орехова Нина Павловна")


class Ran(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Awaitable[Ran]]


@pytest.fixture
def run(empty_db: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a fresh database, in Russian, with nobody at the terminal."""
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    settings = Settings(database_url=empty_db.url, data_dir=tmp_path, _env_file=None)

    async def go(command: str, *words: Any) -> Ran:
        module = importlib.import_module(f"bot.commands.{command}")
        parser = argparse.ArgumentParser()
        module.arguments(parser)
        code = await module.run(parser.parse_args([str(word) for word in words]), settings)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return go


@pytest.fixture
def file(tmp_path: Path) -> Callable[[Sheets | bytes], Path]:
    """Write a file to import."""

    def write(sheets: Sheets | bytes) -> Path:
        path = tmp_path / "school.xlsx"
        path.write_bytes(sheets if isinstance(sheets, bytes) else xlsx(sheets))
        return path

    return write


async def counted(db: Database, kind: Any) -> int:
    async with db.read() as session:
        return await session.scalar(select(func.count()).select_from(kind)) or 0


async def test_init_makes_the_school_and_lets_the_coordinator_in(run: Run, empty_db: Database) -> None:
    ran = await run("init", *INIT, "--municipal", "--tz", "Asia/Omsk")

    assert (ran.code, ran.err) == (0, "")
    assert "Орехова Нина Павловна" in ran.out
    assert "Код: " in ran.out
    assert "?start=" in ran.out
    assert "PUSH_DETAIL=none" in ran.out
    async with empty_db.read() as session:
        made = (await session.execute(select(School.name, School.timezone, School.municipal))).one()
        assert tuple(made) == ("СОШ № 7", "Asia/Omsk", True)
        assert list(await session.scalars(select(StaffDuty.duty))) == [Duty.COORDINATOR]
        weights = {row.code: row.weight for row in await session.execute(select(WorkType.code, WorkType.weight))}
    assert weights["answer"] == weights["homework"] == 1
    assert weights["quiz"] == weights["practical"] == weights["lab"] == 2
    assert weights["dictation"] == weights["essay"] == weights["test"] == 3


async def test_init_asks_somebody_at_a_terminal(run: Run, empty_db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Гимназия № 2", "Соколова Анна", "", "да"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))

    ran = await run("init")

    assert ran.code == 0
    async with empty_db.read() as session:
        made = (await session.execute(select(School.name, School.timezone, School.municipal))).one()
    assert tuple(made) == ("Гимназия № 2", "Europe/Moscow", True)


async def test_a_second_init_changes_nothing(run: Run, empty_db: Database) -> None:
    await run("init", *INIT)

    ran = await run("init", "--school", "Другая", "--coordinator", "Другой Человек")

    assert (ran.code, ran.out) == (1, "")
    assert "Школа здесь уже есть: СОШ № 7" in ran.err
    assert await counted(empty_db, Person) == await counted(empty_db, Invite) == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "--school, --coordinator"),
        (("--school", "СОШ № 7"), "--coordinator"),
        (("--school", "СОШ № 7", "--coordinator", "Орехова"), "фамилию и имя"),
        ((*INIT, "--tz", "Mars/Olympus"), "Mars/Olympus"),
    ],
    ids=["nothing", "no coordinator", "surname alone", "no such zone"],
)
async def test_init_used_wrongly(run: Run, empty_db: Database, words: tuple[str, ...], says: str) -> None:
    ran = await run("init", *words)

    assert ran.code == 2
    assert says in ran.err
    assert await counted(empty_db, School) == 0


async def test_a_school_is_loaded_shown_and_loaded_again(
    run: Run, empty_db: Database, file: Callable[[Sheets | bytes], Path]
) -> None:
    await run("init", *INIT)
    path = file(school())

    dry = await run("importing", path, "--dry-run")
    assert (dry.code, await counted(empty_db, Student)) == (0, 0)
    assert "Пробный прогон" in dry.out

    done = await run("importing", path)
    assert (done.code, await counted(empty_db, Student)) == (0, 3)
    assert "Часов в КТП: 3." in done.out
    assert "Записано: новых" in done.out

    again = await run("importing", path)
    assert again.code == 0
    assert again.out.endswith("В файле нет ничего нового.\n")


async def test_errors_name_their_place_and_nothing_is_written(
    run: Run, empty_db: Database, file: Callable[[Sheets | bytes], Path]
) -> None:
    await run("init", *INIT)
    bad = school()
    bad["Ученики"][1][3] = "31.02.2012"
    bad["Родители"][1][3] = "Иванов Павел Сергеевич"

    ran = await run("importing", file(bad))

    assert (ran.code, ran.out) == (1, "")
    assert "Ученики, строка 2, столбец «дата рождения»: «31.02.2012» не похоже на дату." in ran.err
    assert "Похожие: Иванов Пётр Сергеевич" in ran.err
    assert "Ошибок: 2. Ничего не записано" in ran.err
    assert await counted(empty_db, Student) == 0


async def test_what_changed_is_said(run: Run, file: Callable[[Sheets | bytes], Path]) -> None:
    await run("init", *INIT)
    await run("importing", file(school()))
    other = school()
    other["Сотрудники"][1][4] = "+7 999 999-99-99"
    other["Расписание"][1][4] = 33

    ran = await run("importing", file(other))

    assert ran.code == 0
    assert "Люди: Титова Елена Сергеевна: телефон +79161234567 → +79999999999" in ran.out
    assert "Строки расписания: Алгебра 8Б понедельник 1: кабинет 21 → 33" in ran.out
    assert "Записано: новых 0, изменено 2, убрано 0." in ran.out


async def test_a_question_says_how_to_answer_it(run: Run, file: Callable[[Sheets | bytes], Path]) -> None:
    await run("init", *INIT)
    twice = school()
    twice["Родители"].append(["Белова", "Зоя", "Ильинична", "Зайцева Ева Львовна", "1А", "бабушка", "", ""])

    asked = await run("importing", file(twice), "--dry-run")
    answered = await run("importing", file(twice), "--same", "Белова Зоя Ильинична")
    wrong = await run("importing", file(twice), "--same", "Белова Зоя")

    assert 'Родители, строка 3 и Родители, строка 4. Если это один человек, добавьте --same "Белова Зоя Ильинична"' in (
        asked.err
    )
    assert (answered.code, "--same" in answered.err) == (0, False)
    assert (wrong.code, "в файле такого имени нет" in wrong.err) == (1, True)


async def test_a_fet_timetable_first_gets_a_map(run: Run, empty_db: Database, tmp_path: Path) -> None:
    await run("init", *INIT)
    csv = tmp_path / "timetable.csv"
    shutil.copyfile(TIMETABLE, csv)

    first = await run("importing", csv)
    assert (first.code, first.out) == (1, "")
    assert "Прочитано строк: 410" in first.err
    made = tmp_path / "timetable.map.xlsx"
    filled = made.read_bytes()

    second = await run("importing", csv)
    assert (second.code, "уже есть" in second.err) == (1, True)
    assert made.read_bytes() == filled

    done = await run("importing", csv, "--map", made)
    assert done.code == 0
    assert "Строк в расписании: 410; разложено: 410; с несколькими учителями: 4; сдвоенных и длиннее: 0." in done.out
    assert await counted(empty_db, TimetableSlot) == 410
    again = await run("importing", csv, "--map", made)
    assert "нет ничего нового" in again.out


async def test_files_that_cannot_be_imported(run: Run, tmp_path: Path, file: Callable[[Sheets | bytes], Path]) -> None:
    before = await run("importing", file(school()))
    assert (before.code, "Сначала создайте её" in before.err) == (1, True)

    await run("init", *INIT)
    for data, says in ((b"<html>", "веб-страница"), (b"", "пустой"), (b"a,b\n1,2\n", "Не узнаю этот файл")):
        ran = await run("importing", file(data))
        assert (ran.code, ran.out) == (1, "")
        assert says in ran.err
    absent = await run("importing", tmp_path / "absent.xlsx")
    assert (absent.code, "absent.xlsx" in absent.err) == (1, True)


async def test_a_database_that_does_not_answer(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from bot.commands import init

    parser = argparse.ArgumentParser()
    init.arguments(parser)
    for url in ("postgresql://zvonok@127.0.0.1:9/none", f"sqlite:///{tmp_path}"):
        settings = Settings(database_url=url, data_dir=tmp_path, _env_file=None)

        assert await init.run(parser.parse_args(INIT), settings) == 1
        assert "Проверьте адрес базы данных" in capsys.readouterr().err


async def test_a_link_is_whole_where_the_bots_name_can_be_asked() -> None:
    asked: list[str] = []

    async def get_me(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.json_response({"ok": True, "result": {"username": "school7_bot"}})

    messenger = web.Application()
    messenger.router.add_get("/bot42:secret/getMe", get_me)
    async with TestServer(messenger) as server:
        settings = Settings(bot_token=SecretStr("42:secret"), bot_api_base=str(server.make_url("")), _env_file=None)
        link = await deep_link(settings, "payload")
    gone = await deep_link(settings, "payload")

    assert (link, gone) == ("https://t.me/school7_bot?start=payload", None)
    assert asked == ["/bot42:secret/getMe"]


async def test_english_where_the_terminal_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    ran = await run("init", *INIT)

    assert "The school was made: СОШ № 7" in ran.out


async def test_the_template_is_written_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "school.xlsx"

    assert (await run("template", path)).code == 0
    written = path.read_bytes()
    assert written.startswith(b"PK")
    assert (await run("template", path)).code == 1
    assert (await run("template", tmp_path / "no" / "folder.xlsx")).code == 1
    assert path.read_bytes() == written


async def test_an_invite_is_for_one_person_in_one_scope(
    run: Run, empty_db: Database, file: Callable[[Sheets | bytes], Path]
) -> None:
    await run("init", *INIT)
    sheets = school()
    sheets["Родители"].append(
        ["Иванова", "Светлана", "Петровна", "Зайцева Ева Львовна", "1А", "мать", "да", "+7 900 000-00-01"]
    )
    await run("importing", file(sheets))

    nobody = await run("invite", "Никто Никогда")
    several = await run("invite", "Иванова Светлана Петровна")
    wrong = await run("invite", "Иванова Светлана Петровна", "--as", "staff")
    one = await run("invite", "иванова светлана петровна", "--as", "guardian", "--child", "Иванов Пётр", "--json")
    by_class = await run("invite", "Иванова Светлана Петровна", "--class", "1а")
    student = await run("invite", "Иванов Петр Сергеевич", "--born", "2012-05-04", "--json")

    assert (nobody.code, wrong.code, several.code) == (1, 1, 1)
    assert "взрослый ученика: Зайцева Ева Львовна, 1А" in several.err
    assert "взрослый ученика: Иванов Пётр Сергеевич, 8Б" in several.err
    told = json.loads(one.out)
    assert (told["scope"], told["child"], told["class"], told["link"]) == (
        "guardian",
        "Иванов Пётр Сергеевич",
        "8Б",
        None,
    )
    assert told["code"]
    assert told["payload"]
    assert by_class.code == 0
    assert json.loads(student.out)["scope"] == "student"
    assert await counted(empty_db, Invite) == 4
