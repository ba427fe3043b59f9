"""The sealed index of names: under each skeleton key of a name, in a sealed list, the numbers of those who bear it.

An entry is the person's number, a mark of the word as written and of how many parts its name is, so that the same
spelling comes before others of the same sound, and a whole name before longer ones, before a single name is opened. Who
may see whom is not decided here: callers say whom to leave out.
"""

import math
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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

RECIPE: Final = 2
"""To be raised when the keys of a name change: the lists are then made anew beside the old ones."""
BUDGET: Final = 600_000
"""Entries weighed for one question, the shortest lists first: the longest tell nobody from anybody."""
_MOST_OF_ONE: Final = 16
"""Entries of one person on one list: spellings of one word."""
_ENTRY: Final = np.dtype([("number", ">u4"), ("mark", ">u2")])
_MARK_BITS: Final = 13
_MARK: Final = (1 << _MARK_BITS) - 1
_MOST_PARTS: Final = 7
_SAME_SPELLING: Final = 0.2
_AS_LONG: Final = 0.6
"""What it adds to the weight of a part to stand in a name of as many parts as was typed; half for one more or fewer."""
_INSIDE: Final = 0.25
"""What is left of the weight of a word that is a part of the name only with its neighbours: Rahman without Abd."""
_OTHERS: Final = 5000
_STEPS: Final = 16
_ROUNDED: Final = 0.001
_SHORT: Final = 40_000
"""So many entries are gathered among themselves in less time than a register of a million is gone through."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Token:
    """A word of a name with its keys; the keys of words read as one have no word.

    `worth`: 1 for a part of the name, less for a word that is one only with its neighbours, 0 for articles.
    """

    word: str
    keys: frozenset[str]
    worth: float = 1.0


def tokens(text: str) -> list[Token]:
    whole, articles = names.keys(text), set(words(" ".join(names.left_out(text))))
    found = [_token(word, whole, articles) for word in words(text)]
    joined = whole - {key for token in found for key in token.keys}
    return [*found, Token("", joined)] if joined else found


def _token(word: str, whole: frozenset[str], articles: set[str]) -> Token:
    keys = names.keys(word)
    if not keys:
        return Token(word, frozenset({f"={word}"}))
    if word not in articles and keys & whole:
        return Token(word, keys)
    return Token(word, keys, 0.0 if word in articles or names.is_particle(word) else _INSIDE)


def asked_tokens(text: str) -> list[Token]:
    """Those of a name that is looked for. Where there are others, articles, Abd and Ibn are looked for with their
    neighbours alone: half the register bears them, and their lists would cost most and tell least."""
    found = tokens(text)
    if not any(token.worth for token in found):
        return [replace(token, worth=1.0) for token in found]
    return [token if token.worth else replace(token, keys=frozenset()) for token in found]


def mark(word: str) -> int:
    """Of a word as written. Two words in 8,192 share one; names are opened and compared afterwards."""
    return zlib.crc32(word.encode(errors="surrogatepass")) & _MARK if word else 0


def _parts(text: str) -> int:
    return min(names.parts(text), _MOST_PARTS)


def entries(number: int, texts: Iterable[str]) -> dict[str, set[bytes]]:
    found: dict[str, set[bytes]] = defaultdict(set)
    for text in texts:
        parts = _parts(text) << _MARK_BITS
        for token in tokens(text):
            entry = number.to_bytes(4, "big") + (parts | mark(token.word)).to_bytes(2, "big")
            for key in token.keys:
                found[key].add(entry)
    return found


def put(number: int, texts: Iterable[str], before: Iterable[str] = ()) -> None:
    """Makes the person found by exactly these names, no longer by those they had.

    Lists of another recipe may keep what is taken off here until they go as a whole: whoever is found is opened and
    compared, so nobody is found by it.
    """
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
    said = list(texts)
    typed = [asked_tokens(text) for text in said]
    keys = sorted({key for each in typed for token in each for key in token.keys})
    longest = BUDGET + _MOST_OF_ONE * (0 if leaving_out is None else len(leaving_out))
    read = lists.read(keys, generation=_read_from(), longest=longest)
    asked = _affordable(_asked_about({key: _opened(listed) for key, listed in read.items()}, leaving_out, only))
    people = _size(asked) if only is None else len(only)
    found = _gathered(asked)
    of_names = [
        [_part(token, found, people, _as_long_as(text)) for token in each]
        for text, each in zip(said, typed, strict=True)
    ]
    places = np.concatenate([np.zeros(0, np.int64), *(_likeliest(parts, found, most) for parts in of_names)])
    if len(of_names) > 1:
        places = np.unique(places)
        scores = np.max([_scores(parts, places) for parts in of_names], axis=0)
        places = places[_best(scores, found.numbers(places), most)]
    bearing = max((_bearing_all(parts) for parts in of_names), default=0)
    # As if nobody bore it among some thousands more: two of three people are no sign of a common name.
    share = max(bearing - 1, 0) / (people + _OTHERS)
    return Candidates(found.numbers(places), _met(places, typed, found), share)


@dataclass(frozen=True)
class _Bearers:
    """Who stands on a list, with the marks of their words and how many parts their names have."""

    numbers: Numbers
    marks: NDArray[np.uint16]
    parts: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.numbers)

    def those(self, chosen: NDArray[np.bool_]) -> "_Bearers":
        """Of these the ones whose number is chosen."""
        rows = np.flatnonzero(chosen[self.numbers])
        return _Bearers(self.numbers[rows], self.marks[rows], self.parts[rows])


def _opened(listed: lists.Listed) -> _Bearers:
    entries = np.frombuffer(listed.entries or b"", _ENTRY)
    marks = entries["mark"].astype(np.uint16)
    return _Bearers(entries["number"].astype(np.int64), marks & np.uint16(_MARK), marks >> np.uint16(_MARK_BITS))


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


@dataclass(frozen=True)
class _Found:
    """Lists of people by their places: those of the register, or where the lists are short, among those on them."""

    lists: Mapping[str, _Bearers]
    size: int
    number_of: Numbers | None

    def numbers(self, places: Numbers) -> Numbers:
        return places if self.number_of is None else self.number_of[places]


def _gathered(asked: Mapping[str, _Bearers]) -> _Found:
    """What a question costs is to grow with its lists, not with the register."""
    lengths = [len(rows) for rows in asked.values()]
    size = _size(asked)
    if sum(lengths) > _SHORT or not lengths:
        return _Found(asked, size, None)
    every = np.concatenate([rows.numbers for rows in asked.values()])
    entries = np.arange(len(every))
    entry_of = np.empty(size, np.int64)  # only where it is written is it read
    entry_of[every] = entries
    same = entry_of[every]
    one_each = same == entries
    places = np.split((np.cumsum(one_each) - 1)[same], np.cumsum(lengths)[:-1])
    lists_of = {
        key: _Bearers(own, rows.marks, rows.parts) for own, (key, rows) in zip(places, asked.items(), strict=True)
    }
    number_of = every[one_each]
    return _Found(lists_of, len(number_of), number_of)


@dataclass(frozen=True)
class _Part:
    """A typed word and, by place, who bears it, on how many of its lists they stand with the word as typed, and what it
    adds that their name is as long as the typed one."""

    is_word: bool
    weight: float
    bearers: int
    bears: NDArray[np.bool_]
    same: NDArray[np.uint8]
    as_long: NDArray[np.uint8]
    at_most: float
    """What it can be worth."""


def _as_long_as(text: str) -> NDArray[np.uint8]:
    """By the number of parts of a name, how near it comes: 2 for as many as typed, 1 for one more or fewer."""
    typed = _parts(text)
    return np.array([max(2 - abs(parts - typed), 0) for parts in range(_MOST_PARTS + 1)], np.uint8)


def _part(token: Token, found: _Found, people: int, near: NDArray[np.uint8]) -> _Part:
    """What met weighs, rare parts more."""
    bears, same = np.zeros(found.size, bool), np.zeros(found.size, np.uint8)
    as_long = np.zeros(found.size, np.uint8)
    lists_of = [found.lists[key] for key in token.keys if key in found.lists]
    wanted = mark(token.word)
    for each in lists_of:
        bears[each.numbers] = True
        same[each.numbers[each.marks == wanted]] += 1
        as_long[each.numbers] = near[each.parts]
    bearers = int(np.count_nonzero(bears))
    weight = math.log(2 + people / (1 + bearers)) * token.worth
    at_most = weight * (1 + _SAME_SPELLING * len(lists_of) + _AS_LONG) if bearers else 0.0
    return _Part(bool(token.word) and token.worth == 1, weight, bearers, bears, same, as_long, at_most)


def _scores(parts: Sequence[_Part], places: Numbers) -> NDArray[np.float32]:
    scores = np.zeros(len(places), np.float32)
    for part in parts:
        scores += part.bears[places] * np.float32(part.weight)
        scores += part.same[places] * np.float32(part.weight * _SAME_SPELLING)
        scores += part.as_long[places] * np.float32(part.weight * _AS_LONG / 2)
    return scores


def _likeliest(parts: Sequence[_Part], found: _Found, most: int) -> Numbers:
    """For one name. The bearers of its rarest part first, then further ones, until nobody beyond can come so far."""
    rarest_first = sorted((part for part in parts if part.bearers), key=lambda part: -part.at_most)
    places, scores = np.zeros(0, np.int64), np.zeros(0, np.float32)
    beyond, among = sum(part.at_most for part in rarest_first), np.zeros(found.size, bool)
    for part in rarest_first:
        beyond -= part.at_most
        among |= part.bears
        places = np.flatnonzero(among)
        scores = _scores(rarest_first, places)
        if np.count_nonzero(scores > beyond + _ROUNDED) >= most:
            break
    return places[_best(scores, found.numbers(places), most)]


def _bearing_all(parts: Sequence[_Part]) -> int:
    """How many bear every part."""
    words = sorted((part for part in parts if part.is_word), key=lambda part: part.bearers)
    if not words or not words[0].bearers:
        return 0
    places = np.flatnonzero(words[0].bears)
    for part in words[1:]:
        places = places[part.bears[places]]
    return len(places)


def _best(scores: NDArray[np.float32], numbers: Numbers, most: int) -> NDArray[np.intp]:
    """The places of the highest, of equals the newest."""
    some = np.flatnonzero(scores > 0)
    if len(some) > 4 * most:
        # Sorting hundreds of thousands to keep sixty would take longer than all else: first whole steps are counted.
        steps = (scores[some] * _STEPS).astype(np.int32)
        from_top = np.cumsum(np.bincount(steps)[::-1])
        some = some[steps >= len(from_top) - 1 - int(np.searchsorted(from_top, most))]
        bar = np.partition(scores[some], len(some) - most)[len(some) - most]
        above, level = some[scores[some] > bar], some[scores[some] == bar]
        missing = most - len(above)
        newest = np.argpartition(numbers[level], len(level) - missing)[len(level) - missing :]
        some = np.concatenate([above, level[newest]])
    return some[np.lexsort((-numbers[some], -scores[some]))][:most]


def _met(places: Numbers, typed: Sequence[Sequence[Token]], found: _Found) -> dict[int, frozenset[tuple[int, int]]]:
    wanted = np.zeros(found.size, bool)
    wanted[places] = True
    of_them = {key: rows.those(wanted) for key, rows in found.lists.items()}
    met: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for each in typed:
        for at, token in enumerate(each):
            for rows in (of_them[key] for key in token.keys if key in of_them):
                for number, of_word in zip(found.numbers(rows.numbers).tolist(), rows.marks.tolist(), strict=True):
                    met[number].add((at if token.word else -1, of_word))
    return {number: frozenset(pairs) for number, pairs in met.items()}
