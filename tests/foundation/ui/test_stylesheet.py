"""The stylesheet and the templates keep the rules of the house."""

import re
from itertools import product
from pathlib import Path

import pytest

from jiwar.foundation.ui import fonts

ROOT = Path(__file__).parents[3] / "src" / "jiwar"
CSS = (ROOT / "foundation/ui/static/ui/jiwar.css").read_text(encoding="utf-8")
TEMPLATES = sorted(ROOT.glob("**/templates/**/*.html"))

TEXT = [
    *product(("ink", "soft", "accent", "soon", "now"), ("paper", "sheet", "well")),
    ("accent", "accent-wash"),
    ("soon", "soon-wash"),
    ("now", "now-wash"),
    ("accent-ink", "accent"),
    *product(("ink",), ("accent-wash", "soon-wash", "now-wash")),
    ("soft", "accent-wash"),
    ("paper", "ink"),
]
SHAPES = [*product(("edge", "accent", "soon", "now"), ("paper", "sheet"))]


def tokens(theme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{([^}]*)\}", CSS)
    light, dark = blocks[0], blocks[1]
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    return {**found, **dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))} if theme == "dark" else found


def luminance(colour: str) -> float:
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_can_be_read(theme: str, front: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[front], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), SHAPES)
def test_edges_of_controls_can_be_seen(theme: str, front: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[front], colours[ground]) >= 3


def test_no_side_has_a_name() -> None:
    bare = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
    assert not re.search(r"(?<![\w-])(?:left|right)(?![\w-])|(?:margin|padding|border)-(?:left|right|top|bottom)", bare)
    assert not re.search(
        r"(?<![\w-])(?:width|height|min-width|max-height|top|bottom)\s*:", bare.replace("(max-width:", "(")
    )


def test_motion_only_for_those_who_did_not_ask_for_less() -> None:
    for rule in re.finditer(r"[^{}]*\{[^{}]*(?:transition|animation)[^{}]*\}", CSS):
        before = CSS[: rule.start()].rstrip()
        assert before.endswith("(prefers-reduced-motion: no-preference) {") or "no-preference" in rule.group()


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert not re.search(r"https?:|//[a-z]|@import", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL))


@pytest.mark.parametrize("cut", fonts.CUTS, ids=lambda cut: cut.name)
def test_the_sheet_asks_for_a_font_where_its_letters_are(cut: fonts.Cut) -> None:
    face = next(line for line in CSS.splitlines() if line.startswith("@font-face") and f"built/{cut.name}" in line)
    ranges = re.search(r"unicode-range: ([^;]+);", face)
    assert ranges is not None
    assert ranges[1] == cut.keeps


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_templates_escape_and_name_no_side(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\s(?:src=|type=\"application/json\"))", text)


def test_python_trusts_no_text() -> None:
    for source in ROOT.glob("**/*.py"):
        assert not re.search(r"mark_safe|format_html_join\(.*%|SafeString\(", source.read_text(encoding="utf-8")), (
            source
        )
