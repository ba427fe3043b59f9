"""Backups one can rely on: consistent while people work, opened only by whom they are for, rotated, and rehearsed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from jiwar.site.backups import rotation
from tests.docs.pages import ROOT
from tests.site.conftest import NewSite, Site

LETTER = "she fled at night"

WRITE = f"""
import django; django.setup()
from jiwar.foundation.audit import chain, kinds, record
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import files, keys
from jiwar.foundation.vault.models import Subject
with acting_for(Group.objects.get()), keys.session():
    owner = Subject.objects.create(kind="case")
    for number in range(3):
        files.store(subject_id=owner.id, compartment="general", chunks=[b"{LETTER}" * 9000], name="a", media_type="b")
    record.record(None, kinds.EXPORTED, subject=owner)
    chain.seal_group()
"""


def with_files(site: Site) -> Site:
    """A group with three sealed files and a chain."""
    site.set_up()
    site.python(WRITE)
    return site


def files_of(site: Site) -> list[Path]:
    return sorted(path for path in (site.home / "files").rglob("*") if path.is_file())


def left_behind(site: Site) -> list[str]:
    return [
        path.name
        for path in site.home.iterdir()
        if path.name.startswith((".jiwar-backup-", "restore-", ".jiwar-rehearsal")) and not path.name.endswith(".lock")
    ]


def test_a_rehearsal_restores_looks_and_leaves_nothing(new_site: NewSite) -> None:
    site = with_files(new_site())
    assert "no restore was ever rehearsed" in site.jiwar("doctor").stdout
    before = {path: path.stat().st_mtime_ns for path in site.home.rglob("*") if path.is_file()}
    done = site.jiwar("rehearse")
    assert (done.returncode, done.stderr) == (0, "")
    assert "checksums and counts agree" in done.stdout
    assert "Dar al-Aman: the chain holds (2 links), 6 sealed values opened, 3 sealed files read." in done.stdout
    assert LETTER not in done.stdout
    assert left_behind(site) == []
    after = {path: path.stat().st_mtime_ns for path in site.home.rglob("*") if path.is_file()}
    changed = {path.name for path in after if after[path] != before.get(path)}
    assert {name for name in changed if "sqlite3" not in name} == {"last-rehearsal", "backup.lock", "rehearsal.lock"}
    assert "went well" in site.jiwar("doctor").stdout


@pytest.mark.once
def test_the_last_backup_is_rehearsed_and_one_flipped_byte_is_found(new_site: NewSite, tmp_path: Path) -> None:
    site = with_files(new_site())
    away = tmp_path / "away"
    away.mkdir()
    assert site.jiwar("backup", str(away)).returncode == 0
    (backup,) = away.iterdir()
    assert site.jiwar("rehearse").returncode == 0
    whole = backup.read_bytes()
    for place in (200, len(whole) // 2, len(whole) - 20):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        done = site.jiwar("rehearse")
        assert (done.returncode, "incomplete or damaged" in done.stdout) == (1, True)
    assert "did not go well" in site.jiwar("doctor").stdout
    assert left_behind(site) == []


def test_what_cannot_be_opened_and_what_is_missing_is_said(new_site: NewSite) -> None:
    site = with_files(new_site())
    broken, gone, _whole = files_of(site)
    broken.write_bytes(broken.read_bytes()[:-1] + b"x")
    gone.unlink()
    site.python(
        """
import django; django.setup()
from django.db import connection
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
with acting_for(Group.objects.get()), connection.cursor() as cursor:
    cursor.execute("UPDATE vault_sealedfile SET name = media_type")
