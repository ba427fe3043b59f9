"""How likely one word is a way to write another: the learned chances of letters, for many pairs of words at once."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.alphabet import (
    BASE,
    LONGEST_CHUNK,
    LONGEST_LATIN,
    Codes,
    chunk_number,
    chunk_numbers,
    symbols,
)
from jiwar.knowledge.names.scripts import Script

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]

LONGEST_SOURCE = 16
# Chances of what was never met, by the length of the chunk: slips of the pen.
NEVER_MET = (1e-3, 3e-5, 1e-6, 1e-8, 1e-9)
STEPS_OF_LOG = 24
SMALLEST = np.float32(1e-37)
_ROWS = 2048
_AT_ONCE = 256


class Letters:
    """The learned table. Row 0 is the end of a word."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            names, chunks = list(stored["symbols"]), list(stored["chunks"])
            rows, columns = stored["rows"], stored["columns"]
            values = np.exp(-stored["values"].astype(np.float32) / STEPS_OF_LOG)
            self._trigrams = -stored["trigrams"].astype(np.float32) / STEPS_OF_LOG
        self._rows = {name: row for row, name in enumerate(names, start=1)}
        floor = np.array([NEVER_MET[len(chunk)] for chunk in chunks] + [NEVER_MET[-1]], dtype=np.float32)
        table = np.tile(floor, (len(names) + 2, 1))
        table[rows + 1, columns] = np.maximum(values, floor[columns])
        table[0] = 0
        table[0, 0] = 1
        self._unknown = len(names) + 1
        self.table = table
        """A row for each letter, a column for each chunk; column 0 is the empty chunk."""
        self.by_chunk = table.T.copy()
        self.columns = np.full(BASE**LONGEST_CHUNK, len(chunks), dtype=np.int16)
        """The column of each number of a chunk."""
        for column, chunk in enumerate(chunks):
            self.columns[chunk_number(chunk)] = column

    def source(self, spelt: str, script: Script) -> Integers:
        """The rows of a word's letters."""
        rows = np.zeros(LONGEST_SOURCE, dtype=np.int32)
        read = symbols(spelt, script)[:LONGEST_SOURCE]
        rows[: len(read)] = [self._rows.get(symbol, self._unknown) for symbol in read]
        return rows

    def chances(self, sources: Integers, targets: Codes) -> Floats:
        """The logarithm of the chance of each target for each source, first with first, second with second."""
        lengths, ends = np.count_nonzero(sources, axis=1), np.count_nonzero(targets, axis=1)
        found = np.empty(len(ends), dtype=np.float32)
        # Words of like length together: a long one makes nobody else's rows long, and what is at work stays near.
        order = np.lexsort((lengths, ends))
        for start in range(0, len(order), _ROWS):
            rows = order[start : start + _ROWS]
            found[rows] = self._chances(sources[rows], targets[rows], int(lengths[rows].max()), ends[rows])
        logarithms: Floats = np.log(np.maximum(found, SMALLEST))
        return logarithms

    def _chances(self, sources: Integers, targets: Codes, places: int, ends: NDArray[np.intp]) -> Floats:
        width = int(ends.max()) + 1
        chunks = [
            self.columns.take(chunk_numbers(targets[:, : width + LONGEST_CHUNK], length)[:, : width - length])
            for length in range(1, min(LONGEST_CHUNK, width - 1) + 1)
        ]
        flat, size = self.table.reshape(-1), self.table.shape[1]
        starts = (sources.T * np.int32(size))[:places, :, None]
        # What few rows need is taken at once, that of many place by place, so that it stays near.
        at_once = places if len(targets) <= _AT_ONCE else 1
        reached = np.zeros((len(targets), width), dtype=np.float32)
        reached[:, 0] = 1
        for place in range(0, places, at_once):
            start = starts[place : place + at_once]
            silent = flat.take(start)
            steps = [flat.take(start + columns) for columns in chunks]
            for row in range(len(start)):
                following = reached * silent[row]
                for length, step in enumerate(steps, start=1):
                    following[:, length:] += reached[:, :-length] * step[row]
                reached = following
        return reached[np.arange(len(ends)), ends]

    def commonness(self, targets: Codes) -> Floats:
        """The logarithm of the chance of Latin words among all names, by their letters."""
        padded = np.pad(targets, ((0, 0), (2, 0)))[:, : LONGEST_LATIN + 3].astype(np.int32)
        numbers = (padded[:, :-2] * BASE + padded[:, 1:-1]) * BASE + padded[:, 2:]
        ends = (targets > 0).sum(axis=1)
        inside = np.arange(numbers.shape[1])[None, :] <= ends[:, None]
        found: Floats = (self._trigrams[numbers] * inside).sum(axis=1, dtype=np.float32)
        return found


@cache
def shipped() -> Letters:
    """The table that comes with the program."""
    return Letters(Path(str(files(__package__).joinpath("data", "letters.npz"))))
