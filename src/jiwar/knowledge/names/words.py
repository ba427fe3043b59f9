"""Words of names as arrays, and how much likelier two are to be one name than by chance: the heart of comparing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from jiwar.knowledge.names.alphabet import LATIN, LONGEST_CHUNK, LONGEST_LATIN, Codes, encoded
from jiwar.knowledge.names.letters import LONGEST_SOURCE, Floats, Integers, shipped
from jiwar.knowledge.names.lexicon import Prints, fingerprint, shipped_lexicon
from jiwar.knowledge.names.prefixes import from_few, to_few
from jiwar.knowledge.names.scripts import Script
from jiwar.knowledge.names.skeleton import skeletons

Word = tuple[str, Script]
Places = NDArray[np.signedinteger[Any]]

SCRIPTS = tuple(Script)
_LATIN = SCRIPTS.index(Script.LATIN)
_OTHER = SCRIPTS.index(Script.OTHER)
_A, _H = LATIN.index("a") + 1, LATIN.index("h") + 1

MOST = np.float32(13.0)
LEAST = np.float32(-12.0)
# A word that is not among the common ones is rarer than the rarest of them.
RAREST_COMMON = np.float32(10.5)
# Natural log odds for each letter of a word in a script whose letters have no learned frequencies.
PER_LETTER = np.float32(2.2)
# A word seen so often is half trusted to be seen in its usual spellings.
TRUSTED = np.float32(6.0)
LEAST_KINDS = np.float32(3.0)
# Two Latin words that are so unlikely one way round are not weighed the other way round.
ONE_WAY_ENOUGH = np.float32(-20.0)
# So few words are weighed against many at once, where each of them has so many, and all together so many.
_FEW, _MANY, _WORTH_IT = 64, 8, 400
# What a feminine ending on one of two words takes from their odds (judgement).
FEMININE = np.float32(2.5)
# One slip in a word of one script takes this share of the word's length from its rarity, at 1.
SLIP = np.float32(3.0)


@dataclass(frozen=True)
class Words:
    """Rows of words: their letters as numbers, and how rare they are."""

    spelt: Sequence[str]
    scripts: NDArray[np.int8]
    sources: NDArray[np.int16]
    codes: Codes
    chance: Floats
    """Minus the log of the chance of the letters of a Latin word in any name; 0 for other scripts."""
    rarity: Floats
    """Minus the log of the share of all parts of names that are this word."""
    prints: Prints
    seen: Floats
    kinds: Floats
    """How often, and in how many spellings, the lexicon saw the word."""

    @classmethod
    def of(cls, words: Sequence[Word]) -> "Words":
        spelt = [word for word, _ in words]
        scripts = np.array([SCRIPTS.index(script) for _, script in words], dtype=np.int8)
        sources = np.zeros((len(words), LONGEST_SOURCE), dtype=np.int16)
        for row, (word, script) in enumerate(words):
            if script is not Script.OTHER:
                sources[row] = _source(word, script)
        codes = np.zeros((len(words), LONGEST_LATIN + LONGEST_CHUNK), dtype=np.int8)
        latin = np.flatnonzero(scripts == _LATIN)
        codes[latin] = encoded([spelt[row] for row in latin])
        chance = np.zeros(len(words), dtype=np.float32)
        if len(latin):
            chance[latin] = -shipped().commonness(codes[latin])
        prints = np.array([fingerprint(*word) for word in words], dtype=np.uint64)
        return cls(
            spelt, scripts, sources, codes, chance, _rarity(words, chance), prints, *shipped_lexicon().known(prints)
        )

    def size(self) -> int:
        """Bytes of the arrays."""
        arrays = (self.scripts, self.sources, self.codes, self.chance, self.rarity, self.prints, self.seen, self.kinds)
        return sum(int(array.nbytes) for array in arrays)


@lru_cache(maxsize=16384)
def _source(word: str, script: Script) -> Integers:
    return shipped().source(word, script)


def _rarity(words: Sequence[Word], chance: Floats) -> Floats:
    common = common_words()
    by_length = np.array([PER_LETTER * len(word) for word, _ in words], dtype=np.float32)
    rarity = np.clip(np.where(chance > 0, chance, by_length), RAREST_COMMON, MOST)
    known = [common.get(word) for word in words]
    places = [row for row, value in enumerate(known) if value is not None]
    rarity[places] = [value for value in known if value is not None]
    return rarity


@cache
def common_words() -> dict[Word, float]:
    """Minus the log of the share of common words among all parts of names of their script."""
    text = files(__package__).joinpath("data", "common.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {(word, Script(script)): float(value) for script, word, value in rows}


def alike(a: Words, left: Places, b: Words, right: Places) -> Floats:
    """For each pair of rows two numbers: the log odds that the two words write one name, and the logarithm of the
    chance that the right word is written as the left one, 0 where the left one is not Latin.

    Quickest for few different words against many, when the pairs of each of the few stand together.
    """
    odds = np.full((2, len(left)), LEAST, dtype=np.float32)
    first, second = a.scripts[left], b.scripts[right]
    latin_first, latin_second = first == _LATIN, second == _LATIN
    for chosen, how in (
        (latin_first & latin_second, _both_latin),
        (latin_first & ~latin_second & (second != _OTHER), _backwards),
        (~latin_first & latin_second & (first != _OTHER), _across),
        (~latin_first & ~latin_second, _neither_latin),
    ):
        rows = np.flatnonzero(chosen)
        if len(rows):
            odds[:, rows] = how(a, left[rows], b, right[rows])
    # Finding a common name says no more than how common it is, however well it is written.
    bound = np.logaddexp(-a.rarity[left], -b.rarity[right])
    odds[0] = np.clip(-np.logaddexp(-odds[0], bound), LEAST, MOST)
    odds[1, ~latin_first] = 0
    return odds


def _across(a: Words, left: Places, b: Words, right: Places) -> Floats:
    """The odds of letters against any word of such letters; for a word seen often, those of what was seen against how
    common the other word is. Spellings not seen yet are as likely as there are many kinds of spelling."""
    by_letters = _by_letters(a, left, b, right)
    by_chance = b.chance[right]
    found = np.stack([by_letters + by_chance, by_letters])
    total, seen = a.seen[left], shipped_lexicon().seen(a.prints[left], b.prints[right])
    rows = np.flatnonzero((seen > 0) | (total > 0))
    if not len(rows):
        return found
    left, right, seen, by_chance = left[rows], right[rows], seen[rows], by_chance[rows]
    total, kinds = np.maximum(total[rows], seen), np.maximum(a.kinds[left], LEAST_KINDS)
    chances = np.log((seen + kinds * np.exp(by_letters[rows])) / (total + kinds))
    trust = total / (total + TRUSTED)
    by_share = b.rarity[right]
    background = np.where(by_share < RAREST_COMMON, by_share, np.maximum(by_chance, by_share))
    found[:, rows] = chances + trust * background + (1 - trust) * by_chance, chances
    return found


def _by_letters(a: Words, left: Places, b: Words, right: Places) -> Floats:
    """The logarithm of the chance of each right word for its left one."""
    if len(left) < _WORTH_IT:
        return shipped().chances(a.sources[left].astype(np.int32), b.codes[right])
    of_left, few = _runs(left)
    if len(few) <= _FEW and len(few) * _MANY <= len(left):
        return from_few(shipped(), a.sources[few], b.codes[right], of_left)
    of_right, few = _runs(right)
    if len(few) <= _FEW and len(few) * _MANY <= len(right):
        return to_few(shipped(), a.sources[left], b.codes[few], of_right)
    return shipped().chances(a.sources[left].astype(np.int32), b.codes[right])


def _runs(places: Places) -> tuple[NDArray[np.intp], Places]:
    """For each place which run of equal ones it belongs to, and what each run consists of."""
    begins = np.ones(len(places), dtype=bool)
    begins[1:] = places[1:] != places[:-1]
    return np.cumsum(begins) - 1, places[begins]


def _backwards(a: Words, left: Places, b: Words, right: Places) -> Floats:
    return _across(b, right, a, left)


def _both_latin(a: Words, left: Places, b: Words, right: Places) -> Floats:
    both = _across(a, left, b, right)
    rows = np.flatnonzero(both[0] > ONE_WAY_ENOUGH)
    if len(rows):
        odds, chances = _across(b, right[rows], a, left[rows])
        both[:, rows] = (both[0, rows] + odds) / np.float32(2), chances
    both[:, _differ_by_feminine(a.codes[left], b.codes[right])] -= FEMININE
    return both


def _differ_by_feminine(one: Codes, other: Codes) -> NDArray[np.bool_]:
    """Karim and Karima: the words are equal but for an `a` or `ah` that one adds."""
    unequal = one != other
    first = unequal.argmax(axis=1)[:, None]
    rows = np.arange(len(unequal))[:, None]
    longer = np.where(one > other, one, other)[rows, first + np.arange(3)]
    shorter = np.minimum(one, other)[rows, first + np.arange(3)]
    ending = (longer[:, 0] == _A) & ((longer[:, 1] == 0) | ((longer[:, 1] == _H) & (longer[:, 2] == 0)))
    result: NDArray[np.bool_] = ending & (shorter == 0).all(axis=1)
    return result


def _neither_latin(a: Words, left: Places, b: Words, right: Places) -> Floats:
    """Words of one script by their slips; of two by their skeletons, with doubt."""
    odds = np.empty(len(left), dtype=np.float32)
    for row, (i, j) in enumerate(zip(left, right, strict=True)):
        one, other = a.spelt[i], b.spelt[j]
        rarity = min(a.rarity[i], b.rarity[j])
        if a.scripts[i] == b.scripts[j]:
            far = Levenshtein.normalized_distance(one, other)
            odds[row] = rarity * (1 - SLIP * far) if far else rarity
        else:
            odds[row] = _by_skeleton(one, SCRIPTS[a.scripts[i]], other, SCRIPTS[b.scripts[j]], float(rarity))
    return np.stack([odds, np.zeros_like(odds)])


def _by_skeleton(one: str, script: Script, other: str, its: Script, rarity: float) -> float:
    far = min(Levenshtein.normalized_distance(p, q) for p in skeletons(one, script) for q in skeletons(other, its))
    return 0.7 * rarity * (1 - 2 * far)
