"""No migration stands in the way of people at work: the rules, on what there is and on what would break them."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, models
from django.db.migrations import Migration
from django.db.migrations import operations as django
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from jiwar.foundation.groups.beside_work import AddIndexBesideWork, RemoveIndexBesideWork
from tests.docs.pages import section
from tests.source import migrating

KNOWN = {
    "vault.0002_sealed_lists": "one partial index of hidden subjects, before anybody moved in",
    "people.0002_sealed_names_and_pairs": "takes away names by sound, before anybody moved in",
}
"""Migrations of before the rules, and why they stay; how long they block is measured (docs/benchmarks.md)."""


def test_no_migration_blocks_people() -> None:
    found = [each for each in migrating.findings(MigrationLoader(None)) if each[0] not in KNOWN]
    assert found == []


def test_what_is_known_is_still_there() -> None:
    assert {name for name, _sentence in migrating.findings(MigrationLoader(None))} == set(KNOWN)


def before() -> ProjectState:
    return MigrationLoader(None).project_state(("cases", "0001_cases_and_what_belongs_to_them"))


def said(*operations: Any, atomic: bool = True, app: str = "cases") -> list[str]:
    told = type("Migration", (Migration,), {"operations": list(operations), "atomic": atomic})
    return list(migrating._of(told("9999_of_a_test", app), before()))


INDEX = models.Index(fields=["minutes"], name="notes_by_minutes")
SENDER = models.ForeignKey("access.Membership", models.PROTECT, null=True, related_name="+")


@pytest.mark.parametrize(
    ("operation", "sentence"),
    [
        (django.AddIndex("note", INDEX), "AddIndexBesideWork"),
        (
            django.AddConstraint("note", models.CheckConstraint(condition=models.Q(minutes__lt=999), name="c")),
            "AddConstr",
        ),
        (django.AddField("note", "sender", SENDER), "db_index=False"),
        (django.AddField("note", "code", models.UUIDField(null=True, unique=True)), "the column first"),
        (django.AlterField("note", "kind", models.CharField(max_length=2)), "a shorter text"),
        (django.AlterField("note", "minutes", models.TextField()), "a new column beside it"),
        (django.RemoveField("note", "minutes"), "the program of before"),
        (django.RenameField("note", "minutes", "duration"), "the program of before"),
        (django.DeleteModel("note"), "the program of before"),
        (django.RunPython(django.RunPython.noop), "in pieces"),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else "",
)
def test_what_blocks_is_refused_with_what_to_do_instead(operation: Any, sentence: str) -> None:
    (found,) = said(operation)
    assert sentence in found


def test_what_does_not_block_passes() -> None:
    assert said(django.AddField("note", "place", models.CharField(max_length=40, default=""))) == []
    assert said(django.AddField("note", "sender", models.UUIDField(null=True))) == []
    assert said(django.AlterField("note", "kind", models.CharField(max_length=64))) == []
    new = django.CreateModel(
        "Fresh", [("id", models.BigAutoField(primary_key=True)), ("minutes", models.IntegerField())]
    )
    assert said(new, django.AddIndex("fresh", INDEX)) == []
    assert said(AddIndexBesideWork("note", INDEX), atomic=False) == []
    assert said(django.AddIndex("office", models.Index(fields=["name"], name="n")), app="groups") == []


def test_indexes_beside_the_work_stand_alone() -> None:
    assert "alone in its migration" in said(AddIndexBesideWork("note", INDEX))[0]
    with_more = [AddIndexBesideWork("note", INDEX), django.AlterField("note", "kind", models.CharField(max_length=64))]
    assert "alone in its migration" in said(*with_more, atomic=False)[0]


def test_the_small_tables_are_told_to_maintainers() -> None:
    told = section("docs/structure.md", "## Migrations")
    assert [name for name in migrating.SMALL if f"`{name}`" not in told] == []


KINDS = models.Index(fields=["app_label"], name="kinds_by_app")


@pytest.mark.django_db(transaction=True)
def test_an_index_is_made_beside_the_work_and_may_be_cut_off() -> None:
    """Whatever was done of it before: done again, it stands and answers; taken away twice, it is gone."""
    make, take = AddIndexBesideWork("contenttype", KINDS), RemoveIndexBesideWork("contenttype", KINDS.name)
    without = MigrationLoader(None).project_state(("contenttypes", "0002_remove_content_type_name"))
    with_it = without.clone()
    make.state_forwards("contenttypes", with_it)
    if connection.vendor == "postgresql":
        spoil()
    for _time in range(2):
        with connection.schema_editor(atomic=False) as editor:
            make.database_forwards("contenttypes", editor, without, with_it)
        assert stands()
    for _time in range(2):
        with connection.schema_editor(atomic=False) as editor:
            take.database_forwards("contenttypes", editor, with_it, without)
        assert not stands()
    with connection.schema_editor(atomic=False) as editor:
        take.database_backwards("contenttypes", editor, without, with_it)
        assert stands()
        make.database_backwards("contenttypes", editor, with_it, without)
    assert not stands()


def spoil() -> None:
    """An index that was given up while it was made, as a stopped server leaves it: it stands and answers nothing."""
    with connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute("CREATE UNIQUE INDEX CONCURRENTLY kinds_by_app ON django_content_type ((1))")


def stands() -> bool:
    with connection.cursor() as cursor:
        there = KINDS.name in connection.introspection.get_constraints(cursor, "django_content_type")
        if there and connection.vendor == "postgresql":
            cursor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = 'kinds_by_app'::regclass")
            return bool(cursor.fetchone()[0])
    return there
