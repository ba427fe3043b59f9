"""The administrator's page about backups: what stands there, who sees it, and the button."""

import fcntl
import json
import os
import re
import time
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.sampling import Sample
from jiwar.site import options
from jiwar.site.backups import report, tasks
from tests.cast import Cast

PAGE = "/backups/"


@pytest.fixture
def home(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Path:
    """A home of its own, in which nothing was ever backed up."""
    monkeypatch.setenv("JIWAR_HOME", str(tmp_path))
    return tmp_path


def page_of(cast: Cast, language: str = "en") -> str:
    client = cast.administrator.client
    client.cookies["jiwar_language"] = language
    whole = client.get(PAGE).content.decode()
    return re.sub(r"</?bdi[^>]*>", "", whole.partition('id="keys"')[0])  # the card of the keys has tests of its own


def rehearsed(home: Path, group: Group, **found: object) -> None:
    values = {"name": group.name, "links": 1200, "problem": "", "sample": Sample(opened=3000, files_read=20), **found}
    report.Report(
        "2020-01-02T03:04:05+00:00"
        if found.pop("old", False)
        else time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime()),
        1.0,
        groups={str(group.id): report.GroupFound(**values)},  # type: ignore[arg-type]  # as the test says
    ).keep(home / "last-rehearsal")


def test_never_is_said_and_counted(cast: Cast, home: Path) -> None:
    page = page_of(cast)
    assert page.count("never") == 2
    assert "has to run every night" in page
    assert '<span class="count">2' in page
    assert "لم يحدث قط" in page_of(cast, "ar")
    assert "Répéter une restauration maintenant" in page_of(cast, "fr")


def test_recent_and_well(cast: Cast, home: Path, group: Group) -> None:
    (home / "last-backup").write_text(json.dumps({"path": "/away/x.age"}))
    rehearsed(home, group)
    page = page_of(cast)
    for words in ("recent", "went well", "The audit’s chain, link by link: 1,200", "as a sample: 3,000"):
        assert words in page
    assert "never" not in page
    assert "/away" not in page
    assert '<span class="count">' not in page


def test_old_is_said(cast: Cast, home: Path, group: Group) -> None:
    (home / "last-backup").touch()
    long_ago = time.time() - 37 * 3600
    os.utime(home / "last-backup", (long_ago, long_ago))
    rehearsed(home, group)
    data = json.loads((home / "last-rehearsal").read_text())
    (home / "last-rehearsal").write_text(json.dumps({**data, "at": "2020-01-02T03:04:05+00:00"}))
    assert page_of(cast).count("too long ago") == 2


def test_what_does_not_hold_and_what_did_not_come_back(cast: Cast, home: Path, group: Group) -> None:
    rehearsed(home, group, problem="link 7 is missing", sample=Sample(opened=1, closed=2, files_missing=1))
    page = page_of(cast)
    assert page.count("does not hold") == 3
    assert "did not go well" in page
    report.Report(report.read(home / "last-rehearsal").at, 1.0, refusal="<b>damaged</b>").keep(home / "last-rehearsal")  # type: ignore[union-attr]  # kept above
    page = page_of(cast)
    assert "The backup did not come back." in page
    assert "&lt;b&gt;damaged&lt;/b&gt;" in page


def test_another_group_is_not_told_of(cast: Cast, home: Path, other_group: Group) -> None:
    rehearsed(home, other_group)
    page = page_of(cast)
    assert other_group.name not in page
    assert "1,200" not in page


def test_two_presses_are_one_rehearsal(cast: Cast, home: Path) -> None:
    client = cast.administrator.client
    first = client.post(PAGE, follow=True).content.decode()
    second = client.post(PAGE, follow=True).content.decode()
    assert "is asked for. It runs" in first
    assert "is asked for already" in second
    assert "asked for, runs in the background" in second
    assert DBTaskResult.objects.count() == 1
    assert Entry.objects.filter(kind="backup-rehearsal-asked").count() == 1


def test_the_task_keeps_what_it_found_also_that_it_failed(
    cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "rehearsal.lock").touch()
    with (home / "rehearsal.lock").open() as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        tasks.rehearse_now.call()
    found = report.read(options.read().last_rehearsal)
    assert found is not None
    assert found.refusal == "Another rehearsal is running: wait until it ends."


def test_a_report_that_cannot_be_read_is_none(home: Path) -> None:
    for text in ("", "[]", '{"groups": 3}', "{"):
        (home / "last-rehearsal").write_text(text)
        assert report.read(home / "last-rehearsal") is None
