"""The chain: each way of changing the past is found, and the first bad place is named."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from jiwar.foundation.audit import append_only, chain, checkpoints, kinds, verification
from jiwar.foundation.audit.models import Check, Entry, Link, Reason
from jiwar.foundation.audit.record import record, refuse
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.keys import Erased
from jiwar.foundation.vault.models import Subject, SubjectKey
from tests.foundation.audit.kinds import OPENED


def write(count: int) -> list[Entry]:
    return [record(None, OPENED, about={"number": number}) for number in range(count)]


def sealed(count: int) -> list[Link]:
    write(count)
    chain.seal_group()
    return list(Link.objects.order_by("sequence"))


def problem(group: Group) -> str:
    return verification.verify(group).problem


def test_what_was_done_is_chained_in_order(group: Group) -> None:
    write(3)
    assert chain.seal_group() == 3
    assert chain.seal_group() == 0
    write(2)
    assert chain.seal_group() == 2
    assert list(Link.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
    verdict = verification.verify(group)
    assert (verdict.holds, verdict.checked, verdict.waiting) == (True, 5, 0)


def test_what_waits_is_counted(group: Group) -> None:
    sealed(2)
    write(3)
    assert verification.verify(group).waiting == 3


def test_an_entry_taken_away_is_named(group: Group) -> None:
    links = sealed(5)
    Entry.objects.filter(id=links[2].entry_id).delete()
    assert problem(group).startswith(f"link 3: its entry {links[2].entry_id} has been taken away")


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "signed-in"},
        {"member_id": "00000000-0000-0000-0000-000000000001"},
        {"session": "another"},
        {"address": "203.0.113.0/24"},
        {"compartment": "restricted"},
        {"object_kind": "cases.note"},
        {"object_id": "00000000-0000-0000-0000-000000000001"},
        {"about": {"number": 99}},
        {"at": timezone.now()},
    ],
)
def test_an_entry_changed_in_any_column_is_named(group: Group, changes: dict[str, object]) -> None:
    links = sealed(4)
    Entry.objects.filter(id=links[1].entry_id).update(**changes)
    assert problem(group).startswith(f"link 2: entry {links[1].entry_id}")


def test_a_reason_changed_is_named(group: Group) -> None:
    subject = Subject.objects.create(kind=Subject.Kind.CASE)
    write(1)
    entry = record(None, OPENED, subject=subject, reason="asked by the court")
    other = record(None, OPENED, subject=subject, reason="out of curiosity")
    chain.seal_group()
    assert problem(group) == ""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_reason SET text = (SELECT other.text FROM audit_reason other WHERE other.entry_id = %s)"
            " WHERE entry_id = %s",
            [_raw(other.id), _raw(entry.id)],
        )
    assert problem(group).startswith("link 2:")


def test_a_reason_taken_away_is_named(group: Group) -> None:
    subject = Subject.objects.create(kind=Subject.Kind.CASE)
    record(None, OPENED, subject=subject, reason="asked by the court")
    chain.seal_group()
    Reason.objects.all().delete()
    assert problem(group).startswith("link 1:")


def test_two_entries_exchanged_are_named(group: Group) -> None:
    links = sealed(4)
    first, second = links[1].entry_id, links[2].entry_id
    Link.objects.filter(id=links[1].id).update(entry_id="00000000-0000-0000-0000-000000000001")
    Link.objects.filter(id=links[2].id).update(entry_id=first)
    Link.objects.filter(id=links[1].id).update(entry_id=second)
    assert problem(group).startswith("link 2:")


def test_a_link_taken_out_of_the_middle_is_named(group: Group) -> None:
    links = sealed(4)
    Link.objects.filter(id=links[2].id).delete()
    Entry.objects.filter(id=links[2].entry_id).delete()
    assert problem(group) == "link 3 is missing"


@pytest.mark.parametrize("cut", [1, 3])
def test_a_tail_cut_off_is_found(group: Group, cut: int) -> None:
    links = sealed(5)
    for link in links[-cut:]:
        Link.objects.filter(id=link.id).delete()
        Entry.objects.filter(id=link.entry_id).delete()
    assert problem(group) == f"link {6 - cut} is missing: the chain once reached link 5 and was cut short"


def test_everything_taken_away_is_found(group: Group) -> None:
    sealed(3)
    Link.objects.all().delete()
    Entry.objects.all().delete()
    assert problem(group).startswith("link 1 is missing")


def test_a_chain_told_anew_after_a_change_is_found(group: Group) -> None:
    """Whoever can write the database can forge a whole chain; the mark outside cannot be forged without the key."""
    links = sealed(4)
    Entry.objects.filter(id=links[1].entry_id).update(about={"number": "forged"})
    previous = chain.START
    for link in links:
        entry = Entry.objects.get(id=link.entry_id)
        previous = chain.link_hash(previous, link.sequence, entry, b"")
        Link.objects.filter(id=link.id).update(hash=previous)
    assert problem(group) == "link 4: the chain differs from the checkpoint written outside the database"


def test_an_older_database_put_back_is_found_even_after_going_on(group: Group) -> None:
    links = sealed(5)
    for link in links[3:]:
        Link.objects.filter(id=link.id).delete()
        Entry.objects.filter(id=link.entry_id).delete()
    head = checkpoints.head_path().read_text()
    write(2)
    chain.seal_group()
    checkpoints.head_path().write_text(head)
    assert problem(group) == "link 5: the chain differs from the checkpoint written outside the database"


def test_a_fork_is_found(group: Group) -> None:
    links = sealed(3)
    entry = record(None, OPENED, about={"number": "fork"})
    Link.objects.filter(id=links[2].id).update(entry_id=entry.id, hash=chain.link_hash(links[1].hash, 3, entry, b""))
    assert problem(group) == "link 3: the chain differs from the checkpoint written outside the database"


def test_a_checkpoint_somebody_else_wrote_counts_for_nothing(group: Group) -> None:
    sealed(2)
    with checkpoints.path().open("a") as file:
        file.write(f"9 {'a' * 64} {'b' * 64}\nnot a line\n7 x\n")
    assert problem(group) == ""
    assert max(point.sequence for point in checkpoints.read()) == 2


def test_checkpoints_are_kept_for_good_every_so_often(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "EVERY", 3)
    for _round in range(7):
        sealed(1)
    kept = [int(line.split()[0]) for line in checkpoints.path().read_text().splitlines()]
    assert kept == [1, 4, 7]
    assert checkpoints.path().stat().st_mode & 0o077 == 0


def test_after_erasure_the_chain_holds_and_the_reason_is_gone(group: Group) -> None:
    subject = Subject.objects.create(kind=Subject.Kind.PERSON)
    record(None, OPENED, subject=subject, reason="asked by the court")
    chain.seal_group()
    SubjectKey.objects.filter(subject=subject).delete()
    from jiwar.foundation.vault import keys

    reason = Reason.objects.get()
    with keys.session(), pytest.raises(Erased):
        _ = reason.text
    assert problem(group) == ""


def test_groups_have_chains_of_their_own(group: Group, other_group: Group) -> None:
    sealed(3)
    with acting_for(other_group):
        sealed(2)
        assert Link.objects.count() == 2
        Entry.objects.all().delete()
    assert problem(group) == ""
    assert problem(other_group) != ""


def test_sealing_looks_back_ten_minutes_and_the_check_looks_at_everything(group: Group) -> None:
    late = record(None, OPENED, about={"number": "late"})
    Entry.objects.filter(id=late.id).update(at=timezone.now() - 2 * chain.LOOKS_BACK)
    (now,) = write(1)
    chain.seal_group()
    assert chain.seal_group() == 0
    again = record(None, OPENED, about={"number": "later still"})
    Entry.objects.filter(id=again.id).update(at=now.at - 2 * chain.LOOKS_BACK)
    assert chain.seal_group() == 0
    assert verification.check().holds
    assert verification.verify(group).waiting == 0
    assert Link.objects.count() == 3


def test_what_a_check_found_is_kept_for_the_page(group: Group) -> None:
    links = sealed(3)
    assert verification.check().checked == 3
    Entry.objects.filter(id=links[0].entry_id).update(kind="refused")
    verification.check()
    found = verification.last_check()
    assert found is not None
    assert not found.holds
    assert found.problem.startswith("link 1:")
    assert Check.objects.count() == 2
    assert verification.last_sealed() == 3


def test_a_refusal_outlives_the_transaction_it_happened_in(group: Group) -> None:
    with transaction.atomic():
        record(None, OPENED)
        transaction.set_rollback(True)
    refuse(None, code="no-grant", page="cases:note")
    (entry,) = Entry.objects.all()
    assert (entry.kind, entry.about) == ("refused", {"why": "no-grant", "page": "cases:note"})


def test_a_reason_needs_somebody_to_be_sealed_under(group: Group) -> None:
    with pytest.raises(ValueError, match="subject"):
        record(None, OPENED, reason="because")


def test_kinds_are_registered_once_and_have_words() -> None:
    with pytest.raises(ValueError, match="twice"):
        kinds.register("refused", "again")
    assert all(str(kind.words) for kind in kinds.all_kinds())
    assert kinds.words_for("of a room that is gone") == "of a room that is gone"


class TestAppendOnly:
    @pytest.fixture(autouse=True)
    def _guarded(self, transactional_db: None, group: Group) -> object:
        subject = Subject.objects.create(kind=Subject.Kind.CASE)
        record(None, OPENED, subject=subject, reason="asked by the court")
        chain.seal_group()
        with connection.schema_editor() as editor:
            append_only.guard(editor)
        yield
        with connection.schema_editor() as editor:
            append_only.unguard(editor)

    @pytest.mark.parametrize("model", [Entry, Reason, Link])
    def test_rows_are_neither_changed_nor_taken_away(self, model: type[Entry] | type[Reason] | type[Link]) -> None:
        table = model._meta.db_table
        with pytest.raises(DatabaseError, match=append_only.REFUSAL), transaction.atomic():
            model.objects.all()._raw_delete("default")
        with pytest.raises(DatabaseError, match=append_only.REFUSAL), transaction.atomic():
            model.objects.update(group_id="00000000-0000-0000-0000-000000000001")
        with (
            pytest.raises(DatabaseError, match=append_only.REFUSAL),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
        assert model.objects.count() == 1

    def test_rows_are_still_added(self, group: Group) -> None:
        record(None, OPENED)
        assert chain.seal_group() == 1
        assert problem(group) == ""


def test_a_migration_of_this_room_guards_its_tables() -> None:
    """Whoever makes the tables by migrations makes the triggers with them."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, ignore_no_migrations=True)
    steps = [
        step
        for (app, _name), migration in loader.disk_migrations.items()
        if app == "audit"
        for step in migration.operations
    ]
    assert not steps or any(isinstance(step, append_only.AppendOnly) for step in steps)


def _raw(row_id: object) -> str:
    return str(row_id) if connection.vendor == "postgresql" else str(row_id).replace("-", "")
