"""What the bot tells its operator: true figures, nobody's name, and a dashboard that asks for nothing else (G37)."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select, update

from bot import health
from db.engine import Database
from db.jobs import Job, JobKind, JobState
from db.operations import Notice, NoticeKind, NoticeState
from db.people import Account
from journal.operations import watch
from sandbox.phone import Phone
from scheduler.jobs import Ticking
from tests.processes.running import free_port
from tests.scheduler.lessons import put
from tests.school import NamedSchool
from tests.telegram import World

DOCS = Path(__file__).parents[2] / "docs" / "grafana"
NAME = re.compile(r"\b(?:zvonok|process)_[a-z_]+")


@pytest.fixture
async def address(world: World) -> AsyncIterator[str]:
    """Where the world's bot tells how it is."""
    listen = f"127.0.0.1:{free_port()}"
    async with health.served(world.db, world.clock, listen):
        yield f"http://{listen}"


async def healthz(address: str) -> tuple[int, dict[str, Any]]:
    async with aiohttp.ClientSession() as http, http.get(f"{address}/healthz") as answer:
        return answer.status, await answer.json()


async def scraped(address: str) -> dict[str, float]:
    """The samples by name and labels."""
    async with aiohttp.ClientSession() as http, http.get(f"{address}/metrics") as answer:
        assert answer.status == 200
        text = await answer.text()
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{key}={value}" for key, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


async def test_updates_are_counted_by_what_became_of_them(world: World, address: str) -> None:
    mother = await world.phone(world.school.mother)
    for _ in range(3):
        await mother.say("/menu")
    await mother.press("⚙️ Настройки")
    await mother.press("Тихие часы")
    await mother.press("22:00–07:00")
    await world.idle()
    found = await scraped(address)
    assert found["zvonok_updates_total{outcome=read}"] == 5
    assert found["zvonok_updates_total{outcome=done}"] == 1
    assert found["zvonok_update_seconds_count"] == 6


async def test_calls_and_pauses_are_counted(world: World, address: str) -> None:
    father = await world.phone(world.school.father)
    world.tolerated.add("Too Many Requests")
    await world.telegram.fault("429", method="sendMessage", user=father.id, count=1, retry_after=7)
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    found = await scraped(address)
    assert found["zvonok_calls_total{lane=news,outcome=429}"] == 1
    assert found["zvonok_calls_total{lane=news,outcome=ok}"] >= 1
    assert found["zvonok_pause_seconds_total"] == 7
    assert found["zvonok_paused_chats"] == 1
    await world.deliver(after=timedelta(seconds=8))
    assert (await scraped(address))["zvonok_paused_chats"] == 0


async def test_the_queue_is_measured_by_lane(world: World, address: str, school: NamedSchool) -> None:
    now = world.clock.now()
    async with world.db.write() as session:
        account = await session.scalar(select(Account.id).where(Account.external_id == str(school.algebra.telegram)))
        for number, (lane, state, age) in enumerate(
            [
                (1, NoticeState.PENDING, 90),
                (1, NoticeState.PENDING, 30),
                (2, NoticeState.PENDING, 600),
                (1, NoticeState.PENDING, -600),
                (1, NoticeState.DEAD, 900),
            ]
        ):
            session.add(
                Notice(
                    key=str(number),
                    kind=NoticeKind.UNFILLED,
                    account_id=account or 0,
                    facts={},
                    due_at=now - timedelta(seconds=age),
                    state=state,
                    lane=lane,
                    created_at=now,
                )
            )
    found = await scraped(address)
    assert {
        name: found[f"zvonok_queue_{name}"] for name in ("lag_seconds{lane=news}", "lag_seconds{lane=broadcast}")
    } == {
        "lag_seconds{lane=news}": 90,
        "lag_seconds{lane=broadcast}": 600,
    }
    assert (found["zvonok_queue_waiting{lane=news}"], found["zvonok_queue_waiting{lane=broadcast}"]) == (2, 1)
    assert (found["zvonok_queue_planned"], found["zvonok_dead_letters"]) == (1, 1)
    status, facts = await healthz(address)
    assert (status, facts["queue_lag"], facts["intake_age"]) == (200, 600, 0)


async def test_stored_jobs_are_counted_by_their_state(world: World, address: str, school: NamedSchool) -> None:
    now = world.clock.now()
    async with world.db.write() as session:
        account = await session.scalar(select(Account.id).where(Account.external_id == str(school.deputy.telegram)))
        for state, age in (
            (JobState.WAITING, 700),
            (JobState.WAITING, 20),
            (JobState.RUNNING, 30),
            (JobState.DONE, 9000),
            (JobState.FAILED, 3600),
            (JobState.FAILED, 90_000),
        ):
            session.add(
                Job(
                    kind=JobKind.TERM_SHEET,
                    key=str(age),
                    account_id=account or 0,
                    facts={},
                    state=state,
                    lease="x" if state is JobState.RUNNING else None,
                    created_at=now - timedelta(seconds=age),
                    finished_at=now - timedelta(seconds=age) if state in (JobState.DONE, JobState.FAILED) else None,
                )
            )
    found = await scraped(address)
    assert {state: found[f"zvonok_documents{{state={state}}}"] for state in ("waiting", "making", "failed")} == {
        "waiting": 2,
        "making": 1,
        "failed": 1,
    }
    assert found["zvonok_document_age_seconds"] == 700


