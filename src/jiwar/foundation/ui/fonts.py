"""The web fonts, cut from the Noto fonts of the `fontpkg` packages to the letters our languages need.

Three files, each fetched only where its letters occur: the usual Latin letters, further Latin letters (Turkish, African
and transliterated names), Arabic letters (Arabic, Persian, Urdu, Sorani, Pashto). Weights 400 to 700 in one file.
The same input gives the same bytes. The licence (SIL OFL 1.1) is copied beside them.

For paper the same letters, and the Cyrillic ones, as plain fonts of two weights under names of our own: what a letter
looks like does not depend on which fonts the machine has.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

BUILT: Final = Path(__file__).parent / "static" / "ui" / "built"
FOR_PAPER: Final = Path(__file__).parent / "paper_fonts"


@dataclass(frozen=True, slots=True)
class Cut:
    """One web font: its file name, the package it is cut from, and the characters it keeps (CSS `unicode-range`)."""

    name: str
    package: str
    keeps: str


LATIN: Final = Cut(
    "noto-sans.woff2",
    "fontpkg_noto_sans",
    "U+0020-007E, U+00A0-00FF, U+0131, U+0152-0153, U+2010-2015, U+2018-201E, U+2022, U+2026, U+202F, U+2039-203A, "
    "U+20AC, U+2212, U+2260",
)
LATIN_FURTHER: Final = Cut(
    "noto-sans-more.woff2",
    "fontpkg_noto_sans",
    "U+0100-0130, U+0132-0151, U+0154-0181, U+018A, U+018E-0190, U+0192, U+0198-0199, U+01B3-01B4, U+01CD-01DC, "
    "U+01E6-01E7, U+0218-021B, U+0253-0254, U+0256-0257, U+0259, U+025B, U+0260, U+0263, U+0268-0269, U+0272, "
    "U+0289, U+02BB-02BF, U+02C8, U+0300-0304, U+0307-0308, U+030A-030C, U+0323-0324, U+0328, U+032E, U+0331, "
    "U+1E0C-1E0F, U+1E20-1E21, U+1E24-1E25, U+1E2A-1E2B, U+1E32-1E35, U+1E62-1E63, U+1E6C-1E6F, U+1E92-1E97, "
    "U+1EB8-1EB9, U+1ECA-1ECD, U+20A6, U+20B1, U+20BA",
)
ARABIC: Final = Cut(
    "noto-sans-arabic.woff2", "fontpkg_noto_sans_arabic", "U+0600-06FF, U+0750-077F, U+200C-200D, U+FD3E-FD3F"
)
CUTS: Final = (LATIN, LATIN_FURTHER, ARABIC)

# Letters of ar, fa, ur, ckb, ps with their marks and digits; the rest of the block is for languages we do not write.
_ARABIC_LETTERS: Final = (
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْٰٓٔٱ٠١٢٣٤٥٦٧٨٩٪٫٬٭،؛؟؍پچژکگیۀہھۂۃےۓٹڈڑںەێۆڕڵڤۇټځڅډړږښګڼۍېئوۋ۰۱۲۳۴۵۶۷۸۹۔ ‌‍﴾﴿"
)


def characters(cut: Cut) -> set[int]:
    """The code points a cut keeps."""
    if cut is ARABIC:
        return {ord(letter) for letter in _ARABIC_LETTERS} | set(range(0x20, 0x41)) | {0xAB, 0xBB, 0x2013, 0x2026}
    kept: set[int] = set()
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", cut.keeps):
        kept.update(range(int(first, 16), int(last or first, 16) + 1))
    return kept


@dataclass(frozen=True, slots=True)
class PaperFont:
    """A font of one weight: its family on paper, and what it is cut from."""

    family: str
    weight: int
    cuts: tuple[Cut, ...]
    more: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        return f"{self.family} {self.weight}.ttf".lower().replace(" ", "-")

    @property
    def style(self) -> str:
        return "Bold" if self.weight > 500 else "Regular"


LATIN_ON_PAPER: Final = "Jiwar Sans"
ARABIC_ON_PAPER: Final = "Jiwar Sans Arabic"
PAPER_FONTS: Final = tuple(
    font
    for weight in (400, 700)
    for font in (
        PaperFont(LATIN_ON_PAPER, weight, (LATIN, LATIN_FURTHER), frozenset(range(0x400, 0x530))),
        PaperFont(ARABIC_ON_PAPER, weight, (ARABIC,)),
    )
)


def build(folder: Path = BUILT, *, again: bool = False) -> list[Path]:
    """Writes the fonts that are missing (all of them `again`) and returns what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [(folder / cut.name, cut) for cut in CUTS if again or not (folder / cut.name).exists()]
    for target, cut in made:
        _put(target, woff2(cut))
    _put_licences(folder)
    return [target for target, _cut in made]


def build_for_paper(folder: Path = FOR_PAPER, *, again: bool = False) -> list[Path]:
    """The same for the fonts of what is printed."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [(folder / font.name, font) for font in PAPER_FONTS if again or not (folder / font.name).exists()]
    for target, font in made:
        _put(target, ttf(font))
    _put_licences(folder)
    return [target for target, _font in made]


def _put(target: Path, content: bytes) -> None:
    temporary = target.with_suffix(".part")
    temporary.write_bytes(content)
    temporary.replace(target)


def _put_licences(folder: Path) -> None:
    for package in sorted({cut.package for cut in CUTS}):
        target = folder / f"{package.removeprefix('fontpkg_')}.LICENSE.txt"
        licence = (_package_folder(package) / "LICENSE").read_bytes()
        # An installed program lies where nothing can be written.
        if not target.exists() or target.read_bytes() != licence:
            target.write_bytes(licence)


def woff2(cut: Cut) -> bytes:
    """The compressed font of one cut."""
    font = _narrowed(cut.package, characters(cut), (400, 700))
    font.flavor = "woff2"
    return _written(font)


def ttf(of: PaperFont) -> bytes:
    """A font of paper."""
    kept = set(of.more).union(*(characters(cut) for cut in of.cuts))
    font = _narrowed(of.cuts[0].package, kept, of.weight)
    full = f"{of.family} {of.style}"
    for number, text in ((1, of.family), (2, of.style), (4, full), (6, full.replace(" ", "-"))):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = of.weight
    return _written(font)


def _narrowed(package: str, kept: set[int], weight: int | tuple[int, int]) -> Any:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    source = next((_package_folder(package) / "files").glob("NotoSans*[[]wdth,wght].ttf"))
    if "Italic" in source.name:
        source = source.with_name(source.name.replace("-Italic", ""))
    font: Any = TTFont(source, recalcTimestamp=False)
    options = Options(hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 13, 14], legacy_kern=False)
    options.layout_features = [
        "kern", "mark", "mkmk", "ccmp", "locl", "tnum", "liga", "rlig", "calt", "rclt",
        "isol", "init", "medi", "fina", "curs",
    ]  # fmt: skip
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)
    # A font that was cut must be saved and read again before it is narrowed, or fontTools loses track of its glyphs.
    font = TTFont(io.BytesIO(_written(font)), recalcTimestamp=False)
    return instantiateVariableFont(font, {"wdth": 100, "wght": weight})


def _written(font: Any) -> bytes:
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def _package_folder(package: str) -> Path:
    from importlib.util import find_spec

    spec = find_spec(package)
    if spec is None or not spec.origin:
        raise RuntimeError(f"The font package {package.replace('_', '-')} is not installed.")
    return Path(spec.origin).parent
