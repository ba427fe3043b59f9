"""The line can be taken out: nobody below knows it, and it leaves no way in from a case."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignObjectRel

import jiwar

SOURCE = Path(jiwar.__file__).parent
BELOW = ("knowledge", "foundation", "casework", "faces")


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_nobody_below_or_beside_imports_the_line() -> None:
    files = [file for floor in BELOW for file in (SOURCE / floor).rglob("*.py")]
    assert len(files) > 100
    knowing = {str(file) for file in files for name in imported(file) if name.startswith("jiwar.lines")}
    assert knowing == set()


def test_no_template_below_names_the_lines_pages() -> None:
    files = [file for floor in BELOW for file in (SOURCE / floor).rglob("*.html")]
    assert files
    assert [file for file in files if "legal:" in file.read_text(encoding="utf-8")] == []


def test_a_case_a_person_and_a_member_have_no_way_into_the_line() -> None:
    ways = [
        f"{relation.model.__name__}.{relation.get_accessor_name()}"
        for model in apps.get_models()
        if not model.__module__.startswith("jiwar.lines.legal")
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and relation.related_model.__module__.startswith("jiwar.lines.legal")
        and not relation.hidden
    ]
    assert ways == []