async def test_somebody_out_of_reach_makes_no_lag(world: World, address: str, school: NamedSchool) -> None:
    await put(world, school.mother, "5", close=True)
    world.clock.forward(timedelta(hours=1))
    async with world.db.write() as session:
        await session.execute(update(Account).values(unreachable_since=world.clock.now()))
    found = await scraped(address)
    assert found["zvonok_queue_lag_seconds{lane=news}"] == 0
    assert found["zvonok_unreachable_accounts"] > 0


async def test_jobs_tell_when_they_succeeded(world: World, address: str) -> None:
    assert (await healthz(address))[1]["last_scan"] is None
    ticking = Ticking(world.db, world.clock)
    await ticking.start()
    await ticking.stop()
    world.clock.forward(timedelta(seconds=40))
    assert (await healthz(address))[1]["last_scan"] == 40
    at = (world.clock.real() - timedelta(seconds=40)).timestamp()
    assert (await scraped(address))["zvonok_job_last_success_timestamp_seconds{job=teachers}"] == at


async def test_who_works_is_told(world: World, address: str) -> None:
    assert (await healthz(address))[1]["working"] is False
    assert (await scraped(address))["zvonok_leader"] == 0
    watch.of(world.db).working_since = world.clock.real()
    assert (await healthz(address))[1]["working"] is True
    assert (await scraped(address))["zvonok_leader"] == 1


async def test_a_refused_token_is_told(world: World, address: str) -> None:
    """By the sender, which wrote it down, and by the poll alike."""
    mother = await world.phone(world.school.mother)
    world.tolerated.add("Unauthorized")
    await world.telegram.fault("401", method="sendMessage", count=1)
    await mother.say("/menu")
    await world.idle()
    assert (await healthz(address))[1]["trouble"] == "token"
    assert (await scraped(address))["zvonok_trouble{kind=token}"] == 1


async def test_a_database_that_is_away_is_told(address: str, world: World, tmp_path: Path) -> None:
    gone = Database("postgresql://nobody:nothing@127.0.0.1:9/none")
    listen = f"127.0.0.1:{free_port()}"
    async with health.served(gone, world.clock, listen):
        assert await healthz(f"http://{listen}") == (
            503,
            {"database": False, "last_scan": None, "working": False, "trouble": None},
        )
        found = await scraped(f"http://{listen}")
    assert found["zvonok_database_up"] == 0
    assert "zvonok_inbox_waiting" not in found
    await gone.close()


async def test_nobody_is_named(world: World, address: str) -> None:
    phones: list[Phone] = [await world.phone(who) for who in (world.school.mother, world.school.algebra)]
    for phone in phones:
        await phone.say("Тайна Смирновой")
        await phone.forge("lesson:999")
    await put(world, world.school.mother, "5", close=True)
    await world.deliver()
    async with aiohttp.ClientSession() as http, http.get(f"{address}/metrics") as answer:
        text = await answer.text()
    assert not re.search(r"[А-Яа-яЁё]", text)
    assert not any(str(phone.id) in text for phone in phones)


# --- what the operator's files ask for ---------------------------------------------------------------------------------


def asked_by_the_dashboard() -> Iterator[tuple[str, str]]:
    for panel in json.loads((DOCS / "zvonok.json").read_text("utf-8"))["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


def asked_by_the_alerts() -> Iterator[tuple[str, str]]:
    for group in yaml.safe_load((DOCS / "alerts.yml").read_text("utf-8"))["groups"]:
        for rule in group["rules"]:
            yield rule["alert"], rule["expr"]


async def test_the_files_ask_for_metrics_that_exist(world: World, address: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(f"{address}/metrics") as answer:
        text = await answer.text()
    families = {family.name: family for family in text_string_to_metric_families(text)}
    there = {sample.name for family in families.values() for sample in family.samples}
    # What was not counted yet has no samples: its name and kind are declared all the same.
    for family in families.values():
        there |= {f"{family.name}_total"} if family.type == "counter" else {family.name}
        there |= {f"{family.name}_bucket"} if family.type == "histogram" else set()
    watch.of(world.db).data_dir = DOCS
    there |= set(await scraped(address))
    asked = [*asked_by_the_dashboard(), *asked_by_the_alerts()]
    named = {name for _, expression in asked for name in NAME.findall(expression)}
    assert len(asked) > 25
    assert named <= there, named - there
    ours = {name for name in there if name.startswith("zvonok_") and "{" not in name}
    shown = {name.removesuffix("_total").removesuffix("_bucket") for name in named}
    unseen = {name for name in ours if not any(name.startswith(known) for known in shown)}
    assert unseen == set(), "a metric that nobody looks at"
