"""The files in `deploy/` are read by the programs they are for, and name commands and options that exist."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from jiwar.site import options
from jiwar.site.command_line import parser
from tests.docs.pages import ROOT, text_of

DEPLOY = ROOT / "deploy"
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
EXPOSED_AT_MOST = 20
"""In tenths, as systemd counts: 2.0 of 10."""
ELSEWHERE = {"JIWAR_ROOT_PASSPHRASE_FILE"}
"""Read by the authority's script."""
PROGRAM = "/opt/jiwar/current/bin/jiwar"


def needs(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"needs {program}")


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, timeout=60)


def test_every_file_is_explained() -> None:
    page = text_of("docs/deploy.md")
    assert [path for path in FILES if str(path.relative_to(ROOT)) not in page] == []
    named = set(re.findall(r"`(deploy/[\w./-]+\.\w+)`", page))
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: str(path.stem))
def test_a_unit_runs_a_command_that_exists(service: Path) -> None:
    (line,) = re.findall(r"^ExecStart=(.+)$", service.read_text(), re.MULTILINE)
    program, *arguments = shlex.split(line)
    assert program == PROGRAM
    assert parser().parse_args(arguments).command == arguments[0]


def test_every_timer_has_its_unit() -> None:
    assert {timer.stem for timer in TIMERS} <= {service.stem for service in SERVICES}


def test_options_named_exist() -> None:
    known = {each.variable for each in options.described()}
    named = {name for path in FILES for name in re.findall(r"\bJIWAR_[A-Z_]+\b", path.read_text())}
    assert named - known - ELSEWHERE == set()


@pytest.mark.parametrize("unit", [*SERVICES, *TIMERS], ids=lambda path: str(path.name))
def test_systemd_reads_it(unit: Path, tmp_path: Path) -> None:
    needs("systemd-analyze")
    for path in (*SERVICES, *TIMERS):
        # The program is not installed where tests run.
        (tmp_path / path.name).write_text(path.read_text().replace(PROGRAM, "/bin/true"))
    done = run("systemd-analyze", "verify", "--man=no", tmp_path / unit.name)
    assert (done.returncode, [line for line in done.stderr.splitlines() if str(tmp_path) in line]) == (0, [])


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: str(path.stem))
def test_a60_little_of_the_machine_is_open_to_it(unit: Path) -> None:
    needs("systemd-analyze")
    done = run("systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSED_AT_MOST}", "--no-pager", unit)
    assert done.returncode == 0, done.stdout.splitlines()[-1:]


def test_the_firewall_is_read(tmp_path: Path) -> None:
    needs("nft")
    rules = (DEPLOY / "firewall" / "nftables.conf").read_text().replace('skuid "jiwar"', "skuid 65534")
    (tmp_path / "rules").write_text(rules)
    done = run("nft", "--check", "--file", tmp_path / "rules")
    if "Operation not permitted" in done.stderr:
        pytest.skip("needs the right to look at the kernel's rules")
    assert (done.returncode, done.stderr) == (0, "")


def test_caddy_reads_its_file() -> None:
    needs("caddy")
    done = run("caddy", "validate", "--adapter", "caddyfile", "--config", DEPLOY / "caddy" / "Caddyfile")
    assert "Valid configuration" in done.stdout + done.stderr
