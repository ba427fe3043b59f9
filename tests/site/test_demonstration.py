"""The invented group is told in a fresh clone too, where nothing is built yet."""

from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from jiwar.foundation.access.story import Story
from jiwar.foundation.ui import fonts
from jiwar.site import demonstration
from jiwar.site.options import Options


@pytest.mark.django_db
def test_the_fonts_of_its_letters_are_there_before_anything_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, built = tmp_path / "home", tmp_path / "fonts"
    home.mkdir()
    found: list[str] = []

    def tell(_story: Story) -> None:
        found.extend(sorted(path.name for path in built.glob("*.ttf")))

    monkeypatch.setattr(fonts, "build_for_paper", partial(fonts.build_for_paper, built))
    monkeypatch.setattr(demonstration, "_tellers", lambda: [SimpleNamespace(tell=tell)])
    demonstration.tell(Options(home=home), seed=7, people=12)
    assert found == sorted(font.name for font in fonts.PAPER_FONTS)
