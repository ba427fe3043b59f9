"""Backup, erase, restore: who was erased does not come back, whatever is older than the erasing."""

from pathlib import Path

import pytest

from tests.site.conftest import NewSite, Site
from tests.site.test_installation import free_port

NAME = "Zubaydah Qanarija"

START = """
import django; django.setup()
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import viewer_for
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import files, keys
from jiwar.foundation.vault.models import Subject, SubjectKey
from jiwar.casework.people.models import Person, PersonName, RegistrationDraft
from jiwar.casework.people import name_index
from jiwar.casework.cases.models import Case, CaseMember
group = Group.objects.get()
acting = acting_for(group); acting.__enter__()
session = keys.session(); session.__enter__()
members = {m.account.username: viewer_for(m) for m in Membership.objects.select_related("account", "group")}
"""

REGISTER = f"""{START}
from jiwar.foundation.access.models import Grant
from jiwar.casework.people import writing, search
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.groups.numbering import next_number
def told(name):
    who, member = Who((NameGiven(name),)), members["amal"].member
    person = Person(subject=Subject.objects.create(kind="person"), compartment="identity", number=next_number("P"),
        registered_by=member)
    writing.put_who(person, who); person.save(); writing.put_names(person, who)
    case = Case.objects.create(subject=Subject.objects.create(kind="case"), compartment="identity",
        number=next_number("C"), opened_by=member, asks="a secret of " + name)
    CaseMember.objects.create(case=case, person=person)
    files.store(subject_id=case.subject_id, compartment="general", chunks=[b"letter"], name="a", media_type="b")
    return person
from django.db import transaction
with transaction.atomic():
    told("{NAME}"); told("Musa Yahya Haroun")
draft = Subject.objects.create(kind="draft")
RegistrationDraft.objects.create(subject=draft, compartment="identity", member=members["amal"].member,
    typed={{"name": "Zubaida Kanari"}})
"""

ERASE = f"""{START}
from jiwar.casework.erasing import actions, carrying
person = Person.objects.select_related("subject").get(number=1)
said = dict(why="wish", said="asked", in_spite=True, in_spite_words="all know")
erasure = actions.ask(members["huda"], person=person, **said)
actions.decide(members["amal"], erasure=erasure, agreed=True)
from jiwar.foundation.jobs import queue
while queue.run_next("test"): pass
erasure.refresh_from_db()
print(erasure.state)
"""

LOOK = f"""{START}
from django.conf import settings
first, second = Person.objects.select_related("subject").order_by("number")
print(first.subject.erased_at is not None, SubjectKey.objects.filter(subject=first.subject).count(), first.shown)
print(second.shown, [n for n in name_index.candidates(["{NAME}"], most=9).numbers.tolist()])
print([case.asks for case in Case.objects.order_by("number")], RegistrationDraft.objects.count())
print(sum(path.is_file() for path in settings.JIWAR_FILES.rglob("*")))
"""


@pytest.fixture
def site(new_site: NewSite) -> Site:
    made = new_site()
    made.set_up()
    made.python(REGISTER)
    return made


def looked(site: Site) -> list[str]:
    return site.python(LOOK).splitlines()


THERE = [f"False 1 {NAME}", "Musa Yahya Haroun [1]", f"['a secret of {NAME}', 'a secret of Musa Yahya Haroun'] 1", "2"]
GONE = ["True 0 Erased", "Musa Yahya Haroun []", "['Erased', 'a secret of Musa Yahya Haroun'] 0", "1"]


