"""Files that are not what they seem: each is told apart by content, bounded, and answered in words (G35)."""

import asyncio
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from journal.imports import kinds, reading
from journal.imports.kinds import FileKind
from journal.imports.reading import SIZE
from journal.imports.refusals import (
    Broken,
    Empty,
    NotText,
    OldWorkbook,
    Password,
    TooLarge,
    Unknown,
    WebPage,
    WrongKind,
)
from journal.refusals import Refusal
from locales.ru import workbook as words
from tests.fet_school import TIMETABLE
from tests.imports.workbooks import school, xlsx


def archive(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return {name: made.read(name) for name in made.namelist()}


def grown(rows: int = 1, columns: int = 1, text: str = "ы", start: int = 0) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Классы")
        for row in range(start, start + rows):
            for column in range(columns):
                sheet.write_string(row, column, text)
    return file.getvalue()


def bomb() -> bytes:
    return archive({**members(xlsx(school())), "xl/media/image1.bin": bytes(30 * 2**20)})


def steep() -> bytes:
    """Well within the size, but far too well compressed to be a workbook of people."""
    return archive({"xl/workbook.xml": b"<workbook/>", "xl/other.xml": b" " * (15 * 2**20)})


def many() -> bytes:
    return archive({**members(xlsx(school())), **{f"xl/media/{number}.bin": b"0" for number in range(250)}})


def lying() -> bytes:
    """A member that says it is small."""
    data = bytearray(archive({"xl/workbook.xml": b"<workbook/>", "xl/other.xml": b" " * (40 * 2**20)}))
    size = (40 * 2**20).to_bytes(4, "little")
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = (100).to_bytes(4, "little")
    return bytes(data)


def corner() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Классы")
        sheet.write(0, 0, "класс")
        sheet.write(1_048_575, 16_383, "край")
    return file.getvalue()


def damaged() -> bytes:
    data = bytearray(xlsx(school()))
    data[len(data) // 3 : len(data) // 3 + 400] = bytes(400)
    return bytes(data)


WRONG: dict[str, tuple[bytes | Callable[[], bytes], type[Refusal]]] = {
    "nothing": (b"", Empty),
    "spaces": (b" \n\r\n", Empty),
    "large": (b"0" * (SIZE + 1), TooLarge),
    "bomb": (bomb, TooLarge),
    "steep": (steep, TooLarge),
    "many members": (many, TooLarge),
    "far corner": (corner, TooLarge),
    "rows": (lambda: grown(rows=60_001), TooLarge),
    "columns": (lambda: grown(columns=51), TooLarge),
    "one string everywhere": (lambda: grown(rows=50_000, text="ы" * 30_000), TooLarge),
    "one string often": (lambda: grown(rows=1_000, text="ы" * 30_000), TooLarge),
    "damaged": (damaged, Broken),
    "lying about size": (lying, Broken),
    "cut short": (lambda: xlsx(school())[:4000], Broken),
    "document": (lambda: archive({"word/document.xml": b"<document/>"}), WrongKind),
    "pdf": (b"%PDF-1.7 ...", WrongKind),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", WrongKind),
    "photo": (b"\xff\xd8\xff\xe0" + bytes(50), WrongKind),
    "program": (b"MZ" + bytes(200), WrongKind),
    "xls": (b"\xd0\xcf\x11\xe0" + bytes(600), OldWorkbook),
    "password": (b"\xd0\xcf\x11\xe0" + bytes(60) + "EncryptedPackage".encode("utf-16-le"), Password),
    "html": (b"<html><table><tr><td>1</td></tr></table></html>", WebPage),
    "html with a mark": ("\ufeff  <!DOCTYPE html><p>Классы".encode(), WebPage),
    "xml": (b"<?xml version='1.0'?><Workbook/>", WebPage),
    "cp1251": ("класс;ученик\n8Б;Иванов\n".encode("cp1251"), NotText),
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_wrong_file_is_refused_in_words(name: str) -> None:
    file, refusal = WRONG[name]

    with pytest.raises(refusal):
        await reading.read(file if isinstance(file, bytes) else file())


async def test_an_encrypted_member_is_a_password() -> None:
    data = bytearray(xlsx(school()))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.find(mark)
        while place >= 0:
            data[place + (6 if mark == b"PK\x03\x04" else 8)] |= 1
            place = data.find(mark, place + 4)

    with pytest.raises(Password):
        await reading.read(bytes(data))


async def test_an_external_entity_is_never_opened() -> None:
    parts = members(xlsx({"Классы": [["класс"], ["МЕТКА"]]}))
    strings = parts["xl/sharedStrings.xml"].decode()
    strings = strings.replace("<sst", '<!DOCTYPE sst [<!ENTITY secret SYSTEM "file:///etc/passwd">]><sst', 1)
    parts["xl/sharedStrings.xml"] = strings.replace("МЕТКА", "&secret;").encode()

    try:
        sheets = await reading.read(archive(parts))
    except Broken:
        return
    assert "root" not in str(sheets)


async def test_rows_keep_their_numbers_and_cells_their_kinds() -> None:
    sheets = await reading.read(xlsx({"Свой": [[], [None, "имя", 2, 2.5, True], [], ["x"]]}))

    assert sheets[0].name == "Свой"
    assert sheets[0].rows == [[], [None, "имя", 2.0, 2.5, True], [], ["x"]]


class Pulse:
    """Beats in the running loop as long as it is free."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.beats = 0
        self.next = self.loop.call_later(0.001, self.beat)

    def beat(self) -> None:
        self.beats += 1
        self.next = self.loop.call_later(0.001, self.beat)


async def test_a_large_honest_file_never_holds_up_the_loop() -> None:
    rows = [
        ["класс", "классный руководитель"],
        *([f"{number}", f"Имя {number} {number**7}"] for number in range(25_000)),
    ]
    data = xlsx({"Классы": rows})
    assert len(data) < SIZE

    pulse = Pulse()
    sheets = await reading.read(data)
    pulse.next.cancel()

    assert len(sheets[0].rows) == 25_001
    # Parsed in this process the loop would beat a few times before and after, and not meanwhile.
    assert pulse.beats > 20


@pytest.mark.parametrize(
    ("sheets", "kind"),
    [
        (school(), FileKind.SCHOOL),
        ({"  уЧЕНИКИ ": [["имя"]], "Моё": [["x"]]}, FileKind.SCHOOL),
        ({"Лист1": [["Рабочая программа"], ["курс", "№ п/п", "тема"]]}, FileKind.PROGRAMME),
        ({"КТП": [["x"]]}, FileKind.PROGRAMME),
    ],
    ids=["whole", "one sheet", "programme by titles", "programme by name"],
)
async def test_kinds_are_told_by_content(sheets: dict[str, list[list[Any]]], kind: FileKind) -> None:
    assert kinds.tell(await reading.read(xlsx(sheets)), words) is kind


async def test_a_fet_timetable_is_told_whatever_its_delimiter() -> None:
    text = TIMETABLE.read_text("utf-8-sig")
    for data in (text.encode(), text.replace('","', '";"').encode("utf-8-sig"), text.encode("utf-16")):
        sheets = await reading.read(data)

        assert kinds.tell(sheets, words) is FileKind.FET
        assert len(sheets[0].rows) == 411


@pytest.mark.parametrize("data", [xlsx({"Лист1": [["товар", "цена"]]}), b"name,price\nbell,3\n"], ids=["xlsx", "csv"])
async def test_somebody_elses_table_is_unknown(data: bytes) -> None:
    with pytest.raises(Unknown):
        kinds.tell(await reading.read(data), words)
