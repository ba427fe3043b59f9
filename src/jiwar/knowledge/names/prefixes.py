"""A few words against many: the chances of `letters`, reckoned once for all words that begin alike.

Pairs come grouped by the word that is one of few, the many in an order in which like beginnings stand together: then
each beginning is reckoned once. Any other order is as right and takes longer.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.alphabet import BASE, LONGEST_CHUNK, Codes, chunk_numbers
from jiwar.knowledge.names.letters import SMALLEST, Floats, Letters

Rows = NDArray[np.intp]
Spelt = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True)
class _Beginnings:
    """Beginnings of one length: the rows where each is first met, and for every row which of them is its own."""

    rows: Rows
    own: Rows


def _beginnings(spelt: Spelt, which: Rows, ends: Rows) -> list[_Beginnings]:
    """Of length 1, 2, 3 …"""
    longest = int(ends.max(initial=0))
    first = np.zeros(len(spelt), dtype=np.intp)
    first[1:] = (spelt[1:, :longest] != spelt[:-1, :longest]).argmax(axis=1)
    first[1:][which[1:] != which[:-1]] = 0
    found = []
    for length in range(1, longest + 1):
        new = (first < length) & (ends >= length)
        found.append(_Beginnings(np.flatnonzero(new), np.cumsum(new) - 1))
    return found


def from_few(letters: Letters, sources: Spelt, targets: Codes, which: Rows) -> Floats:
    """The logarithm of the chance of each target for its source, `sources[which]`."""
    few, width = len(sources), int((sources > 0).sum(axis=1).max(initial=0))
    letter = sources[:, :width]
    # The chances of each chunk for the letters of each source, a row for each chunk and source.
    steps = letters.table[letter.reshape(-1)].T.copy().reshape(-1, width)
    nothing = letters.table[letter, 0]
    ends = np.count_nonzero(targets, axis=1)
    reached = np.ones((few, width + 1), dtype=np.float32)
    reached[:, 1:] = np.cumprod(nothing, axis=1)
    whole = reached[which, width]
    before = [(which, reached)]
    spelt = np.ascontiguousarray(targets.T, dtype=np.int32)
    for length, at in enumerate(_beginnings(targets, which, ends), start=1):
        source = which[at.rows]
        reached = np.zeros((len(at.rows), width + 1), dtype=np.float32)
        chunk, times = np.zeros(len(at.rows), dtype=np.int32), 1
        for back in range(1, min(LONGEST_CHUNK, length) + 1):
            chunk += spelt[length - back].take(at.rows) * np.int32(times)
            times *= BASE
            step = steps.take(letters.columns.take(chunk) * np.intp(few) + source, axis=0)
            own, shorter = before[-back]
            step *= shorter.take(own.take(at.rows), axis=0)[:, :width]
            reached[:, 1:] += step
        silent = nothing.take(source, axis=0)
        for place in range(1, width):
            reached[:, place + 1] += reached[:, place] * silent[:, place]
        before = [*before[1 - LONGEST_CHUNK :], (at.own, reached)]
        done = np.flatnonzero(ends == length)
        whole[done] = reached[at.own[done], width]
    found: Floats = np.log(np.maximum(whole, SMALLEST))
    return found


def to_few(letters: Letters, sources: Spelt, targets: Codes, which: Rows) -> Floats:
    """The logarithm of the chance of each one's target, `targets[which]`, for each source."""
    lengths = np.count_nonzero(targets, axis=1)
    width, ends = int(lengths.max(initial=0)) + 1, np.count_nonzero(sources, axis=1)
    used = np.flatnonzero(np.bincount(sources.reshape(-1), minlength=len(letters.table)))
    place_of = np.zeros(len(letters.table), dtype=np.intp)
    place_of[used] = np.arange(len(used))
    steps = _steps(letters, used, targets, width)
    nothing = letters.table[used, 0]
    reached = np.zeros((len(targets), width), dtype=np.float32)
    reached[:, 0] = 1
    own, length_of = which, lengths[which]
    whole = (length_of == 0).astype(np.float32)
    for length, at in enumerate(_beginnings(sources, which, ends), start=1):
        letter = place_of.take(sources[at.rows, length - 1])
        shorter = reached.take(own.take(at.rows), axis=0)
        reached = shorter * nothing.take(letter)[:, None]
        letter *= len(targets)
        letter += which[at.rows]
        for chunk, step in enumerate(steps, start=1):
            written = step.take(letter, axis=0)
            written *= shorter[:, : width - chunk]
            reached[:, chunk:] += written
        own = at.own
        done = np.flatnonzero(ends == length)
        whole[done] = reached[own[done], length_of[done]]
    found: Floats = np.log(np.maximum(whole, SMALLEST))
    return found


def _steps(letters: Letters, used: Rows, targets: Codes, width: int) -> list[Floats]:
    """For each length of chunks, the chances of the chunk at each place: a row for each letter and target."""
    found = []
    for length in range(1, min(LONGEST_CHUNK, width - 1) + 1):
        columns = letters.columns[chunk_numbers(targets[:, : width + LONGEST_CHUNK], length)][:, : width - length]
        chances = letters.by_chunk[columns.reshape(-1)][:, used].reshape(len(targets), width - length, len(used))
        found.append(np.ascontiguousarray(chances.transpose(2, 0, 1)).reshape(-1, width - length))
    return found
