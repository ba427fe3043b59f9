"""`jiwar key`: as the person who runs the server uses it, with the sentences they read."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.site.conftest import NewSite, Site
from tests.site.test_installation import children, free_port, start, status

WORDS = "anchor violet gravel thimble oxide rumour"


def locked(site: Site, words: str = WORDS) -> Path:
    """A group whose key file opens with `words`, which lie in the file this returns."""
    file = site.home.parent / "words"
    file.write_text(f"{words}\n", encoding="utf-8")
    site.set_up()
    assert site.jiwar("key", "protect", "--passphrase-file", str(file)).returncode == 0
    return file


def knowing(site: Site, file: Path) -> Site:
    return Site(site.home, {**site.environment, "JIWAR_KEY_PASSPHRASE_FILE": str(file)}, site.folder)


def said(done: "subprocess.CompletedProcess[str]") -> str:
    """The one sentence of a refusal."""
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done
    return done.stderr


def stop(server: "subprocess.Popen[str]") -> None:
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=30)
    assert server.returncode == 0


@pytest.mark.once
def test_a_new_home_gets_a_key_file_once(new_site: NewSite) -> None:
    site = new_site()
    assert "keys.json is made." in site.jiwar("key", "create").stdout
    made = json.loads((site.home / "keys" / "keys.json").read_text())
    assert "never overwritten" in said(site.jiwar("key", "create"))
    assert "RECOVERY SHEET" in site.set_up().stdout
    assert json.loads((site.home / "keys" / "keys.json").read_text())["site"] == made["site"]


@pytest.mark.once
def test_setup_goes_on_from_a_locked_key_file(new_site: NewSite, tmp_path: Path) -> None:
    site, file = new_site(), tmp_path / "words"
    file.write_text(WORDS)
    assert "opens with its passphrase only" in site.jiwar("key", "create", "--passphrase-file", str(file)).stdout
    assert "opens with a passphrase" in said(site.set_up())
    assert "RECOVERY SHEET" in knowing(site, file).set_up().stdout


@pytest.mark.once
def test_weak_words_lock_nothing(new_site: NewSite, tmp_path: Path) -> None:
    site, file = new_site(), tmp_path / "words"
    file.write_text("summer2026")
    assert "too weak" in said(site.jiwar("key", "create", "--passphrase-file", str(file)))
    assert not (site.home / "keys" / "keys.json").exists()
    file.write_text("\nsecond line")
    assert "is empty" in said(site.jiwar("key", "create", "--passphrase-file", str(file)))


@pytest.mark.once
def test_without_the_passphrase_nothing_starts_and_one_sentence_says_why(new_site: NewSite, tmp_path: Path) -> None:
    site = new_site()
    locked(site)
    wrong = tmp_path / "wrong"
    wrong.write_text("six words that do not belong here")
    for command in (["serve", "--port", str(free_port())], ["worker"], ["backup"]):
        assert "start from a terminal, or set JIWAR_KEY_PASSPHRASE_FILE" in said(site.jiwar(*command))
        assert "The passphrase does not open the key file" in said(knowing(site, wrong).jiwar(*command))
    assert "cannot be read" in said(knowing(site, tmp_path / "nowhere").jiwar("serve", "--port", str(free_port())))
    (site.home / "keys" / "keys.json").chmod(0o640)
    assert "run chmod 600" in said(knowing(site, wrong).jiwar("serve", "--port", str(free_port())))


@pytest.mark.once
def test_with_it_server_worker_backup_and_rehearsal_work(new_site: NewSite) -> None:
    site = new_site()
    site = knowing(site, locked(site))
    port = free_port()
    server = start(site, port)
    try:
        assert status(port) == 404
        for kept in (Path(f"/proc/{server.pid}/environ"), Path(f"/proc/{server.pid}/cmdline")):
            assert WORDS.encode() not in kept.read_bytes()
        assert "worker" in site.jiwar("doctor").stdout
        assert site.jiwar("backup").returncode == 0
        done = site.jiwar("rehearse")
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        assert "the chain holds" in done.stdout
    finally:
        stop(server)


@pytest.mark.once
def test_the_worker_beside_the_server_is_not_asked_again(new_site: NewSite, tmp_path: Path) -> None:
    """Started anew when the words are gone from the disk: the server hands over what opens the keys."""
    site = new_site()
    file, kept = locked(site), tmp_path / "kept"
    port = free_port()
    server = start(knowing(site, file), port)
    try:
        assert status(port) == 404
        file.rename(kept)
        before = set(children(server.pid))
        worker = next(each for each in before if b"worker" in Path(f"/proc/{each}/cmdline").read_bytes())
        os.kill(worker, signal.SIGKILL)
        knowing(site, kept).python(
            "import django; django.setup()\n"
            "from jiwar.foundation.jobs.models import Worker; Worker.objects.all().delete()"
        )
        for _attempt in range(150):
            if "ok   worker" in (found := knowing(site, kept).jiwar("doctor").stdout):
                break
            time.sleep(0.2)
        assert "ok   worker" in found
        assert "NOT  keys" not in found
        assert set(children(server.pid)) - before
    finally:
        stop(server)


@pytest.mark.once
def test_the_passphrase_is_changed_and_taken_off(new_site: NewSite, tmp_path: Path) -> None:
    site = new_site()
    old = locked(site)
    new = tmp_path / "new"
    new.write_text("other six words than there were before")
    assert "opens with a passphrase" in said(site.jiwar("key", "protect", "--passphrase-file", str(new)))
    assert knowing(site, old).jiwar("key", "protect", "--passphrase-file", str(new)).returncode == 0
    assert "does not open" in said(knowing(site, old).jiwar("backup"))
    assert "not both" in said(knowing(site, new).jiwar("key", "protect", "--open", "--passphrase-file", str(new)))
    assert "without a passphrase" in knowing(site, new).jiwar("key", "protect", "--open").stdout
    assert site.jiwar("backup").returncode == 0


def test_shares_make_the_key_file_anew_and_a_restore_goes_on_from_there(new_site: NewSite, tmp_path: Path) -> None:
    site = new_site("lost")
    site.set_up()
    done = site.jiwar("key", "split", "--needed", "2", "--of", "3", "--to", str(tmp_path / "pages"))
    assert (done.returncode, done.stderr) == (0, "")
    pages = sorted((tmp_path / "pages").iterdir())
    assert [page.stat().st_mode & 0o777 for page in pages] == [0o600] * 3
    assert "Dar al-Aman" in pages[0].read_text()
    assert "is not empty" in said(site.jiwar("key", "split", "--to", str(tmp_path / "pages")))
    assert "nobody has typed it back yet" in site.jiwar("key", "check").stdout
    backup = tmp_path / "backup.age"
    assert "the recovery shares open it" in site.jiwar("backup", str(backup)).stdout
    copy = tmp_path / "backup.keys.age"
    two = ["--share", str(pages[0]), "--share", str(pages[2])]
    assert "They open the keys of now." in site.jiwar("key", "recover", "--rehearse", *two, "--copy", str(copy)).stdout
    assert "Too few shares: 1 more" in said(site.jiwar("key", "recover", "--rehearse", *two[:2]))
    assert "given already" in said(site.jiwar("key", "recover", "--rehearse", *two[:2], *two[:2]))
    done = site.jiwar("key", "check")
    assert (done.returncode, "2 of 3 shares open them" in done.stdout) == (0, True), done.stdout
    assert "ok   key-paper" in site.jiwar("doctor").stdout

    again = new_site("again")
    assert "beside a backup (--copy)" in said(again.jiwar("key", "recover", *two))
    done = again.jiwar("key", "recover", "--copy", str(copy), *two)
    assert (done.returncode, done.stderr) == (0, "")
    assert (again.home / "keys" / "keys.json").stat().st_mode & 0o777 == 0o600
    assert "never overwritten" in said(again.jiwar("key", "recover", "--copy", str(copy), *two))
    assert again.jiwar("restore", str(backup)).returncode == 0
    assert again.jiwar("key", "check").returncode == 1  # nobody has typed them back here
    assert (again.home / "keys" / "keys.json").read_text() == (site.home / "keys" / "keys.json").read_text()


@pytest.mark.once
def test_the_sheet_is_printed_anew_and_typed_back(new_site: NewSite, tmp_path: Path) -> None:
    site = new_site()
    site.set_up()
    assert site.jiwar("key", "split", "--of", "1", "--to", str(tmp_path / "sheet")).returncode == 0
    sheet = (tmp_path / "sheet" / "sheet.txt").read_text()
    assert "They open the keys" in site.jiwar("key", "recover", "--rehearse", "--sheet", "-", typed=sheet).stdout
    assert "one recovery sheet opens them; typed back 0 days ago" in site.jiwar("key", "check").stdout
    again = new_site("again")
    assert again.jiwar("key", "recover", "--sheet", "-", typed=sheet).returncode == 0
    keys = [json.loads((each.home / "keys" / "keys.json").read_text()) for each in (site, again)]
    assert keys[0] == keys[1]


def test_the_key_is_changed_and_old_paper_is_refused_where_it_opens_nothing(new_site: NewSite, tmp_path: Path) -> None:
    site = new_site()
    sheet = site.set_up().stdout
    before = tmp_path / "before.age"
    site.jiwar("backup", str(before))
    assert "unused" in site.jiwar("key", "rotate", "--prepare").stdout
    done = site.jiwar("key", "rotate", "--deep", "--wait")
    assert (done.returncode, done.stderr) == (0, "")
    assert "it is gone from the key file" in done.stdout
    assert "There is no group 'Nobody'." in said(site.jiwar("key", "rotate", "--group", "Nobody"))
    assert "was changed since" in said(site.jiwar("key", "recover", "--rehearse", "--sheet", "-", typed=sheet))
    assert site.jiwar("audit", "verify").returncode == 0
    after = tmp_path / "after.age"
    site.jiwar("backup", str(after))
    for backup, opens in ((before, True), (after, False)):
        place = new_site(backup.stem)
        assert place.jiwar("restore", str(backup), "--sheet", "-", typed=sheet).returncode == 0
        assert ("NOT  Dar al-Aman" in place.jiwar("key", "check").stdout) != opens


@pytest.mark.once
def test_a_locked_file_stays_locked_where_a_backup_is_restored_with_it(new_site: NewSite, tmp_path: Path) -> None:
    site = new_site("lost")
    file = locked(site)
    backup = tmp_path / "backup.age"
    assert knowing(site, file).jiwar("backup", str(backup)).returncode == 0
    again = knowing(new_site("again"), file)
    keys = str(site.home / "keys" / "keys.json")
    assert again.jiwar("restore", str(backup), "--keys", keys).returncode == 0
    assert set(json.loads((again.home / "keys" / "keys.json").read_text())) == {"version", "lock", "sealed"}
