"""How often one word was seen to be written as another: what the letters alone do not tell.

Mehmet is Muhammad; حسين is Hussain and hardly ever Hassan, which its letters allow.
"""

import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.letters import Floats
from jiwar.knowledge.names.scripts import Script

Prints = NDArray[np.uint64]
_GLANCED = 1 << 20


def fingerprint(word: str, script: Script) -> int:
    """A number for a word, the same on every machine."""
    return zlib.crc32(f"{script.value}:{word}".encode())


class Lexicon:
    """Words with how often they were seen, and pairs of words with how often one was written as the other."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            self._words, self._totals = stored["words"].astype(np.uint64), stored["totals"].astype(np.float32)
            self._pairs, self._counts = stored["pairs"], stored["counts"].astype(np.float32)
            self._kinds = stored["kinds"].astype(np.float32)
        # Most pairs were never seen: a glance tells that of nearly all of them, without a search.
        self._glance = np.zeros(_GLANCED, dtype=bool)
        self._glance[_glanced(self._pairs >> np.uint64(32), self._pairs & np.uint64(0xFFFFFFFF))] = True

    def known(self, words: Prints) -> tuple[Floats, Floats]:
        """How often each word was seen and in how many spellings; 0 for unknown ones."""
        return _looked_up(self._words, self._totals, words), _looked_up(self._words, self._kinds, words)

    def forget_one(self) -> None:
        """Take one sighting from every count: to learn from names whose own sightings were counted."""
        self._counts = np.maximum(self._counts - 1, 0)
        self._totals = np.maximum(self._totals - 1, 0)

    def seen(self, source: Prints, target: Prints) -> Floats:
        """How often each word was seen written as the other."""
        found = np.zeros(len(source), dtype=np.float32)
        rows = np.flatnonzero(self._glance[_glanced(source, target)])
        found[rows] = _looked_up(self._pairs, self._counts, (source[rows] << np.uint64(32)) | target[rows])
        return found


def _glanced(source: Prints, target: Prints) -> NDArray[np.int64]:
    """One of `_GLANCED` places for each pair."""
    return ((source * np.uint64(0x9E3779B1) ^ target) % np.uint64(_GLANCED)).astype(np.int64)


def _looked_up(keys: Prints, values: Floats, wanted: Prints) -> Floats:
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, values[places], np.float32(0))


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    return Lexicon(Path(str(files(__package__).joinpath("data", "lexicon.npz"))))
