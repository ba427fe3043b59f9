"""Tables made together are the tables that would have been made one operation after the other."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations import Migration
from django.db.migrations import operations as django
from django.db.migrations.state import ProjectState

from jiwar.site.command_line.new_tables import NewTables, gathered

APP = "of_a_test"


def table(name: str, *fields: tuple[str, Any]) -> django.CreateModel:
    return django.CreateModel(name, [("id", models.BigAutoField(primary_key=True)), *fields])


def link(to: str, **more: Any) -> Any:
    return models.ForeignKey(f"{APP}.{to}", models.CASCADE, related_name="+", **more)


SHELF = table("Shelf", ("title", models.CharField(max_length=40)))
BOOK = table("Book", ("shelf", link("Shelf")), ("pages", models.IntegerField()))
FIRST = django.AddField("shelf", "first", link("Book", null=True))
INDEX = django.AddIndex("book", models.Index(fields=["pages"], name="books_by_pages"))
SOME = django.AddConstraint(
    "book", models.UniqueConstraint(fields=["shelf"], condition=models.Q(pages__gt=9), name="one_thick_book")
)
CHECKED = django.AddConstraint("book", models.CheckConstraint(condition=models.Q(pages__gt=0), name="no_empty_book"))
LENGTH = django.AddField("book", "length", models.IntegerField(default=3))
EVERYTHING = [SHELF, BOOK, FIRST, INDEX, SOME, CHECKED, LENGTH]


def test_what_belongs_to_new_tables_is_made_with_them() -> None:
    (together,) = gathered(EVERYTHING)
    assert isinstance(together, NewTables)
    assert together.run == EVERYTHING


def test_what_stood_before_is_changed_in_its_turn() -> None:
    step = django.RunPython(django.RunPython.noop)
    assert gathered([FIRST, INDEX]) == [FIRST, INDEX]
    assert gathered([step]) == [step]
    first, *others = gathered([SHELF, BOOK, step, INDEX])
    assert isinstance(first, NewTables)
    assert others == [step, INDEX]
    assert gathered([SHELF, INDEX, BOOK]) == [SHELF, INDEX, BOOK]


@pytest.mark.django_db(transaction=True)
def test_together_they_are_the_same_tables() -> None:
    assert made(gathered(EVERYTHING)) == made(EVERYTHING)


def made(operations: list[Any]) -> dict[str, Any]:
    """What the database says of the tables; they are taken away again."""
    state = ProjectState()
    assert state.apps.get_models() == []
    told = type("Migration", (Migration,), {"operations": operations})("0001_of_a_test", APP)
    with connection.schema_editor() as editor:
        after = told.apply(state, editor)
    shelf, book = (after.apps.get_model(APP, name) for name in ("Shelf", "Book"))
    try:
        with connection.cursor() as cursor:
            return {each._meta.db_table: stands(cursor, each._meta.db_table) for each in (shelf, book)}
    finally:
        with connection.schema_editor() as editor:
            editor.remove_field(shelf, shelf._meta.get_field("first"))
            editor.delete_model(book)
            editor.delete_model(shelf)


def stands(cursor: Any, name: str) -> Any:
    constraints = connection.introspection.get_constraints(cursor, name).items()
    columns = connection.introspection.get_table_description(cursor, name)
    # What SQLite gives no name is numbered as it was made.
    return columns, sorted(str((key if not key.startswith("__") else "", value)) for key, value in constraints)


@pytest.mark.django_db
def test_every_column_index_and_constraint_of_the_program_stands() -> None:
    missing = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if not model._meta.managed or model._meta.proxy:
                continue
            name = model._meta.db_table
            columns = {column.name for column in connection.introspection.get_table_description(cursor, name)}
            named = set(connection.introspection.get_constraints(cursor, name))
            wanted = {str(field.column) for field in model._meta.local_concrete_fields}
            told = {str(each.name) for each in (*model._meta.indexes, *model._meta.constraints)}
            missing += [f"{name}: {each}" for each in sorted((wanted - columns) | (told - named))]
    assert missing == []
