"""A key made in a transaction that was rolled back seals nothing afterwards: what it sealed would be lost for good."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import files, keys, prefetch
from jiwar.foundation.vault.fields import Ciphertext
from jiwar.foundation.vault.models import CompartmentKey, SealedFile, Subject, SubjectKey
from tests.cast import found
from tests.foundation.vault.undoing import undo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owner(keys: object, db: None) -> Subject:
    """A subject that was committed, without any key yet. Used inside `acting`."""
    group = found("House of the Neighbour")
    with acting_for(group):
        return Subject.objects.create(kind=Subject.Kind.CASE)


def write(owner: Subject, name: str = "she fled at night", compartment: str = "general") -> SealedFile:
    return SealedFile.objects.create(
        subject=owner, compartment=compartment, name=name, media_type="application/pdf", size=1
    )


def in_another_request(group: Group, of: SealedFile) -> str:
    """Read with nothing in memory."""
    with acting_for(group), keys.session():
        return str(SealedFile.objects.get(id=of.id).name)


def test_a_whole_transaction(owner: Subject) -> None:
    with acting_for(owner.group), keys.session():
        undo(lambda: write(owner))
        assert not SubjectKey.objects.exists()
        assert not CompartmentKey.objects.exists()
        kept = write(owner)
    assert in_another_request(owner.group, kept) == "she fled at night"


def test_a_savepoint_inside_a_transaction_that_holds(owner: Subject) -> None:
    with acting_for(owner.group), keys.session():
        with transaction.atomic():
            undo(lambda: write(owner))
            kept = write(owner)
        after = write(owner)
    assert [in_another_request(owner.group, row) for row in (kept, after)] == ["she fled at night"] * 2


def test_a_transaction_undone_after_its_savepoint_was_released(owner: Subject) -> None:
    def nested() -> None:
        with transaction.atomic(), transaction.atomic():
            write(owner)
        write(owner)

    with acting_for(owner.group), keys.session():
        undo(nested)
        kept = write(owner)
    assert in_another_request(owner.group, kept) == "she fled at night"


def test_what_came_before_the_savepoint_stays(owner: Subject) -> None:
    with acting_for(owner.group), keys.session(), transaction.atomic():
        first = write(owner, compartment="general")
        undo(lambda: write(owner, compartment="restricted"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert SealedFile.objects.get(id=first.id).name == "she fled at night"
        second = write(owner, compartment="restricted")
    assert len(queries) == 1
    assert [in_another_request(owner.group, row) for row in (first, second)] == ["she fled at night"] * 2


def test_keys_in_bulk_files_and_keys_read_back(owner: Subject) -> None:
    def read_back() -> None:
        write(owner)
        with keys.session():
            prefetch(SealedFile.objects.all())
            undo(lambda: None)

    with acting_for(owner.group), keys.session():
        undo(lambda: keys.provide([(owner.id, "general")]))
        assert not SubjectKey.objects.exists()
        undo(read_back)
        kept = files.store(
            subject_id=owner.id, compartment="general", chunks=[b"letter"], name="a", media_type="text/plain"
        )
    with acting_for(owner.group), keys.session():
        assert b"".join(files.read(SealedFile.objects.get(id=kept.id))) == b"letter"


def test_a_key_read_inside_a_transaction_that_made_it_elsewhere(owner: Subject) -> None:
    def made_and_read() -> None:
        with keys.session():
            write(owner)
        prefetch(SealedFile.objects.all())

    with acting_for(owner.group), keys.session():
        undo(made_and_read)
        kept = write(owner)
    assert in_another_request(owner.group, kept) == "she fled at night"


def test_a_row_whose_key_was_lost_is_not_written_again_unread(owner: Subject) -> None:
    read: list[SealedFile] = []

    def make_and_read() -> None:
        made = write(owner)
        read.append(SealedFile.objects.get(id=made.id))

    with acting_for(owner.group), keys.session():
        undo(make_and_read)
        assert isinstance(read[0].__dict__["name"], Ciphertext)
        with pytest.raises(keys.Erased):
            read[0].save(force_insert=True)
        assert not SealedFile.objects.exists()


def test_after_the_commit_nothing_is_asked_again(owner: Subject) -> None:
    with acting_for(owner.group), keys.session():
        with transaction.atomic():
            kept = write(owner)
        with CaptureQueriesContext(connection) as queries:
            assert SealedFile.objects.get(id=kept.id).name == "she fled at night"
    assert len(queries) == 1


def test_savepoints_are_never_set_by_hand() -> None:
    """Django tells nobody when one of those is rolled back, so keys that came in under it would stay."""
    from tests.docs.pages import ROOT

    used = [path for path in (ROOT / "src").rglob("*.py") if "savepoint_rollback(" in path.read_text(encoding="utf-8")]
    assert used == []
