"""The chance that a letter of one script is written as a chunk of Latin letters, learned from pairs of tokens.

Expectation maximisation over all ways to cut the Latin token into one chunk of 0 to 4 letters for each letter of the
other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.alphabet import (
    BASE,
    LONGEST_CHUNK,
    LONGEST_LATIN,
    Codes,
    chunk_number,
    chunk_numbers,
    encoded,
)

Probabilities = NDArray[np.float64]
# How many times a chunk of each length must be met to be learned.
OFTEN = (0, 1, 10, 40, 80)
PRIOR_OF_LENGTH = (0.15, 0.45, 0.25, 0.1, 0.05)
KAPPA = 20.0
BATCH = 20000
_UNSEEN = 1e-9


@dataclass(frozen=True)
class Example:
    symbols: tuple[int, ...]
    latin: str
    weight: float


class Learner:
    """`chunks`: chunk number -> column; column 0 is the empty chunk, the last one any chunk not learned."""

    def __init__(self, names: Sequence[str], examples: Sequence[Example]) -> None:
        self.names = list(names)
        self.columns = self._columns(examples)
        self.table = np.zeros((len(names), self.columns.max() + 1))
        self._groups: defaultdict[int, list[Example]] = defaultdict(list)
        for example in examples:
            self._groups[len(example.symbols)].append(example)
        self._begin()

    def _columns(self, examples: Iterable[Example]) -> NDArray[np.int32]:
        met: Counter[str] = Counter()
        for example in examples:
            word = example.latin
            for length in range(1, LONGEST_CHUNK + 1):
                met.update(word[i : i + length] for i in range(len(word) - length + 1))
        kept = sorted(chunk for chunk, times in met.items() if times >= OFTEN[len(chunk)])
        self.chunks = ["", *kept]
        columns = np.full(BASE**LONGEST_CHUNK, len(self.chunks), dtype=np.int32)
        columns[0] = 0
        for column, chunk in enumerate(kept, start=1):
            columns[chunk_number(chunk)] = column
        return columns

    def _begin(self) -> None:
        lengths = np.array([len(chunk) for chunk in self.chunks])
        for length, prior in enumerate(PRIOR_OF_LENGTH):
            of_length = np.flatnonzero(lengths == length)
            self.table[:, of_length] = prior / max(len(of_length), 1) ** 0.5
        self.table[:, -1] = _UNSEEN

    def step(self) -> float:
        """One iteration; the log likelihood of the examples before it."""
        counts = np.zeros_like(self.table)
        total = 0.0
        for examples in self._groups.values():
            for start in range(0, len(examples), BATCH):
                total += self._count(examples[start : start + BATCH], counts)
        self._maximise(counts)
        return total

    def _count(self, examples: Sequence[Example], counts: Probabilities) -> float:
        symbols = np.array([example.symbols for example in examples])
        weights = np.array([example.weight for example in examples])
        cut = _Cuts(self, symbols, encoded([example.latin for example in examples]))
        scale = np.where(cut.whole > 1e-250, weights / np.maximum(cut.whole, 1e-250), 0.0)
        size = counts.shape[1]
        flat = counts.reshape(-1)
        for i in range(symbols.shape[1]):
            for length in range(LONGEST_CHUNK + 1):
                posterior = cut.posterior(i, length) * scale[:, None]
                places = symbols[:, i, None] * size + cut.columns[length][:, : posterior.shape[1]]
                use = posterior > 1e-7
                flat += np.bincount(places[use], posterior[use], minlength=flat.size)
        return float((np.log(np.maximum(cut.whole, 1e-300)) * weights).sum())

    def logarithms(self, examples: Sequence[Example]) -> Probabilities:
        """The log of the chance of each example."""
        found = np.zeros(len(examples))
        by_length: defaultdict[int, list[int]] = defaultdict(list)
        for place, example in enumerate(examples):
            by_length[len(example.symbols)].append(place)
        for places in by_length.values():
            for start in range(0, len(places), BATCH):
                batch = places[start : start + BATCH]
                symbols = np.array([examples[place].symbols for place in batch])
                cut = _Cuts(self, symbols, encoded([examples[place].latin for place in batch]))
                found[batch] = np.log(np.maximum(cut.whole, 1e-300))
        return found

    def _maximise(self, counts: Probabilities) -> None:
        """Chances by place in the part, drawn towards those of the letter in any place."""
        counts[:, -1] = 0
        by_letter: defaultdict[str, list[int]] = defaultdict(list)
        for row, name in enumerate(self.names):
            by_letter[name[0] + name[2:]].append(row)
        for rows in by_letter.values():
            whole = counts[rows].sum(axis=0)
            general = (whole + 1e-4 * (whole > 0)) / max(whole.sum(), 1e-9)
            for row in rows:
                seen = counts[row].sum()
                self.table[row] = (counts[row] + KAPPA * general) / (seen + KAPPA)
        self.table[:, -1] = _UNSEEN


class _Cuts:
    """All ways to cut each Latin word into chunks for the letters of the other, forwards and backwards."""

    def __init__(self, learner: Learner, symbols: NDArray[np.intp], codes: Codes) -> None:
        rows, letters = symbols.shape
        width = LONGEST_LATIN + 1
        lengths = range(LONGEST_CHUNK + 1)
        ends = (codes > 0).sum(axis=1)
        self.columns = [learner.columns[chunk_numbers(codes, length)][:, :width] for length in lengths]
        fits = [np.arange(width)[None, :] + length <= ends[:, None] for length in lengths]
        self._chances = [
            [np.where(fits[c], learner.table[symbols[:, i, None], self.columns[c]], 0.0) for c in lengths]
            for i in range(letters)
        ]
        self._forward = np.zeros((letters + 1, rows, width))
        self._forward[0, :, 0] = 1
        for i in range(letters):
            for c in lengths:
                self._forward[i + 1, :, c:] += self._step(i, c, self._forward[i])
        self._backward = np.zeros((letters + 1, rows, width))
        self._backward[letters, np.arange(rows), ends] = 1
        for i in range(letters - 1, -1, -1):
            for c in lengths:
                self._backward[i, :, : width - c] += self._chances[i][c][:, : width - c] * self._backward[i + 1, :, c:]
        self.whole = self._forward[letters, np.arange(rows), ends]

    def posterior(self, letter: int, length: int) -> Probabilities:
        """The chance, times that of the whole, that the letter is written as the chunk at each place."""
        step: Probabilities = self._step(letter, length, self._forward[letter])
        return step * self._backward[letter + 1, :, length:]

    def _step(self, letter: int, length: int, reached: Probabilities) -> Probabilities:
        width = reached.shape[1] - length
        step: Probabilities = reached[:, :width] * self._chances[letter][length][:, :width]
        return step