"""
    )
    done = site.jiwar("rehearse")
    assert done.returncode == 1
    assert "3 sealed values opened, 3 did NOT" in done.stdout
    assert "1 are BROKEN, 1 are MISSING" in done.stdout
    assert "NOT well" in done.stdout


@pytest.mark.once
def test_backups_for_others_only_are_opened_by_them_alone(new_site: NewSite, tmp_path: Path) -> None:
    site = with_files(new_site())
    secret = Identity.generate()
    (tmp_path / "secret").write_text(f"# made by age-keygen\n{secret}\n")
    stingy = Site(
        site.home,
        {**site.environment, "JIWAR_BACKUP_RECIPIENTS": str(secret.to_public()), "JIWAR_BACKUP_TO_SITE": "no"},
    )
    backup = tmp_path / "backup.age"
    assert "the secret half of a recipient's key only" in stingy.jiwar("backup", str(backup)).stdout
    keys = str(site.home / "keys" / "keys.json")
    empty = new_site("empty")
    refused = empty.jiwar("restore", str(backup), "--keys", keys)
    assert (refused.returncode, "These keys do not open this backup" in refused.stderr) == (2, True)
    rehearsed = stingy.jiwar("rehearse")
    assert (rehearsed.returncode, rehearsed.stderr) == (0, "")
    assert stingy.jiwar("rehearse", str(backup), "--identity", str(tmp_path / "secret")).returncode == 0
    done = empty.jiwar("restore", str(backup), "--keys", keys, "--identity", str(tmp_path / "secret"))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(files_of(empty)) == 3


@pytest.mark.once
def test_a_further_recipient_opens_beside_the_site(new_site: NewSite, tmp_path: Path) -> None:
    site = new_site()
    site.set_up()
    secret = Identity.generate()
    (tmp_path / "secret").write_text(str(secret))
    backup = tmp_path / "backup.age"
    assert "no public key" in site.jiwar("backup", str(backup), "--recipient", "age1nonsense").stderr
    assert site.jiwar("backup", str(backup), "--recipient", str(secret.to_public())).returncode == 0
    assert site.jiwar("rehearse", str(backup)).returncode == 0
    assert site.jiwar("rehearse", str(backup), "--identity", str(tmp_path / "secret")).returncode == 0
    (tmp_path / "secret").write_text("# empty")
    assert "holds no identity" in site.jiwar("rehearse", str(backup), "--identity", str(tmp_path / "secret")).stderr


def test_old_backups_go_by_number_and_foreign_files_stay(tmp_path: Path) -> None:
    names = [f"jiwar-202611{day:02}-020000.age" for day in range(1, 8)]
    for name in (*names, "jiwar-by-hand.age", "letter.pdf"):
        (tmp_path / name).touch()
    gone = rotation.rotate(tmp_path / names[-1], keep=3)
    assert sorted(path.name for path in gone) == names[:4]
    assert {path.name for path in tmp_path.iterdir()} == {*names[4:], "jiwar-by-hand.age", "letter.pdf"}
    # The clock was set back: the newest has the oldest name, and stays.
    (tmp_path / "jiwar-20200101-020000.age").touch()
    rotation.rotate(tmp_path / "jiwar-20200101-020000.age", keep=1)
    assert {path.name for path in tmp_path.glob("jiwar-2*")} == {"jiwar-20200101-020000.age"}


@pytest.mark.once
def test_keep_is_for_directories(new_site: NewSite, tmp_path: Path) -> None:
    site = new_site()
    site.set_up()
    assert "name the directory" in site.jiwar("backup", str(tmp_path / "b.age"), "--keep", "3").stderr
    assert "1 or more" in site.jiwar("backup", "--keep", "0").stderr
    assert "0 older backups" in site.jiwar("backup", "--keep", "3").stdout


@pytest.mark.once
def test_what_is_still_being_written_is_left_out(new_site: NewSite, tmp_path: Path) -> None:
    site = with_files(new_site())
    (files_of(site)[0].parent / "half.incoming").write_bytes(b"half")
    (site.home / ".jiwar-backup-killed").mkdir()
    (site.home / ".jiwar-backup-killed" / "database.sqlite3").write_bytes(b"left")
    (site.home / "backup-2026").mkdir()
    done = site.jiwar("backup", str(tmp_path / "b.age"))
    assert (site.home / "backup-2026").exists(), "a folder somebody put there is theirs"
    assert "3 sealed files" in done.stdout
    assert left_behind(site) == []


@pytest.mark.once
@pytest.mark.parametrize("value", ["age1x", "ssh-ed25519 AAAA"])
def test_a_recipient_that_is_none_stops_the_start(new_site: NewSite, value: str) -> None:
    site = new_site()
    other = Site(site.home, {**site.environment, "JIWAR_BACKUP_RECIPIENTS": value})
    assert "a public key begins with age1" in other.jiwar("backup").stderr
    nobody = Site(site.home, {**site.environment, "JIWAR_BACKUP_TO_SITE": "no"})
    assert "JIWAR_BACKUP_TO_SITE can be no only where" in nobody.jiwar("backup").stderr


@pytest.mark.once
def test_a_restore_needs_no_source_checkout(new_site: NewSite, tmp_path: Path) -> None:
    """The package as it would be installed: built as a wheel, unpacked elsewhere, run from a third place."""
    site = with_files(new_site())
    assert site.jiwar("backup", str(tmp_path / "b.age")).returncode == 0
    installed = tmp_path / "installed"
    build = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    copy = tmp_path / "source"
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy / name)
    subprocess.run([*build, "--target", str(installed), str(copy)], check=True, capture_output=True, timeout=120)
    shutil.rmtree(copy)
    elsewhere = new_site("elsewhere")
    away = Site(elsewhere.home, {**elsewhere.environment, "PYTHONPATH": str(installed)}, folder=tmp_path)
    keys = str(site.home / "keys" / "keys.json")
    where = away.python("import jiwar; print(jiwar.__file__)")
    assert where.strip().startswith(str(installed))
    done = away.jiwar("restore", str(tmp_path / "b.age"), "--keys", keys)
    assert (done.returncode, done.stderr) == (0, "")
    assert "the chain holds" in away.jiwar("audit", "verify").stdout
