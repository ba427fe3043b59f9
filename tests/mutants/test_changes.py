"""The faults are what they say, and the rooms they are put into still hold them all."""

import ast
from pathlib import Path

import pytest

from tests.mutants import equal
from tests.mutants.__main__ import every_mutant
from tests.mutants.changes import mutants_of

SOURCE = '''
"""Words that nobody reads."""

from django.db import transaction

Rows = dict[str, tuple[int, ...]]
LIMIT = 3
SHOWN = {"case": 1, "person": 2}
SAID = gettext_lazy("Words for people.")


class Account(AbstractBaseUser):
    """Its columns are what the migrations hold."""

    name = models.CharField("name", max_length=120, blank=True)


@dataclass(kw_only=True)
class Given:
    """How it is called is for the type checker."""


@transaction.atomic
def allowed(viewer, rows, *, hidden=False):
    """Words."""
    if hidden and not viewer.member:
        raise ValueError("no")
    viewer.seen = True
    tell(viewer)
    return rows.filter(member=viewer.member, ended_at=None) if len(rows) < LIMIT else None
'''


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "foundation" / "room.py"
    path.parent.mkdir()
    path.write_text(SOURCE)
    return path


def test_each_kind_of_fault_is_found(source: Path) -> None:
    found = {each.key.removeprefix("room.py ") for each in mutants_of(source)}
    assert found == {
        "-: 3 as 4",
        "-: 'case' as 'case~'",
        "-: 1 as 2",
        "-: 'person' as 'person~'",
        "-: 2 as 3",
        "-: `{'case': 1, 'person': 2}` without 'case'",
        "-: `{'case': 1, 'person': 2}` without 'person'",
        "-: without @transaction.atomic",
        "allowed: False as True",
        "allowed: `hidden and (not viewer.member)` with Or",
        "allowed: `hidden and (not viewer.member)` turned around",
        "allowed: `not viewer.member` without its not",
        "allowed: `raise ValueError('no')` left out",
        "allowed: `viewer.seen = True` left out",
        "allowed: True as False",
        "allowed: `tell(viewer)` left out",
        "allowed: `return rows.filter(member=viewer.member, ended_at=None) if len(rows) < LIMIT else None` as None",
        "allowed: `rows.filter(member=viewer.member, ended_at=None)` without member",
        "allowed: `rows.filter(member=viewer.member, ended_at=None)` without ended_at",
        "allowed: `len(rows) < LIMIT` with LtE",
    }


def test_each_changes_one_thing_and_no_line(source: Path) -> None:
    ordinary = ast.dump(ast.parse(SOURCE))
    for mutant in mutants_of(source):
        tree = mutant.tree()
        compile(tree, "room.py", "exec")
        assert ast.dump(tree) != ordinary, mutant.key


def test_the_rooms_are_full_of_places_and_every_name_is_one() -> None:
    every = [each.key for each in every_mutant()]
    assert len(every) > 3000
    assert len(set(every)) == len(every)
    assert set(equal.known()) <= set(every)


def test_a_decorator_is_asked_of_those_who_run_what_it_stands_on(source: Path) -> None:
    (found,) = (each for each in mutants_of(source) if each.what == "without @transaction.atomic")
    first = next(number for number, line in enumerate(SOURCE.splitlines(), 1) if "def allowed" in line)
    assert found.lines
    assert min(found.lines) > first
