"""Every release opens what every earlier one sealed: value by value, file, index, list, and the whole backup."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from pytest_django import Settings

from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import blind, custody, files, keys, lists
from jiwar.foundation.vault.models import CompartmentKey, SealedFile, SealedPiece, Subject, SubjectKey
from tests.releases.words import LETTER, NAMES, NOTE
from tests.site.conftest import NewSite, new_site

__all__ = ["new_site"]

HERE = Path(__file__).parent
RELEASES = sorted(path.parent.name for path in HERE.glob("*/told.json"))


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> Path:
    return HERE / str(request.param)


def key_file(release: Path, folder: Path) -> Path:
    """The release's key file where only its owner reads it, as no checkout keeps it."""
    folder.mkdir()
    path = Path(shutil.copy(release / custody.FILE_NAME, folder))
    path.chmod(0o600)
    return path


@pytest.fixture
def told(release: Path, tmp_path: Path, settings: Settings, db: None) -> Iterator[dict[str, Any]]:
    """Its group is acted for, with its keys and its wrapped keys in their tables."""
    told: dict[str, Any] = json.loads((release / "told.json").read_text())
    settings.JIWAR_KEYS = key_file(release, tmp_path / "keys").parent
    settings.JIWAR_FILES = tmp_path / "files"
    group = Group.objects.create(id=UUID(told["group"]), name="Dar al-Aman", country="TR", languages=["en"])
    with acting_for(group), keys.session():
        for compartment, wrapped in told["compartment_keys"]:
            CompartmentKey.objects.create(compartment=compartment, wrapped=bytes.fromhex(wrapped))
        for subject, kind in {(subject, kind) for subject, kind, *_ in told["subject_keys"]}:
            Subject.objects.create(id=UUID(subject), kind=kind)
        for subject, _kind, compartment, wrapped in told["subject_keys"]:
            SubjectKey.objects.create(subject_id=UUID(subject), compartment=compartment, wrapped=bytes.fromhex(wrapped))
        yield told


def test_there_is_something_of_each_release() -> None:
    assert "0.1.0" in RELEASES
    assert len(RELEASES) >= 2


def test_every_value_says_what_it_said(told: dict[str, Any]) -> None:
    said = set()
    for value in told["values"]:
        model = apps.get_model(value["model"])
        row = model(id=UUID(value["row"]), subject_id=UUID(value["subject"]), compartment=value["compartment"])
        field: Any = model._meta.get_field(value["field"])
        assert field.open(row, bytes.fromhex(value["sealed"])) == value["says"], value["model"]
        said.add(str(value["says"]))
    assert NOTE in said
    assert set(NAMES) <= said


def test_its_file_is_read(told: dict[str, Any], release: Path) -> None:
    kept = told["file"]
    file = SealedFile(id=UUID(kept["id"]), subject_id=UUID(kept["subject"]), compartment=kept["compartment"])
    place = files.path_of(file.id)
    place.parent.mkdir(parents=True)
    shutil.copy(release / "file", place)
    content = b"".join(files.read(file))
    assert (len(content), hashlib.sha256(content).hexdigest()) == (kept["size"], kept["sha256"])
    assert content == LETTER


def test_its_indexes_are_found_and_its_lists_read(told: dict[str, Any]) -> None:
    for purpose, value, entry in told["indexes"]:
        assert blind.index(purpose, value).hex() == entry
    for address, body in told["pieces"]:
        SealedPiece.objects.create(id=UUID(address), generation=9, body=bytes.fromhex(body))
    found = lists.read(list(told["lists"]), generation=lists.Generation(9), longest=100)
    read = {word: each.entries or b"" for word, each in found.items()}
    assert read == {word: b"".join(map(bytes.fromhex, entries)) for word, entries in told["lists"].items()}


READ = """
import django; django.setup()
from jiwar.casework.cases.models import Note
from jiwar.casework.people.models import PersonName
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import files, keys
from jiwar.foundation.vault.models import SealedFile
with acting_for(Group.objects.get()), keys.session():
    print(*sorted(row.text for row in PersonName.objects.all()), sep="|")
    print(*(row.text for row in Note.objects.all()), sep="|")
    print(sum(len(piece) for piece in files.read(SealedFile.objects.get())))
"""


def test_its_backup_restores_from_its_sheet(release: Path, new_site: NewSite) -> None:
    site = new_site()
    if "postgres" in site.environment.get("JIWAR_DATABASE", ""):
        pytest.skip("the stored backups are of SQLite")
    done = site.jiwar("restore", str(release / "backup.age"), "--sheet", str(release / "sheet.txt"))
    assert (done.returncode, done.stderr) == (0, "")
    names, note, size = site.python(READ).splitlines()
    assert (names.split("|"), note, int(size)) == (sorted(NAMES), NOTE, len(LETTER))
    assert "the chain holds" in site.jiwar("audit", "verify").stdout
