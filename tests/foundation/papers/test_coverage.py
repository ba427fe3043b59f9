"""Which names the fonts of paper can write."""

from pathlib import Path

import pytest

from jiwar.foundation.papers import coverage
from jiwar.foundation.papers.coverage import can_write


@pytest.mark.parametrize(
    "name",
    [
        "Ahmed Idris",
        "Şükrü Çağlayan",
        "O’Neill-Ba, 2nd",
        "Nguyễn",
        "Nguye\u0302\u0303n",
        "Зоя",
        "أحمد إدريس",
        "ڕێبوار",
        "",
    ],
)
def test_what_has_its_letters_can_be_written(name: str) -> None:
    assert can_write(name)


@pytest.mark.parametrize("name", ["মোহাম্মদ", "ተስፋዬ", "Ahmed ተስፋዬ", "李明", "சிவா"])
def test_what_lacks_one_cannot(name: str) -> None:
    assert not can_write(name)


def test_before_the_fonts_are_built_nothing_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coverage._signs.cache_clear()
    monkeypatch.setattr(coverage, "FOR_PAPER", tmp_path)
    assert can_write("মোহাম্মদ")
    monkeypatch.undo()
    assert not can_write("মোহাম্মদ")
