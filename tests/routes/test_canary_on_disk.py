"""A canary in every sealed field there is, and in a sealed file; then everything that lies on the disk is read.

A sealed field that no row of the world has fails by name: whoever adds one puts it into the world as well.
"""

import logging
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pyrage
import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from jiwar.casework.appointments import actions as appointments
from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case, Document, Note
from jiwar.casework.erasing import keeping_actions
from jiwar.casework.people import actions as people
from jiwar.casework.people.models import Person, Relation
from jiwar.casework.people.parts import IdentifierGiven, Identifiers, NameGiven, Who
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import files, keys
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.learning.models import Learner
from jiwar.lines.legal import actions as legal
from jiwar.lines.legal.models import CaseAnswers, FiledUnseen, GroupSignature, Hearing, Procedure, SigningCertificate
from jiwar.lines.legal.recorded import Recorded
from jiwar.site import recovery
from jiwar.site.backups import writing
from jiwar.site.options import Options
from tests.cast import Cast
from tests.routes.learning_world import further_of_learning
from tests.routes.test_canary import _rows
from tests.routes.world import World, the_world

CANARY = "Zugvogel7Kanarie"
AS_WRITTEN = (CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be"), CANARY.encode().hex().encode())
SEALED = [model for model in apps.get_models() if issubclass(model, SealedModel)]


@pytest.fixture
def world(cast: Cast, group: Group) -> World:
    """Told for this test alone: it commits."""
    return the_world(cast, group)


@pytest.fixture
def places(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Wherever something can lie: keys, files and audit of the test, its temporary files, the home, the database."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    found = [tmp_path, Path(settings.JIWAR_HOME)]
    if connection.vendor == "sqlite":
        found.append(Path(str(connection.settings_dict["NAME"])).parent)
    return found


def sealed_fields(model: type[models.Model]) -> list[SealedText | SealedJSON]:
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedText | SealedJSON)]


def write_into(model: type[models.Model]) -> int:
    """Into each sealed field of each row. Returns how many rows there are."""
    rows = list(model._default_manager.all())
    for row in rows:
        for field in sealed_fields(model):
            setattr(row, field.attname, {"what": [CANARY]} if isinstance(field, SealedJSON) else CANARY)
        row.save(update_fields=[field.attname for field in sealed_fields(model)])
    return len(rows)


def further_rows(world: World) -> None:
    """What the world of the routes has none of."""
    caseworker, adviser = world.cast["caseworker"].viewer, world.cast["legal_adviser"].viewer
    note = Note.objects.get(id=world.rows["note"])
    cases.amend_note(caseworker, note=note, text="said anew", kind=note.kind, minutes=5, seen_version=note.version)
    person = Person.objects.get(id=world.rows["person"])
    given = Identifiers(given=(IdentifierGiven(kind="passport", number="P1234567", country="SD"),))
    people.edit_identifiers(caseworker, person=person, seen_version=person.version, identifiers=given)
    person.refresh_from_db()
    named = Who(names=(NameGiven(CANARY), NameGiven(f"{CANARY} Qanarija")))
    people.edit_who(caseworker, person=person, seen_version=person.version, who=named)
    people.join_household(caseworker, person=person, with_=Person.objects.get(id=world.rows["other_id"]))
    relation = Relation.objects.get(id=world.rows["relation_id"])
    people.tell_circumstance(caseworker, relation=relation, codes=["separated"], note="since the border")
    keeping_actions.keep(
        world.cast["guardian"].viewer,
        person=person,
        until=timezone.localdate() + timedelta(days=30),
        said="a court asks for it",
    )
    procedure = Procedure.objects.get(id=world.rows["procedure"])
    held = Recorded(EventKind.INTERVIEW_HELD, GivenDate.of_civil(clock.today()))
    CaseAnswers.objects.get_or_create(
        case=procedure.case, defaults={"subject_id": procedure.case.subject_id, "compartment": "general"}
    )
    legal.record_event(adviser, procedure=procedure, recorded=held, remark="what she left out")
    hearing = Hearing.objects.get(id=world.rows["hearing"])
    met, a_day = hearing.appointment, timedelta(days=1)
    moved = {"starts": met.starts + a_day, "ends": met.ends + a_day}
    appointments.move(adviser, appointment=met, **moved, in_spite=True, seen_version=met.version)
    paper = Document.objects.get(id=world.rows["document"])
    kept = {"case": paper.case, "subject_id": paper.subject_id, "compartment": paper.compartment}
    FiledUnseen.objects.create(
        **kept, procedure=procedure, event=world.rows["event"], reason="no time", recorded_by=adviser.member
    )
    GroupSignature.objects.create(
        **kept,
        of=paper,
        document=paper,
        certificate=SigningCertificate.objects.get(),
        signed_as="adviser",
        signed_by=adviser.member,
    )
    learner = Learner.objects.select_related("subject").get(person=world.rows["person"])
    further_of_learning(world.cast["teacher"].viewer, learner)


