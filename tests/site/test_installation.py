"""A real installation: set up, served, backed up, lost, restored, examined."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.site.conftest import NewSite, Site, setup_arguments


def test_setup_makes_a_group_and_prints_the_recovery_sheet(new_site: NewSite) -> None:
    site = new_site()
    done = site.set_up()
    assert (done.returncode, done.stderr) == (0, "")
    assert "RECOVERY SHEET" in done.stdout
    keys = json.loads((site.home / "keys" / "keys.json").read_text())
    assert len(keys["groups"]) == 1
    readable = [path for path in site.home.rglob("*") if path.stat().st_mode & 0o077]
    assert readable == []
    assert "the chain holds, 0 links checked, 1 entries wait" in site.jiwar("audit", "verify").stdout


@pytest.mark.parametrize("command", ["key check", "audit verify", "backup", "worker", "doctor"])
def test_in_a_home_without_a_group_it_says_so(new_site: NewSite, command: str) -> None:
    site = new_site()
    done = site.jiwar(*command.split())
    told = done.stdout if command == "doctor" else done.stderr
    assert done.returncode == (1 if command == "doctor" else 2)
    assert "There is no group in" in told
    assert "run jiwar setup for a real one" in told
    assert command == "doctor" or not (site.home / "database.sqlite3").exists()


@pytest.mark.once
def test_setup_refuses_what_is_weak_in_one_sentence_and_makes_nothing(new_site: NewSite) -> None:
    site = new_site()
    for name in ("p1", "p2"):
        (site.home.parent / name).write_text("kettle pond azure\n", encoding="utf-8")
    done = site.jiwar(*setup_arguments(site.home.parent, guardian="AMAL"))
    assert done.returncode == 2
    assert "must be two people" in done.stderr
    assert "must not share a password" in done.stderr
    assert not (site.home / "keys").exists()


def test_a_backup_restores_what_was_there_and_nothing_reads_without_the_key(new_site: NewSite, tmp_path: Path) -> None:
    site = new_site("lost")
    sheet = tmp_path / "sheet.txt"
    sheet.write_text(site.set_up().stdout)
    sealed = site.home / "files" / "ab" / "abcdef"
    sealed.parent.mkdir(parents=True)
    sealed.write_bytes(os.urandom(100_000))
    backup = tmp_path / "backup.age"
    done = site.jiwar("backup", str(backup))
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 sealed files" in done.stdout
    for word in (b"Dar al-Aman", b"amal", b"SQLite format", b"PGDMP"):
        assert word not in backup.read_bytes()
    assert [path.name for path in site.home.iterdir() if path.name.startswith(".jiwar-backup-")] == []
    assert "never overwritten" in site.jiwar("backup", str(backup)).stderr

    again = new_site("again")
    assert "is missing" in again.jiwar("restore", str(backup)).stderr
    done = again.jiwar("restore", str(backup), "--sheet", str(sheet))
    assert (done.returncode, done.stderr) == (0, "")
    assert (again.home / "files" / "ab" / "abcdef").read_bytes() == sealed.read_bytes()
    assert (again.home / "keys" / "keys.json").read_text() == (site.home / "keys" / "keys.json").read_text()
    assert "Dar al-Aman: the chain holds" in again.jiwar("audit", "verify").stdout
    done = again.jiwar("restore", str(backup), "--sheet", str(sheet))
    assert (done.returncode, "is restored into an empty one only" in done.stderr) == (2, True)


def test_a_damaged_backup_and_foreign_keys_are_refused_and_leave_nothing(new_site: NewSite, tmp_path: Path) -> None:
    site, other = new_site("one"), new_site("other")
    site.set_up()
    other.set_up()
    backup = tmp_path / "backup.age"
    site.jiwar("backup", str(backup))
    whole = backup.read_bytes()
    empty = new_site("empty")
    keys = str(site.home / "keys" / "keys.json")
    for damaged in (whole[:-1000], whole[:20_000] + bytes([whole[20_000] ^ 1]) + whole[20_001:], b"", whole[:100]):
        backup.write_bytes(damaged)
        done = empty.jiwar("restore", str(backup), "--keys", keys)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "damaged" in done.stderr
    backup.write_bytes(whole)
    done = empty.jiwar("restore", str(backup), "--keys", str(other.home / "keys" / "keys.json"))
    assert "These keys do not open this backup" in done.stderr
    assert {path.name for path in empty.home.iterdir()} <= {"secret-key"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(site: Site, port: int, *, origin: str = "") -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "jiwar.site.command_line", "serve", "--port", str(port)],
        env={**site.environment, "JIWAR_ORIGIN": origin or f"http://localhost:{port}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def status(port: int) -> int:
    """The status of a page that does not exist, once the server answers."""
    for _attempt in range(200):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/nothing-here", timeout=5)
        except urllib.error.HTTPError as answer:
            return answer.code
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


def children(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(line) for line in listed.stdout.split()]


def test_serve_answers_with_a_worker_beside_and_stops_cleanly(new_site: NewSite) -> None:
    site = new_site()
    assert "There is no group yet" in site.jiwar("serve", "--port", str(free_port())).stderr
    site.set_up()
    port = free_port()
    server = start(site, port)
    try:
        assert status(port) == 404
        assert "cannot be used" in site.jiwar("serve", "--port", str(port)).stderr
        running = children(server.pid)
        assert len(running) == 2
        for _attempt in range(100):
            examined = site.jiwar("doctor").stdout
            if "alive, every recurring job ran" in examined:
                break
            time.sleep(0.2)
        assert "alive, every recurring job ran" in examined
        assert "none was ever taken" in examined
        assert "the chain holds, 1 links checked." in site.jiwar("audit", "verify").stdout
    finally:
        server.send_signal(signal.SIGINT)
        out, _ = server.communicate(timeout=30)
    assert server.returncode == 0
    assert f"Jiwar is served at http://localhost:{port}" in out
    assert [process for process in running if Path(f"/proc/{process}").exists()] == []


@pytest.mark.once
def test_a_worker_does_not_outlive_its_server(new_site: NewSite) -> None:
    site = new_site()
    site.set_up()
    port = free_port()
    server = start(site, port)
    status(port)
    running = children(server.pid)
    server.kill()
    server.communicate(timeout=10)
    for _attempt in range(100):
        left = [process for process in running if Path(f"/proc/{process}/cmdline").exists() and alive(process)]
        if not left:
            break
        time.sleep(0.2)
    assert left == []


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
