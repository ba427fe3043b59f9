"""The sealed index of names: under each skeleton key of a name, in a sealed list, the numbers of those who bear it.

An entry is the person's number and a mark of the word as written, so that the same spelling comes before others of the
same sound before a single name is opened. Who may see whom is not decided here: callers say whom to leave out.
"""

import math
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from jiwar.casework.people.models import NameIndex
from jiwar.casework.people.normalising import words
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault import keys as vault_keys
from jiwar.foundation.vault import lists
from jiwar.foundation.vault.lists import Generation
from jiwar.knowledge import names

RECIPE: Final = 1
"""To be raised when the keys of a name change: the lists are then made anew beside the old ones."""
BUDGET: Final = 600_000
"""Entries weighed for one question, the shortest lists first: the longest tell nobody from anybody."""
_MOST_OF_ONE: Final = 16
"""Entries of one person on one list: spellings of one word."""
_ENTRY: Final = np.dtype([("number", ">u4"), ("mark", ">u2")])
_SAME_SPELLING: Final = 0.2
_OTHERS: Final = 5000
_STEPS: Final = 16
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Token:
    """A word of a name with its keys; the keys of words read as one have no word."""

    word: str
    keys: frozenset[str]


def tokens(text: str) -> list[Token]:
    found = [Token(word, names.keys(word) or frozenset({f"={word}"})) for word in words(text)]
    joined = names.keys(text) - {key for token in found for key in token.keys}
    return [*found, Token("", joined)] if joined else found


def mark(word: str) -> int:
    """Of a word as written. Two words in 65,536 share one; names are opened and compared afterwards."""
    return zlib.crc32(word.encode(errors="surrogatepass")) & 0xFFFF if word else 0


def entries(number: int, texts: Iterable[str]) -> dict[str, set[bytes]]:
    found: dict[str, set[bytes]] = defaultdict(set)
    for text in texts:
        for token in tokens(text):
            entry = number.to_bytes(4, "big") + mark(token.word).to_bytes(2, "big")
            for key in token.keys:
                found[key].add(entry)
    return found


def put(number: int, texts: Iterable[str], before: Iterable[str] = ()) -> None:
    """Makes the person found by exactly these names, no longer by those they had."""
    now, was = entries(number, texts), entries(number, before)
    coming, going = _beyond(now, was), _beyond(was, now)
    if coming or going:
        vault_keys.newest_index_key()  # no further generation begins before this is kept
        for generation in _written():
            lists.change(add=coming, remove=going, generation=generation)


def put_many(people: Mapping[int, Sequence[str]], generation: Generation = lists.FIRST_ONE) -> None:
    """New names of many people with one change: for making the index anew and other work in bulk."""
    coming: dict[str, set[bytes]] = defaultdict(set)
    for number, texts in people.items():
        for key, found in entries(number, texts).items():
            coming[key] |= found
    lists.change(add=coming, generation=generation)


def _beyond(one: Mapping[str, set[bytes]], other: Mapping[str, set[bytes]]) -> dict[str, list[bytes]]:
    left = {key: sorted(found - other.get(key, set())) for key, found in one.items()}
    return {key: found for key, found in left.items() if found}


@statement
def _made() -> "QuerySet[NameIndex]":
    return NameIndex.objects.order_by("-generation")[:8]


def _written() -> list[Generation]:
    """Generations that are kept up: those being made, and the one read until they are finished."""
    being_made = {Generation(row.generation, row.key_version) for row in _made() if row.finished_at is None}
    return sorted({*being_made, _read_from()})


def _read_from() -> Generation:
    """The newest finished generation. The first is read as far as it goes: before it there was none."""
    finished = [Generation(row.generation, row.key_version) for row in _made() if row.finished_at is not None]
    return max(finished, default=lists.FIRST_ONE)


@dataclass(frozen=True)
class Candidates:
    """`numbers`, the likeliest first.

    `met`: for each, which typed word (its place, -1 for words read as one) met a word of theirs with which mark.
    `share`: the part of all people who bear every part of one of the names.
    """

    numbers: Numbers
    met: dict[int, frozenset[tuple[int, int]]]
    share: float


