"""Sealed columns of real rows: in clear nowhere, moved nowhere, erased for good."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import blind, keyed, keys, opened, prefetch
from jiwar.foundation.vault.fields import SealedJSON, SealedText, _SealedField
from jiwar.foundation.vault.keys import Erased
from jiwar.foundation.vault.models import CompartmentKey, SealedFile, SealedModel, Subject, SubjectKey
from jiwar.foundation.vault.sealing import SealBroken

TABLE = SealedFile._meta.db_table


def subject() -> Subject:
    return Subject.objects.create(kind=Subject.Kind.CASE)


def row(owner: Subject, compartment: str = "general", name: str = "she fled at night") -> SealedFile:
    return SealedFile.objects.create(
        subject=owner, compartment=compartment, name=name, media_type="application/pdf", size=1
    )


def raw(column: str, of: SealedFile) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {TABLE} WHERE id = %s", [_id(of)])  # noqa: S608
        return bytes(cursor.fetchone()[0])


def put(column: str, of: SealedFile, value: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", [value, _id(of)])  # noqa: S608


def _id(of: SealedFile) -> str:
    return str(of.id) if connection.vendor == "postgresql" else of.id.hex


def reread(of: SealedFile) -> SealedFile:
    return SealedFile.objects.get(id=of.id)


def test_plain_in_python_sealed_in_the_table(group: Group) -> None:
    kept = row(subject())
    assert kept.name == "she fled at night"
    assert reread(kept).name == "she fled at night"
    assert b"fled" not in raw("name", kept)


def test_empty_text_does_not_show(group: Group) -> None:
    empty = row(subject(), name="")
    assert reread(empty).name == ""
    assert len(raw("name", empty)) == 29


def test_any_changed_byte_in_the_table_is_found(group: Group) -> None:
    kept = row(subject())
    good = raw("name", kept)
    for position in range(len(good)):
        bad = bytearray(good)
        bad[position] ^= 1
        put("name", kept, bytes(bad))
        broken = reread(kept)
        with pytest.raises(SealBroken):
            _ = broken.name


def test_exchanged_between_rows_columns_and_subjects_nothing_opens(group: Group) -> None:
    one, other = subject(), subject()
    first, second, third, fourth = row(one), row(one), row(other), row(one, "restricted")
    for taken_from in (second, third, fourth):
        put("name", first, raw("name", taken_from))
        broken = reread(first)
        with pytest.raises(SealBroken):
            _ = broken.name
    put("name", second, raw("media_type", second))
    broken = reread(second)
    with pytest.raises(SealBroken):
        _ = broken.name


@pytest.mark.parametrize("column", ["subject_id", "compartment"])
def test_a_row_pushed_under_another_owner_does_not_open(group: Group, column: str) -> None:
    one, other = subject(), subject()
    kept = row(one)
    row(other), row(one, "restricted")
    changes = {"subject_id": other.id, "compartment": "restricted"}
    SealedFile.objects.filter(id=kept.id).update(**{column: changes[column]})
    broken = reread(kept)
    with pytest.raises(SealBroken):
        _ = broken.name


def test_plaintext_in_the_table_is_not_read(group: Group) -> None:
    kept = row(subject())
    put("name", kept, b"she fled at night")
    broken = reread(kept)
    with pytest.raises(SealBroken):
        _ = broken.name


def test_it_cannot_be_searched_updated_or_written_out(group: Group) -> None:
    kept = row(subject())
    assert SealedFile.objects.filter(name__isnull=True).count() == 0
    exactly, partly = {"name": "she fled at night"}, {"name__contains": "fled"}
    with pytest.raises(TypeError, match="cannot be searched"):
        SealedFile.objects.filter(**exactly).exists()
    with pytest.raises(TypeError, match="cannot be searched"):
        SealedFile.objects.filter(**partly).exists()
    with pytest.raises(TypeError, match="is sealed"):
        SealedFile.objects.filter(id=kept.id).update(**exactly)
    with pytest.raises(TypeError, match="not written out"):
        serializers.serialize("json", [kept])


def test_a_value_unread_is_not_sealed_anew(group: Group) -> None:
    kept = row(subject())
    before = raw("name", kept)
    again = reread(kept)
    again.size = 2
    again.save()
    assert raw("name", kept) == before


def test_the_key_of_another_group_opens_nothing(group: Group, other_group: Group) -> None:
    kept = row(subject())
    foreign = SealedFile.across_groups.get(id=kept.id)
    with acting_for(other_group), pytest.raises(Erased):
        _ = foreign.name


def test_erased_is_erased(group: Group) -> None:
    one, other = subject(), subject()
    gone, stays = row(one), row(other)
    SubjectKey.objects.filter(subject=one).delete()
    with keys.session():
        erased = reread(gone)
        with pytest.raises(Erased):
            _ = erased.name
        assert reread(stays).name == "she fled at night"


def test_each_subject_and_compartment_has_a_key_of_its_own(group: Group) -> None:
    one, other = subject(), subject()
    row(one), row(one), row(one, "restricted"), row(other)
    wrapped = [bytes(key.wrapped) for key in SubjectKey.objects.all()]
    assert len(wrapped) == len(set(wrapped)) == 3
    assert CompartmentKey.objects.count() == 2


def test_a_list_costs_one_query_for_its_keys(group: Group) -> None:
    for _number in range(5):
        row(subject())
    with keys.session():
        rows = list(SealedFile.objects.all())
        keys._ciphers(keys.ring(), "general")
        with CaptureQueriesContext(connection) as asked:
            prefetch(rows)
            assert {each.name for each in rows} == {"she fled at night"}
        assert len(asked) == 1


def test_keys_are_forgotten_after_the_session(group: Group) -> None:
    with keys.session():
        row(subject())
        assert keys.ring().subjects
    with keys.session():
        assert not keys.ring().subjects


def test_a_blind_index_differs_by_group_and_purpose(group: Group, other_group: Group) -> None:
    here = {blind.index("phone", "+905551112233"), blind.index("paper", "+905551112233")}
    with acting_for(other_group):
        there = blind.index("phone", "+905551112233")
    assert len(here | {there}) == 3
    assert blind.index("phone", "+905551112233") in here
    assert {len(each) for each in here} == {16}
    assert blind.index("phone", "+905551112234") not in here


SEALED_MODELS = sorted(
    (model for model in apps.get_models() if issubclass(model, SealedModel)), key=lambda model: model._meta.label
)


@pytest.mark.parametrize("model", SEALED_MODELS, ids=lambda model: model._meta.label)
def test_every_sealed_row_says_whose_it_is_and_hides_its_relations(model: type[SealedModel]) -> None:
    assert not model._meta.get_field("subject").null
    sealed = [field for field in model._meta.get_fields() if isinstance(field, _SealedField)]
    assert sealed, f"{model._meta.label} seals nothing"
    for field in sealed:
        assert isinstance(field, SealedText | SealedJSON)
        assert not getattr(field, "db_index", True)
        assert not getattr(field, "unique", True)


@pytest.mark.django_db(transaction=True)
def test_a_secret_in_any_sealed_column_is_in_no_file(keys: object, tmp_path: Path, settings: object) -> None:
    """A canary in each sealed column of each table, and in a sealed file; then every file of the home is read."""
    from django.conf import settings as current

    from jiwar.foundation.vault import files
    from jiwar.foundation.vault import keys as ring
    from tests.cast import found

    canary = "Zugvogel7Kanarie"
    group = found("House of the Neighbour")
    with acting_for(group), ring.session():
        owner = subject()
        written = 0
        for model in SEALED_MODELS:
            written += _write_canaries(model, owner, canary)
        assert written >= 2
        files.store(
            subject_id=owner.id,
            compartment="general",
            chunks=[canary.encode() * 10_000],
            name=f"{canary}.pdf",
            media_type="application/pdf",
        )
    places = [tmp_path]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA database_list")
            database = cursor.fetchone()[2]
        places += [Path(database).parent] if database else []
        with connection.cursor() as cursor:
            everything = "".join(str(line) for line in connection.connection.iterdump())
        assert canary not in everything
    looked_at = 0
    for place in (*places, Path(current.JIWAR_HOME)):
        for path in place.rglob("*"):
            if path.is_file():
                looked_at += 1
                content = path.read_bytes()
                assert canary.encode() not in content, path
                assert canary.encode("utf-16-le") not in content, path
    assert looked_at >= 2


def _write_canaries(model: type[SealedModel], owner: Subject, canary: str) -> int:
    """Columns that could be written without rows of other rooms beside them."""
    needed = [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and not field.null and field.name not in ("group", "subject")
    ]
    if needed:
        return 0
    values: dict[str, object] = {}
    sealed = [field for field in model._meta.concrete_fields if isinstance(field, _SealedField)]
    for field in model._meta.concrete_fields:
        if isinstance(field, SealedJSON):
            values[field.name] = [canary]
        elif isinstance(field, SealedText):
            values[field.name] = canary
        elif not field.has_default() and not field.null and not field.blank and not field.is_relation:
            values[field.name] = 1 if isinstance(field, models.IntegerField) else values.get(field.name)
    try:
        model.objects.create(
            subject=owner, compartment="general", **{name: value for name, value in values.items() if value is not None}
        )
    except Exception:
        if model is SealedFile:
            raise
        return 0
    return len(sealed)


def test_keys_may_come_with_the_rows(group: Group) -> None:
    """A list that brings its keys asks once; a key that was destroyed does not come back."""
    kept, lost = row(subject()), row(subject())
    SubjectKey.objects.filter(subject=lost.subject).delete()
    with keys.session():
        cipher_of_the_part = reread(kept).name
        with CaptureQueriesContext(connection) as asked:
            found = {each.id: each for each in keyed(SealedFile.objects.all())}
            prefetch([found[kept.id]])
            assert found[kept.id].name == cipher_of_the_part
        assert len(asked) == 1
        with pytest.raises(Erased):
            _ = found[lost.id].name


def test_many_rows_are_opened_as_one_by_one(group: Group) -> None:
    """What does not open says so to whoever reads it, and closes nothing beside it."""
    kept, other, moved, lost = (row(subject(), name=name) for name in ("one", "two", "three", "four"))
    put("name", moved, raw("name", kept))
    SubjectKey.objects.filter(subject=lost.subject).delete()
    with keys.session():
        rows = opened(keyed(SealedFile.objects.all()), "name", "media_type")
        found = {each.id: each for each in rows}
        with CaptureQueriesContext(connection) as asked:
            assert [found[each.id].name for each in (kept, other)] == ["one", "two"]
            assert found[other.id].media_type == "application/pdf"
            assert "one" in found[kept.id].__dict__.values()
        assert len(asked) == 0
        with pytest.raises(SealBroken):
            _ = found[moved.id].name
        with pytest.raises(Erased):
            _ = found[lost.id].name
    assert opened([], "name") == []


def test_a_key_brought_for_one_row_opens_no_other(group: Group) -> None:
    kept, other = row(subject()), row(subject(), name="he stayed")
    with keys.session():
        found = {each.id: each for each in keyed(SealedFile.objects.all())}
        stolen = found[kept.id].__dict__["brought_key"]
        found[other.id].__dict__["brought_key"] = stolen
        with pytest.raises(SealBroken):
            prefetch([found[other.id]])


@pytest.mark.django_db(transaction=True)
def test_a_parts_key_that_was_changed_is_read_anew(group: Group) -> None:
    kept = row(subject())
    assert reread(kept).name == "she fled at night"
    keys._last_read[group.id] = {"general": ((1, b"\x01" + bytes(60)),)}
    with keys.session():
        assert reread(kept).name == "she fled at night"
    assert keys._last_read[group.id]["general"] == ((1, bytes(CompartmentKey.objects.get().wrapped)),)


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_reads_of_its_own_keys_is_not_kept(group: Group) -> None:
    with transaction.atomic():
        for _ in range(2):
            with keys.session():
                row(subject())
        transaction.set_rollback(True)
    assert group.id not in keys._last_read
