"""Running text as it is searched: one form for whatever is read as the same, in any script.

Case, accents, Arabic vowel marks and forms of letters, tatweel, digits of other scripts and invisible signs make no
difference; nor does the Arabic article, with what is written together with it. Only letters and digits are left, with
one space between words, so that what was typed holds no sign that a search engine could take for an instruction.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST_WORD: Final = 64
_LEAST_STEM: Final = 3
"""What is left of an Arabic word without its article: with fewer letters it may be no article."""
_ARTICLES: Final = ("وال", "بال", "كال", "فال", "ولل", "ال", "لل")
_LETTERS: Final = {
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ٱ": "ا", "ـ": "",
    "ı": "i", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ς": "σ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is searched, and where it stands in the text."""

    folded: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    letters: list[str] = []
    start = 0
    for at, sign in enumerate(text):
        folded = _folded(sign)
        if folded is None:
            yield from _word(letters, start, at)
            letters = []
            continue
        if not letters:
            start = at
        letters.append(folded)
    yield from _word(letters, start, len(text))


def folded(text: str) -> str:
    return " ".join(word.folded for word in words(text))


def _word(letters: list[str], start: int, end: int) -> Iterator[Word]:
    word = "".join(letters)[:LONGEST_WORD]
    if word:
        yield Word(_without_article(word), start, end)


def _without_article(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _LEAST_STEM:
            return word[len(article) :]
    return word


@lru_cache(maxsize=8192)
def _folded(sign: str) -> str | None:
    """What a sign adds to its word; None where a word ends."""
    if sign in _LETTERS:
        return _LETTERS[sign]
    kind = unicodedata.category(sign)
    if kind[0] == "M" or kind == "Cf":
        return ""
    if kind[0] not in "LN":
        return None
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
    return "".join(_LETTERS.get(each, each) for each in apart if unicodedata.category(each)[0] in "LN")
