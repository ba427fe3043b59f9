"""Every line can be taken out: nobody below knows it, and it leaves no way in from a case."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignObjectRel

import jiwar
from jiwar.casework import service_lines

SOURCE = Path(jiwar.__file__).parent
BELOW = ("knowledge", "foundation", "casework", "faces")
LINES = tuple(line.code for line in service_lines.installed())


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


def test_the_lines_are_the_folders() -> None:
    assert set(LINES) == {file.parent.name for file in (SOURCE / "lines").glob("*/line.py")}


@pytest.mark.parametrize("line", LINES)
def test_no_template_below_names_the_lines_pages(line: str) -> None:
    files = [file for floor in BELOW for file in (SOURCE / floor).rglob("*.html")]
    assert files
    assert [file for file in files if f"{line}:" in file.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("line", LINES)
def test_a_case_a_person_and_a_member_have_no_way_into_the_line(line: str) -> None:
    ways = [
        f"{relation.model.__name__}.{relation.get_accessor_name()}"
        for model in apps.get_models()
        if not model.__module__.startswith(f"jiwar.lines.{line}.")
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and relation.related_model.__module__.startswith(f"jiwar.lines.{line}.")
        and not relation.hidden
    ]
    assert ways == []


@pytest.mark.parametrize("left", [(), *((line,) for line in LINES)], ids="+".join)
def test_the_program_starts_and_answers_without_the_folders_of_the_others(
    left: tuple[str, ...], tmp_path: Path
) -> None:
    """Their folders and entries in the settings are gone; every other address still resolves."""
    away = tmp_path / "src"
    shutil.copytree(SOURCE, away / "jiwar", ignore=shutil.ignore_patterns("__pycache__"))
    for line in set(LINES) - set(left):
        shutil.rmtree(away / "jiwar/lines" / line)
    question = (
        "import django; django.setup()\n"
        "from django.core.management import call_command; call_command('check')\n"
        "from django.urls import get_resolver, reverse\n"
        "assert get_resolver().url_patterns and reverse('desk:day') == '/'\n"
        "from jiwar.casework import service_lines\n"
        f"assert [line.code for line in service_lines.installed()] == {list(left)}\n"
        "import jiwar; print(jiwar.__file__)"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JIWAR_")}
    asked = subprocess.run(
        [sys.executable, "-c", question],
        env={
            **kept,
            "PYTHONPATH": str(away),
            "JIWAR_HOME": str(tmp_path / "home"),
            "JIWAR_LINES": ",".join(f"jiwar.lines.{line}" for line in left),
            "DJANGO_SETTINGS_MODULE": "jiwar.site.settings",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.strip().endswith(str(away / "jiwar/__init__.py"))