def candidates(
    texts: Iterable[str], *, most: int, leaving_out: Numbers | None = None, only: Numbers | None = None
) -> Candidates:
    """Whom it is worth to open and compare. Two queries whatever is found, and one for the index's own state.

    Whoever is left out is taken off the lists before anything is counted: scores, shares and the budget are as if
    their number bore another name.
    """
    typed = [tokens(text) for text in texts]
    keys = sorted({key for each in typed for token in each for key in token.keys})
    longest = BUDGET + _MOST_OF_ONE * (0 if leaving_out is None else len(leaving_out))
    read = lists.read(keys, generation=_read_from(), longest=longest)
    found = _affordable(_asked_about({key: _opened(listed) for key, listed in read.items()}, leaving_out, only))
    size = _size(found)
    people = size if only is None else len(only)
    scores, bearing = np.zeros(size, np.float32), 0
    for each in typed:
        of_name, all_parts = _scored(each, found, size, people)
        bearing = max(bearing, int(np.count_nonzero(all_parts)))
        np.maximum(scores, of_name, out=scores)
    numbers = _best(scores, most)
    # As if nobody bore it among some thousands more: two of three people are no sign of a common name.
    share = max(bearing - 1, 0) / (people + _OTHERS)
    return Candidates(numbers, _met(numbers, typed, found, size), share)


@dataclass(frozen=True)
class _Bearers:
    """Who stands on a list, with the marks of their words."""

    numbers: Numbers
    marks: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.numbers)

    def those(self, chosen: NDArray[np.bool_]) -> "_Bearers":
        """Of these the ones whose number is chosen."""
        rows = np.flatnonzero(chosen[self.numbers])
        return _Bearers(self.numbers[rows], self.marks[rows])


def _opened(listed: lists.Listed) -> _Bearers:
    entries = np.frombuffer(listed.entries or b"", _ENTRY)
    return _Bearers(entries["number"].astype(np.int64), entries["mark"].astype(np.uint16))


def _size(found: Mapping[str, _Bearers]) -> int:
    return 1 + max((int(rows.numbers.max()) for rows in found.values() if len(rows)), default=0)


def _asked_about(
    found: Mapping[str, _Bearers], leaving_out: Numbers | None, only: Numbers | None
) -> Mapping[str, _Bearers]:
    if only is None and (leaving_out is None or not len(leaving_out)):
        return found
    size = _size(found)
    asked = np.ones(size, bool) if only is None else np.zeros(size, bool)
    if only is not None:
        asked[only[only < size]] = True
    if leaving_out is not None:
        asked[leaving_out[leaving_out < size]] = False
    return {key: rows.those(asked) for key, rows in found.items()}


def _affordable(found: Mapping[str, _Bearers]) -> dict[str, _Bearers]:
    chosen, left = {}, BUDGET
    for key in sorted(found, key=lambda each: (len(found[each]), each)):
        left -= len(found[key])
        if left < 0:
            break
        chosen[key] = found[key]
    return chosen


def _scored(
    typed: Sequence[Token], found: Mapping[str, _Bearers], size: int, people: int
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """What met weighs, rare parts more; and whether every part met."""
    scores, parts, read = np.zeros(size, np.float32), np.zeros(size, np.uint16), 0
    for token in typed:
        lists_of = [found[key] for key in token.keys if key in found]
        bears = np.zeros(size, bool)
        for each in lists_of:
            bears[each.numbers] = True
        who = np.flatnonzero(bears)
        weight = math.log(2 + people / (1 + len(who)))
        scores[who] += np.float32(weight)
        wanted = mark(token.word)
        for each in lists_of:
            same = each.numbers[each.marks == wanted]
            scores[same] += np.float32(weight * _SAME_SPELLING)
        if token.word:
            parts[who] += 1
            read += 1
    return scores, parts == read if read else np.zeros(size, bool)


def _best(scores: NDArray[np.float32], most: int) -> Numbers:
    """The highest, of equals the newest."""
    some = np.flatnonzero(scores > 0)
    if len(some) > 4 * most:
        # Sorting hundreds of thousands to keep sixty would take longer than all else: first whole steps are counted.
        steps = (scores[some] * _STEPS).astype(np.int32)
        from_top = np.cumsum(np.bincount(steps)[::-1])
        some = some[steps >= len(from_top) - 1 - int(np.searchsorted(from_top, most))]
        bar = np.partition(scores[some], len(some) - most)[len(some) - most]
        above, level = some[scores[some] > bar], some[scores[some] == bar]
        some = np.concatenate([above, level[len(level) + len(above) - most :]])
    return some[np.lexsort((-some, -scores[some]))][:most].astype(np.int64)


def _met(
    numbers: Numbers, typed: Sequence[Sequence[Token]], found: Mapping[str, _Bearers], size: int
) -> dict[int, frozenset[tuple[int, int]]]:
    wanted = np.zeros(size, bool)
    wanted[numbers] = True
    of_them = {key: rows.those(wanted) for key, rows in found.items()}
    met: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for each in typed:
        for place, token in enumerate(each):
            for rows in (of_them[key] for key in token.keys if key in of_them):
                for number, of_word in zip(rows.numbers.tolist(), rows.marks.tolist(), strict=True):
                    met[number].add((place if token.word else -1, of_word))
    return {number: frozenset(pairs) for number, pairs in met.items()}
