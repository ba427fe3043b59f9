"""The documentation as data: its pages, and the tables and headings in them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CELL = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def pages() -> list[Path]:
    """Every Markdown page of the repository that is documentation."""
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def without_code(text: str) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", text)


def table(name: str, *header: str) -> list[list[str]]:
    """The rows of the one table of the page whose header begins with these cells."""
    found = [rows for rows in _tables(text_of(name)) if tuple(rows[0][: len(header)]) == header]
    assert len(found) == 1, f"{name} has {len(found)} tables that begin with {header}"
    return found[0][2:]


def code(cell: str) -> str:
    """`a` → a; a dash stands for nothing."""
    return "" if cell == "–" else cell.strip("`")


def codes(cell: str) -> list[str]:
    """`a`, `b` → [a, b]."""
    return [code(part.strip()) for part in cell.split(",") if code(part.strip())]


def section(name: str, heading: str) -> str:
    """What stands under a heading, up to the next of the same or a higher level."""
    lines = text_of(name).splitlines()
    begin = lines.index(heading)
    level = len(heading) - len(heading.lstrip("#"))
    kept: list[str] = []
    for line in lines[begin + 1 :]:
        if re.match(rf"#{{1,{level}}} ", line):
            break
        kept.append(line)
    return "\n".join(kept)


def anchors(text: str) -> set[str]:
    """The fragments by which the headings of a page are reached."""
    headings = re.findall(r"^#+ (.+)$", without_code(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _tables(text: str) -> list[list[list[str]]]:
    blocks = re.findall(r"(?:^\|.*\|$\n?)+", without_code(text), re.MULTILINE)
    return [[_cells(line) for line in block.strip().splitlines()] for block in blocks]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELL.split(line)[1:-1]]