def read_back() -> int:
    """How many values say it, so that the search is not blind."""
    with keys.session():
        return sum(
            CANARY in str(getattr(row, field.attname))
            for model in SEALED
            for row in model._default_manager.all()
            for field in sealed_fields(model)
        )


def work_with_it(world: World) -> None:
    """It is searched for, taken out as a list, brought in with a list, and asked for by address."""
    client = world.client("caseworker")
    client.raise_request_exception = False
    client.post(reverse("people:list"), {"q": CANARY})
    client.post(reverse("people:find"), {"q": CANARY})
    coordinator = world.client("coordinator")
    assert coordinator.post(reverse("people:export"), {"as": "xlsx"}).status_code == 200
    assert CANARY.encode() in coordinator.post(reverse("people:export"), {"as": "csv"}).getvalue()
    sheet = SimpleUploadedFile(f"{CANARY}.csv", f"Name,Phone\n{CANARY},+905321112233\n".encode())
    assert coordinator.post(reverse("people:imports"), {"file": sheet}).status_code in (200, 302)
    for name in ("cases:case", "cases:documents"):
        client.get(reverse(name, args=[Case.objects.get(id=world.rows["case"]).id]))


def backed_up(place: Path) -> bytes:
    """What a backup holds, as somebody sees it who opened its outer lock: the keys of the values are not in it."""
    if connection.vendor != "sqlite":
        return b""
    given = replace(Options(), home=place)
    given.database_file.symlink_to(str(connection.settings_dict["NAME"]))
    written = writing.write(given)
    opened: bytes = pyrage.decrypt(written.path.read_bytes(), [recovery.from_home(given.keys).identity])
    with tarfile.open(fileobj=BytesIO(opened)) as archive:
        names = archive.getnames()
    assert "database.sqlite3" in names
    assert any(name.startswith("files/") for name in names)
    return opened


def lying(places: list[Path]) -> Iterator[tuple[Path, bytes]]:
    for place in places:
        for path in sorted(place.rglob("*")):
            if path.is_file():
                yield path, path.read_bytes()


def holds_it(content: bytes) -> bool:
    return any(written in content for written in AS_WRITTEN)


@pytest.mark.django_db(transaction=True)
def test_no_sealed_field_and_no_file_rests_in_clear(
    world: World, places: list[Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        with transaction.atomic():
            further_rows(world)
            assert write_into(Note)
        work_with_it(world)
        # The rest after the pages, which could not read it: what is no free text has a form.
        with transaction.atomic():
            assert [model._meta.label for model in SEALED if not write_into(model)] == []
            subject = Case.objects.select_related("subject").get(id=world.rows["case"]).subject
            files.store(
                subject_id=subject.id,
                compartment="general",
                chunks=[CANARY.encode() * 20_000],
                name=f"{CANARY}.pdf",
                media_type="application/pdf",
            )
        backup = backed_up(tmp_path)
    assert not holds_it(backup)
    assert [place for *place, value in _rows() if holds_it(value)] == []
    assert read_back() >= sum(len(sealed_fields(model)) for model in SEALED)
    looked_at = dict(lying(places))
    assert [path for path, content in looked_at.items() if holds_it(content)] == []
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        assert looked_at.keys() >= {database, database.with_name(f"{database.name}-wal")}
    assert any(path.is_relative_to(settings.JIWAR_FILES) for path in looked_at)
    assert CANARY not in caplog.text
    assert [path for path in Path(os.environ["TMPDIR"]).rglob("*") if path.is_file()] == []