def test_an_older_backup_does_not_bring_back_who_was_erased(site: Site, new_site: NewSite, tmp_path: Path) -> None:
    old, new = tmp_path / "old.age", tmp_path / "new.age"
    assert site.jiwar("backup", str(old)).returncode == 0
    assert looked(site) == THERE
    assert site.python(ERASE) == "done\n"
    (lines,) = (site.home / "audit").glob("*.erased")
    assert NAME not in lines.read_text()
    assert len(lines.read_text().splitlines()) == 2  # the person and the case that was theirs alone
    rehearsed = site.jiwar("rehearse", str(old))
    assert (rehearsed.returncode, "erased since: 1 people" in rehearsed.stdout) == (0, True)
    assert site.jiwar("backup", str(new)).returncode == 0

    keys = str(site.home / "keys" / "keys.json")
    without = new_site("without")
    done = without.jiwar("restore", str(old), "--keys", keys)
    assert "erased since: 0 people" in done.stdout
    assert looked(without) == THERE

    for name, backup, further in (
        ("named", old, ["--erased", str(lines)]),
        ("folder", old, ["--erased", str(lines.parent)]),
        ("newer", new, []),
    ):
        place = new_site(name)
        done = place.jiwar("restore", str(backup), "--keys", keys, *further)
        assert (done.returncode, done.stderr) == (0, ""), name
        assert f"erased since: {0 if name == 'newer' else 1} people" in done.stdout
        found = looked(place)
        # The draft was laid aside before both backups; only the restore of the older one knows that it may be of her.
        assert found == (GONE if name != "newer" else [*GONE[:2], GONE[2].replace("] 0", "] 1"), GONE[3]]), name
        assert place.jiwar("audit", "verify").returncode == 0
        (kept,) = (place.home / "audit").glob("*.erased")
        assert set(lines.read_text().splitlines()) <= set(kept.read_text().splitlines()), name
        assert not (place.home / "restoring.erased").exists()


def test_lines_that_lie_in_the_home_are_heeded_and_others_are_not(
    site: Site, new_site: NewSite, tmp_path: Path
) -> None:
    old, keys = tmp_path / "old.age", str(site.home / "keys" / "keys.json")
    site.jiwar("backup", str(old))
    site.python(ERASE)
    (lines,) = (site.home / "audit").glob("*.erased")
    place = new_site("place")
    (place.home / "audit").mkdir(parents=True)
    (place.home / "audit" / lines.name).write_text(lines.read_text())
    assert "erased since: 1 people" in place.jiwar("restore", str(old), "--keys", keys).stdout
    assert looked(place) == GONE

    forged = tmp_path / "forged.erased"
    forged.write_text(lines.read_text().replace("T", "t", 1).replace(" ", "  "))
    other = new_site("other")
    assert "erased since: 0 people" in other.jiwar("restore", str(old), "--keys", keys, "--erased", str(forged)).stdout
    missing = new_site("missing").jiwar("restore", str(old), "--keys", keys, "--erased", str(tmp_path / "nothing"))
    assert (missing.returncode, "no lines about who was erased" in missing.stderr) == (2, True)


def test_a_restore_that_broke_off_does_not_serve(site: Site) -> None:
    (site.home / "restoring.erased").write_text("")
    for command in (("serve", "--port", str(free_port())), ("worker",)):
        refused = site.jiwar(*command)
        assert (refused.returncode, "was not finished" in refused.stderr) == (2, True)
    for part in site.home.glob("database.sqlite3*"):
        part.unlink()
    assert "was not finished" in site.jiwar("worker").stderr, "also where the database was taken away meanwhile"


def test_the_horizon_follows_from_the_backups_that_are_kept(site: Site) -> None:
    ask = f"{START}\nfrom jiwar.casework.erasing import horizon\nfound = horizon.now(); print(found.kept, found.until)"
    assert site.python(ask).startswith("0 2")
    assert site.jiwar("backup").returncode == 0
    assert site.python(ask) == "1 None\n"
    assert site.jiwar("backup", "--keep", "7").returncode == 0
    kept, until = site.python(ask).split()
    assert (kept, until > "2026") == ("2", True)
    assert site.jiwar("backup", str(site.home / "elsewhere.age")).returncode == 0
    assert site.python(ask).split() == [kept, until]
