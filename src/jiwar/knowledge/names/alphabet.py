"""Letters as numbers: the symbols a name is read from, and the Latin letters that may stand for each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.scripts import Script

LATIN = "abcdefghijklmnopqrstuvwxyzçä"
BASE = len(LATIN) + 1
LONGEST_CHUNK = 4
LONGEST_LATIN = 20

# The article at the beginning of an Arabic part, or inside after `abd` and before `din`, is one symbol.
ARTICLE = "§"
_CODES = {letter: code for code, letter in enumerate(LATIN, start=1)}

Codes = NDArray[np.int8]


def symbols(spelt: str, script: Script) -> list[str]:
    """What each letter is read as: script, place in the part (first, inside, last) and letter."""
    if script is Script.ARABIC:
        spelt = _with_articles(spelt)
    last = len(spelt) - 1
    places = ("f" if place == 0 else "l" if place == last else "i" for place in range(len(spelt)))
    mark = script.value[0]
    return [f"{mark}{place}{letter}" for place, letter in zip(places, spelt, strict=True)]


def _with_articles(spelt: str) -> str:
    if spelt.startswith("ال") and len(spelt) > 3:
        spelt = ARTICLE + spelt[2:]
    elif spelt.startswith("عبدال"):
        spelt = "عبد" + ARTICLE + spelt[5:]
    if spelt.endswith("الدين") and len(spelt) > 5:
        spelt = spelt[:-5] + ARTICLE + "دين"
    return spelt


def encoded(words: Sequence[str]) -> Codes:
    """Latin words as rows of codes, 0 after their end; longer ones are cut."""
    codes = np.zeros((len(words), LONGEST_LATIN + LONGEST_CHUNK), dtype=np.int8)
    for row, word in enumerate(words):
        word = word[:LONGEST_LATIN]
        codes[row, : len(word)] = [_CODES[letter] for letter in word]
    return codes


def chunk_numbers(codes: Codes, length: int) -> NDArray[np.int32]:
    """For each row and place, the number of the chunk of `length` letters that begins there."""
    width = codes.shape[1] - LONGEST_CHUNK
    numbers = np.zeros((len(codes), width + 1), dtype=np.int32)
    for offset in range(length):
        numbers *= BASE
        numbers += codes[:, offset : offset + width + 1]
    return numbers


def chunk_number(chunk: str) -> int:
    """The number of a chunk, as `chunk_numbers` counts."""
    number = 0
    for letter in chunk:
        number = number * BASE + _CODES[letter]
    return number
