"""A PostgreSQL of Debian's package for one test run: unprivileged, in a temporary directory, over a socket only."""

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

SUPERUSER = "postgres"
OWNER, SERVING = "jiwar_owner", "jiwar"
"""Two ordinary roles. The tests' own database is used by its owner alone: the walls hold for that one too."""
VARIABLE = "JIWAR_TEST_POSTGRES_SOCKET"


class NoPostgres(RuntimeError):
    """PostgreSQL is not installed. The message names the command to run."""


def binaries() -> Path:
    """Where Debian keeps the server's programs; raises NoPostgres."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        raise NoPostgres("PostgreSQL is missing: run apt-get install -y --no-install-recommends postgresql-15.")
    return found[-1].parent


def start_for_this_run() -> Path:
    """The socket directory of the run's server. The first process starts it; its children inherit it."""
    if VARIABLE in os.environ:
        return Path(os.environ[VARIABLE])
    server = Server()
    server.start()
    atexit.register(server.stop)
    os.environ[VARIABLE] = str(server.directory)
    return server.directory


class Server:
    """One server; stop() removes everything it wrote. `durable`: it keeps what it confirmed, as a real one does.
    `buffers`: memory of its own for pages, megabytes."""

    def __init__(self, *, durable: bool = False, buffers: int = 64) -> None:
        self.durable, self.buffers = durable, buffers
        self.binaries = binaries()
        self.directory = Path(tempfile.mkdtemp(prefix="jiwar-postgres-"))
        self.owner = os.getpid()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        data = self.directory / "data"
        if os.geteuid() == 0:
            # The server refuses to run as root.
            user = _unprivileged()
            os.chown(self.directory, user.pw_uid, user.pw_gid)
        self._run(
            "initdb", "--pgdata", str(data), f"--username={SUPERUSER}", "--auth=trust", "--encoding=UTF8", "--no-sync"
        )
        self.launch()
        self._ask(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        self._ask(f"CREATE ROLE {SERVING} LOGIN")
        self.make("jiwar")

    def launch(self) -> None:
        """Starts the server on its data; also again, after `halt`."""
        # A throw-away database needs no durability.
        hasty = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        switches = ["listen_addresses=", *([] if self.durable else hasty)]
        switches += [
            f"unix_socket_directories={self.directory}",
            "max_connections=60",
            f"shared_buffers={self.buffers}MB",
        ]
        arguments = [part for switch in switches for part in ("-c", switch)]
        with (self.directory / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [*self._as_user(), str(self.binaries / "postgres"), "-D", str(self.directory / "data"), *arguments],
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
            )
        self._run("pg_isready", "--host", str(self.directory), "--timeout=30", "--quiet", patience=60)

    def make(self, database: str) -> None:
        """One more database."""
        self._ask(f"CREATE DATABASE {database} OWNER {OWNER}")

    def halt(self) -> None:
        """At once, without saying goodbye to anybody: as after a fault of the machine."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)

    def stop(self) -> None:
        if self.process is None or os.getpid() != self.owner:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        shutil.rmtree(self.directory, ignore_errors=True)

    def _ask(self, statement: str) -> None:
        where = ["--host", str(self.directory), f"--username={SUPERUSER}", "--dbname=postgres"]
        self._run("psql", *where, "--quiet", "--command", statement)

    def _as_user(self) -> list[str]:
        if os.geteuid() != 0:
            return []
        user = _unprivileged()
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]

    def _run(self, program: str, *arguments: str, patience: int = 1) -> None:
        command = [*self._as_user(), str(self.binaries / program), *arguments]
        for attempt in range(patience):
            done = subprocess.run(
                command, cwd="/", capture_output=True, text=True, check=False, env=_plain_environment()
            )
            if done.returncode == 0:
                return
            if attempt + 1 < patience:
                subprocess.run(["sleep", "0.25"], check=True)
        raise RuntimeError(f"{program} failed: {done.stderr.strip() or done.stdout.strip()}")


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("No user to run PostgreSQL as: run the tests as an ordinary user.")


def _plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}
