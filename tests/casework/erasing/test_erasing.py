"""A person erased is gone: keys, rows, index, files. Numbers, codes and counts stay, and every page says so calmly."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, models, transaction
from django.urls import reverse

from jiwar.casework.cases import timeline
from jiwar.casework.cases.models import Case, CaseMember, Note, Service
from jiwar.casework.erasing import again, carrying, destroying, plan, queries, rows, tombstones, words
from jiwar.casework.erasing.models import Erasure
from jiwar.casework.people import queries as people
from jiwar.casework.people import search
from jiwar.casework.people.actions import drafting
from jiwar.casework.people.imports import actions as imports
from jiwar.casework.people.models import ImportMark, Pair, PeopleImport, Person, PersonName, Phone, RegistrationDraft
from jiwar.foundation.access.actions import members
from jiwar.foundation.audit import chain, verification
from jiwar.foundation.audit.models import Entry, Reason
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys, sampling
from jiwar.foundation.vault.models import SealedFile, SealedModel, Subject, SubjectKey
from jiwar.lines.legal.models import OwnTemplate
from tests.casework.erasing.conftest import asked, erase, person
from tests.routes.canaries import GENERAL_TEXT, NAME, PRIVILEGED_TEXT
from tests.routes.routes import every_route
from tests.routes.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def both_gone(world: World, zubaydah: Person) -> World:
    """Zubaydah, then the child: with the last of them the case goes too."""
    erase(world, zubaydah)
    erase(world, person(world, "other_id"))
    return world


def _files() -> list[Path]:
    return [path for path in Path(settings.JIWAR_FILES).rglob("*") if path.is_file()]


def test_keys_rows_index_and_marks_of_the_person_are_gone(world: World, zubaydah: Person) -> None:
    coordinator = world.cast["coordinator"].viewer
    assert [found.id for found in people.find(coordinator, "Zubaydah Qanarija")][:1] == [zubaydah.id]
    erasure = erase(world, zubaydah)
    assert erasure.state == Erasure.State.DONE
    assert not SubjectKey.objects.filter(subject=zubaydah.subject_id).exists()
    assert Subject.objects.get(id=zubaydah.subject_id).erased_at is not None
    for model, link in rows.pointing():
        assert not model._default_manager.filter(**{link: zubaydah}).exists(), model
    assert search.ids_with_phone("+905321234567") == [search.NOBODY]
    for asked_for in ("Zubaydah Qanarija", "+905321234567", zubaydah.written_number):
        assert zubaydah.id not in [found.id for found in people.find(coordinator, asked_for)]
    assert zubaydah.id not in [row.id for row in people.registered_by(world.cast["caseworker"].viewer)]
    assert not PersonName.objects.filter(person=zubaydah).exists()
    assert not Phone.objects.filter(person=zubaydah).exists()
    assert not ImportMark.objects.filter(person=zubaydah).exists()
    assert not Pair.objects.filter(models.Q(first=zubaydah) | models.Q(second=zubaydah)).exists()


def test_a_case_that_others_are_on_goes_on_without_them(world: World, zubaydah: Person) -> None:
    erasure = erase(world, zubaydah)
    case = Case.objects.get(id=world.rows["case"])
    assert (case.state, case.asks) == (Case.State.OPEN, "identity-canary-asks")
    assert CaseMember.objects.get(case=case, person=zubaydah).left_at is not None
    assert erasure.stays["shared"] == 1
    page = world.client("caseworker").get(reverse("cases:case", args=[case.id])).getvalue().decode()
    assert f"{zubaydah.written_number} was erased for good" in page
    assert NAME not in page
    assert Note.objects.filter(case=case).count() == 3


def test_with_the_last_member_the_case_and_its_files_go(both_gone: World) -> None:
    case = Case.objects.select_related("subject").get(id=both_gone.rows["case"])
    assert (case.state, case.asks, case.subject.erased_at is not None) == (Case.State.CLOSED, "Erased", True)
    for model, way in rows.owned():
        assert not model._default_manager.filter(**{way: case.subject}).exists(), model
    assert not SealedFile.objects.filter(subject=case.subject).exists()
    assert set(Service.objects.filter(case=case).values_list("state", flat=True)) == {Service.State.DROPPED.value}
    assert CaseMember.objects.filter(case=case).count() == 2


def test_sealed_files_leave_the_disk_when_it_is_certain(
    world: World, zubaydah: Person, django_capture_on_commit_callbacks: object
) -> None:
    before = _files()
    assert before
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # of pytest-django
        erase(world, zubaydah)
        erase(world, person(world, "other_id"))
        assert _files() == before
    assert [path.name for path in _files()] == [OwnTemplate.objects.get().file_id.hex], "the group's"


def test_a_list_with_a_row_about_them_is_closed(world: World, zubaydah: Person) -> None:
    """The row waits for a decision and points at nobody; it has her telephone."""
    assert PeopleImport.objects.get().is_open
    assert plan.of(person(world, "other_id")).lists == ()
    erase(world, zubaydah)
    assert not PeopleImport.objects.get().is_open


def test_a_list_somebody_closed_meanwhile_is_not_closed_twice(world: World, zubaydah: Person) -> None:
    planned = plan.of(zubaydah)
    (brought,) = planned.lists
    imports.close(world.cast["coordinator"].viewer, brought=brought)
    destroying.destroy(planned)
    assert Entry.objects.filter(kind="import-closed").count() == 1


def test_the_case_tells_it_whatever_was_imported_before() -> None:
    _chapter, teller = timeline._tellers[words.ON_THE_TIMELINE]
    assert teller is words.left_the_case


def test_a_draft_about_them_goes_and_others_stay(world: World, zubaydah: Person) -> None:
    hoda, leila = world.cast["reception"].viewer, world.cast["caseworker"].viewer
    drafting.keep_draft(hoda, typed={"name": "Zubayda", "phone": "٠٥٣٢ ١٢٣ ٤٥ ٦٧"})
    drafting.keep_draft(leila, typed={"given": [{"name": "zubaydah  QANARIJA"}]})
    stays = drafting.keep_draft(leila, typed={"name": "Zubaydah Other", "phone": "0532 999 99 99"})
    before = RegistrationDraft.objects.count()
    erasure = erase(world, zubaydah)
    assert RegistrationDraft.objects.count() == before - 2
    assert RegistrationDraft.objects.filter(id=stays.id).exists()
    assert erasure.went["people.registrationdraft"] == 2


def test_what_a_member_laid_aside_goes_when_they_leave(world: World) -> None:
    caseworker = world.cast["caseworker"].member
    assert RegistrationDraft.objects.filter(member=caseworker).exists()
    members.end_membership(world.cast["administrator"].viewer, member=caseworker)
    assert not RegistrationDraft.objects.filter(member=caseworker).exists()


def test_nothing_readable_is_left_in_any_row(both_gone: World) -> None:
    """With all keys that are left every sealed value of every table is opened, and every plain one read."""
    words = (NAME, "Idris Qanarija", GENERAL_TEXT, PRIVILEGED_TEXT, "identity-canary-asks", "+905321234567", "1234567")
    left = []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names come from the database
            left += [(table, word) for row in cursor.fetchall() for word in words if word in repr(row)]
    for model in _sealed_models():
        for row in model._default_manager.all():
            for field in row._meta.concrete_fields:
                try:
                    said = repr(getattr(row, field.attname))
                except keys.Erased:
                    continue
                left += [(model._meta.label_lower, word) for word in words if word in said]
    assert left == []


def _sealed_models() -> list[type[SealedModel]]:
    from django.apps import apps

    return [model for model in apps.get_models() if issubclass(model, SealedModel)]


def test_the_chain_holds_and_a_rehearsal_finds_nothing_wrong(both_gone: World, group: Group) -> None:
    chain.seal_group()
    assert verification.verify(group).problem == ""
    sample = sampling.take()
    assert (sample.closed, sample.files_broken, sample.files_missing) == (0, 0, 0)
    assert sample.erased > 0


def test_the_record_says_that_it_happened_without_a_name(world: World, zubaydah: Person) -> None:
    erasure = erase(world, zubaydah)
    entry = Entry.objects.get(kind="erased", subject=zubaydah.subject_id)
    assert entry.about["why"] == "wish"
    assert entry.about["went"]["people.personname"] == 1
    assert (erasure.words, erasure.in_spite_words) == ("Erased", "Erased")
    page = world.client("guardian").get(reverse("erasing:erasure", args=[erasure.id])).getvalue().decode()
    assert zubaydah.written_number in page
    assert NAME not in page
    assert "erased" in page


@pytest.mark.once
def test_every_route_answers_for_who_was_erased(both_gone: World) -> None:
    """Gone for those who knew of it, nothing for those who did not, and never a fault or a word of what was there."""
    wrong = []
    for who in ("reception", "caseworker", "legal_adviser", "coordinator", "volunteer", "guardian", "administrator"):
        for route in every_route():
            client = both_gone.client(who)
            address = reverse(route.name, kwargs=both_gone.places(route))
            for method in (client.get, client.post):
                with transaction.atomic():
                    answer = method(address)
                    body = answer.getvalue().decode(errors="replace")
                    transaction.set_rollback(True)
                shown = [text for text in (NAME, GENERAL_TEXT, PRIVILEGED_TEXT) if text in body]
                if answer.status_code >= 500 or shown:
                    wrong.append(f"{route.name}: {who} got {answer.status_code} with {shown}")
    assert wrong == []


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("reception", 410),
        ("caseworker", 410),
        ("off_caseworker", 410),
        ("coordinator", 410),
        ("guardian", 410),
        ("volunteer", 404),
        ("administrator", 404),
        ("stranger", 404),
    ],
)
def test_who_knew_of_it_is_told_that_it_was_erased(both_gone: World, who: str, status: int) -> None:
    for name, place in (("people:person", "person"), ("cases:case", "case")):
        answer = both_gone.client(who).get(reverse(name, args=[both_gone.rows[place]]))
        assert answer.status_code == status, name
        if status == 410:
            assert "erased for good" in answer.getvalue().decode()


def test_who_was_hidden_is_told_of_only_to_those_who_held_the_file(world: World, zubaydah: Person) -> None:
    Subject.objects.filter(id=zubaydah.subject_id).update(hidden=True)
    erasure = asked(world, person(world, "person"))
    Erasure.objects.filter(id=erasure.id).update(state=Erasure.State.AGREED)
    carrying.carry(erasure.id)
    address = reverse("people:person", args=[zubaydah.id])
    assert {who: world.client(who).get(address).status_code for who in ("reception", "caseworker")} == {
        "reception": 404,
        "caseworker": 410,
    }


def test_the_story_of_the_file_still_reads_for_the_guardian(both_gone: World) -> None:
    for place in ("subject_id",):
        page = both_gone.client("guardian").get(reverse("access:looked", args=[both_gone.rows[place]]))
        assert page.status_code == 200
        assert "erased the file for good" in page.getvalue().decode()


def test_counts_stay_as_they_were(world: World, zubaydah: Person) -> None:
    guardian = world.cast["guardian"].viewer
    (before,) = queries.helped(guardian)
    services, people_on_cases = Service.objects.count(), CaseMember.objects.count()
    erase(world, zubaydah)
    last = erase(world, person(world, "other_id"))
    (after,) = queries.helped(guardian)
    assert (after.people, after.erased) == (before.people, 2)
    assert (Service.objects.count(), CaseMember.objects.count()) == (services, people_on_cases)
    assert sum(last.stays["minutes"].values()) == 110


def test_broken_off_nothing_was_done_and_run_twice_it_is_once(
    world: World, zubaydah: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    erasure = asked(world, zubaydah)
    Erasure.objects.filter(id=erasure.id).update(state=Erasure.State.AGREED)
    with monkeypatch.context() as broken:
        broken.setattr(tombstones, "write", _no_disk)
        with pytest.raises(OSError, match="disk"):
            carrying.carry(erasure.id)
    assert Phone.objects.filter(person=zubaydah).exists()
    assert parts_open(zubaydah)
    carrying.carry(erasure.id)
    carrying.carry(erasure.id)
    assert Entry.objects.filter(kind="erased", subject=zubaydah.subject_id).count() == 1
    assert len(tombstones.path().read_text().splitlines()) == 1


def _no_disk(_subjects: object) -> None:
    raise OSError("disk full")


def parts_open(someone: Person) -> bool:
    return bool(PersonName.objects.filter(person=someone)[0].text)


def test_what_was_written_in_that_very_moment_goes_too(both_gone: World) -> None:
    case = Case.objects.get(id=both_gone.rows["case"])
    with pytest.raises(keys.Erased), transaction.atomic():
        Note.objects.create(
            case=case,
            subject_id=case.subject_id,
            compartment="general",
            text="late",
            happened_on="2026-01-01",
            written_by=both_gone.cast["caseworker"].member,
        )
    SubjectKey.objects.create(subject_id=case.subject_id, compartment="general", wrapped=b"x")
    assert again.go_on() == 1
    assert again.go_on() == 0


def test_a_typed_reason_in_the_audit_goes_with_the_key(world: World, zubaydah: Person) -> None:
    from jiwar.foundation.access.actions import hiding

    hiding.hide(world.cast["guardian"].viewer, subject=zubaydah.subject, reason=GENERAL_TEXT)
    for subject in Subject.objects.filter(hidden=True, kind__in=("person", "case")):
        hiding.unhide(world.cast["guardian"].viewer, subject=subject)
    erase(world, zubaydah)
    assert [row.text for row in Reason.objects.filter(subject=zubaydah.subject_id)] == ["Erased"]


def test_every_table_that_points_at_a_person_or_a_case_is_taken_or_named() -> None:
    """A new room's table is found by itself: it is sealed, or it has a link to the person, or it stays for a reason."""
    taken = {model for model, _link in rows.pointing()} | {model for model, _way in rows.owned()}
    pointing = {
        relation.related_model
        for model in (Person, Case)
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
    }
    assert {model._meta.label_lower for model in pointing - taken} - set(rows.STAYS) == set()
