"""What the pages for roles call a label is one: every word in bold stands in a template or in the code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, without_code

SOURCES = ROOT / "src" / "jiwar"
# In "words in **bold** are on the pages".
NOT_A_LABEL = {"bold"}
TRANSLATED = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PAGES = sorted((ROOT / "docs" / "for").glob("*.md"))


@cache
def labels() -> frozenset[str]:
    found: set[str] = set()
    for template in SOURCES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        found |= set(re.findall(r"""_\(\s*["'](.+?)["']\s*\)""", text))
    for module in SOURCES.rglob("*.py"):
        found |= set(_translated(ast.parse(module.read_text(encoding="utf-8"))))
    return frozenset(found)


def _translated(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATED:
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.stem))
def test_labels_are_those_of_the_pages(page: Path) -> None:
    text = without_code(page.read_text(encoding="utf-8"))
    named = {" ".join(bold.split()) for bold in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)}
    assert named
    assert sorted(named - labels() - NOT_A_LABEL) == []
