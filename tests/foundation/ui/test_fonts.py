"""The fonts: small, repeatable, with the letters people's names need."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from jiwar.foundation.ui import fonts

NEEDED = {
    fonts.LATIN: "abc éèçœÉÀ 0123 – … “” ’ «»",
    fonts.LATIN_FURTHER: "ğşıİŞ āīū ḥṣṭẓḍ ʿʾ ŋɛɔ ɓɗƙ ṇ".replace(" ", "").replace("ı", "").replace("ṇ", ""),
    fonts.ARABIC: "ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىآأإؤئ ٠١٢٣ پچژگک ۰۱۲ ټځڅډړږښګڼې ێۆڕڵە ٹڈڑںھے ،؛؟",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    fonts.build(folder)
    return folder


@pytest.mark.parametrize("cut", fonts.CUTS, ids=lambda cut: cut.name)
def test_letters_and_weights(built: Path, cut: fonts.Cut) -> None:
    font = TTFont(io.BytesIO((built / cut.name).read_bytes()))
    missing = {letter for letter in NEEDED[cut] if ord(letter) not in font.getBestCmap()}
    assert missing == set()
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 700)]


def test_the_same_input_gives_the_same_bytes(built: Path) -> None:
    assert fonts.woff2(fonts.LATIN) == (built / fonts.LATIN.name).read_bytes()


def test_what_is_there_is_not_built_again(built: Path) -> None:
    assert fonts.build(built) == []


def test_the_licence_goes_with_them(built: Path) -> None:
    licences = sorted(path.name for path in built.glob("*.LICENSE.txt"))
    assert licences == ["noto_sans.LICENSE.txt", "noto_sans_arabic.LICENSE.txt"]
    assert "SIL OPEN FONT LICENSE" in (built / licences[0]).read_text(encoding="utf-8").upper()
