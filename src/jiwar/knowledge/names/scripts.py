"""Letters: which script a letter is of, and one spelling of each letter for all the ways to write it."""

import unicodedata
from enum import StrEnum
from functools import lru_cache

LONGEST_TEXT = 400
LONGEST_PART = 24


class Script(StrEnum):
    __hash__ = str.__hash__  # an enumeration's own is many times slower, and scripts stand in the keys of all tables

    ARABIC = "arabic"
    BENGALI = "bengali"
    CYRILLIC = "cyrillic"
    ETHIOPIC = "ethiopic"
    LATIN = "latin"
    OTHER = "other"


# First and last code point of each block that holds letters we read.
_BLOCKS = (
    (0x0041, 0x024F, Script.LATIN),
    (0x0250, 0x02AF, Script.LATIN),
    (0x0400, 0x052F, Script.CYRILLIC),
    (0x0600, 0x06FF, Script.ARABIC),
    (0x0750, 0x077F, Script.ARABIC),
    (0x08A0, 0x08FF, Script.ARABIC),
    (0x0980, 0x09FF, Script.BENGALI),
    (0x1200, 0x139F, Script.ETHIOPIC),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x2D80, 0x2DDF, Script.ETHIOPIC),
)

# Latin letters that canonical decomposition leaves alone, or whose mark changes the sound. `ç` and `ä` stay letters of
# their own: they sound differently in French and Turkish, in German and in the scholars' way to write Amharic.
_LATIN = {
    "ç": "ç", "ä": "ä", "ş": "sh", "š": "sh", "ș": "sh", "č": "ch", "ž": "zh", "ǧ": "g", "ğ": "g", "ǰ": "j", "ñ": "ny",
    "ı": "i", "ø": "o", "ö": "o", "ü": "u", "œ": "oe", "æ": "ae", "å": "a", "ß": "ss", "đ": "d", "ð": "d", "þ": "th",
    "ł": "l", "ə": "e", "ǝ": "e", "ħ": "h", "ɣ": "gh", "ɛ": "e", "ɔ": "o", "ŋ": "ng", "ʃ": "sh", "ĳ": "ij", "ŭ": "u",
    "ř": "r", "ň": "n", "ť": "t", "ď": "d", "ẍ": "x", "ɓ": "b", "ɗ": "d", "ƙ": "k",
}  # fmt: skip
_ARABIC = str.maketrans(
    "أإآٱٲٳىیېۍۑےئؤۆۇۈۋێکڪګۀةۃہۂڕړڵݣڨڭټډڼڢڧ",
    "اااااايييييييووووويككگهههههرڑلگگگٹڈنفق",
    "ءـ",
)
# Amharic letters that sound alike, by the first letter of their row.
_HOMOPHONES = {0x1210: 0x1200, 0x1280: 0x1200, 0x1220: 0x1230, 0x12D0: 0x12A0, 0x1340: 0x1338}
_BENGALI = (
    ("\u09cdয", "\u09cd\u09df"),
    ("ড\u09bc", "\u09dc"),
    ("ঢ\u09bc", "\u09dd"),
    ("য\u09bc", "\u09df"),
    ("\u09bc", ""),
    ("ৎ", "ত"),
)
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’‛ʻʼʽʾʿˈˊˋ′՚＇ʹ"))
LETTER_FORMS = {**_APOSTROPHES, **_ARABIC}
"""For `str.translate`: one form for each Arabic letter, whatever the keyboard; no lone hamza, no apostrophe."""


@lru_cache(maxsize=4096)
def script_of(letter: str) -> Script:
    """The script of a letter; `OTHER` for one we do not read."""
    point = ord(letter)
    for first, last, script in _BLOCKS:
        if first <= point <= last:
            return script
    return Script.OTHER


def plain(text: str) -> str:
    """The text without case, apostrophes, invisible characters, tatweel and surrogates, at most `LONGEST_TEXT` long."""
    text = text[:LONGEST_TEXT].translate(_APOSTROPHES)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text)[:LONGEST_TEXT].translate(_APOSTROPHES)
    return "".join(letter for letter in text.casefold() if unicodedata.category(letter) not in ("Cf", "Cs"))


def letters(word: str, script: Script) -> str:
    """A word of one script in its plain letters, at most `LONGEST_PART`: no vowel marks, one form for each letter."""
    return _SPELT[script](word)[:LONGEST_PART]


def _latin(word: str) -> str:
    if word.isascii():
        return word
    spelt = (_LATIN.get(letter) or _unmarked(letter) for letter in unicodedata.normalize("NFC", word))
    return "".join(letter for letter in "".join(spelt) if "a" <= letter <= "z" or letter in "çä")


@lru_cache(maxsize=4096)
def _unmarked(letter: str) -> str:
    stripped = "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
    return _LATIN.get(stripped, stripped)


def _arabic(word: str) -> str:
    return "".join(c for c in word.translate(_ARABIC) if unicodedata.category(c) == "Lo")


def _bengali(word: str) -> str:
    for found, put in _BENGALI:
        word = word.replace(found, put)
    return "".join(c for c in word if unicodedata.category(c)[0] in "LM")


def _cyrillic(word: str) -> str:
    composed = unicodedata.normalize("NFC", word)
    return "".join(c for c in composed if c.isalpha())


def _ethiopic(word: str) -> str:
    """Each syllable as the first letter of its row and a digit for its vowel."""
    spelt = []
    for letter in word:
        if not letter.isalpha():
            continue
        row, order = ord(letter) & ~7, ord(letter) & 7
        spelt.append(chr(_HOMOPHONES.get(row, row)) + str(order + 1))
    return "".join(spelt)


def _other(word: str) -> str:
    return "".join(c for c in word if c.isalpha())


_SPELT = {
    Script.ARABIC: _arabic,
    Script.BENGALI: _bengali,
    Script.CYRILLIC: _cyrillic,
    Script.ETHIOPIC: _ethiopic,
    Script.LATIN: _latin,
    Script.OTHER: _other,
}
