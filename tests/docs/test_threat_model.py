"""The threat model names tests that exist, and every chapter of the standard."""

import re

from tests.docs.pages import ROOT, table, text_of

PAGE = "docs/threat-model.md"
NAMED = re.compile(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`")


def test_every_test_it_names_is_there() -> None:
    named = NAMED.findall(text_of(PAGE))
    assert len(named) > 60
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).exists() or (name and f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8"))
    ]
    assert missing == []


def test_every_wall_is_shown_by_a_test_or_there_is_none() -> None:
    for attacker, _wants, wall, shown, not_defended in table(PAGE, "attacker", "wants"):
        assert (wall == "–") == (shown == "–"), attacker
        assert not_defended != "–" or shown != "–", attacker


def test_every_chapter_of_the_standard() -> None:
    rows = table(PAGE, "section", "stands")
    chapters = {int(number) for row in rows for number in re.findall(r"V(\d+)", row[0])}
    assert chapters == set(range(1, 18))
    assert {row[1] for row in rows} == {"held", "partly", "not here"}
    for section, stands, _evidence, gaps in rows:
        assert stands != "partly" or gaps != "–", section
