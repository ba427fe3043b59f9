"""The tables that are shipped: chances of letters, common words, what was seen written as what."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jiwar.knowledge.names.alphabet import BASE, LATIN, encoded, symbols
from jiwar.knowledge.names.learning.corpus import lines
from jiwar.knowledge.names.learning.letters import Example, Learner
from jiwar.knowledge.names.learning.sightings import Sighting, by_shared_form, together
from jiwar.knowledge.names.letters import LONGEST_SOURCE, STEPS_OF_LOG, Letters
from jiwar.knowledge.names.lexicon import fingerprint
from jiwar.knowledge.names.reading import read
from jiwar.knowledge.names.scripts import Script

# One in so many Cyrillic sightings is learned from: they are two thirds of all.
CYRILLIC_KEPT = 3
ROUNDS = (5, 6)
# Below these odds against chance a sighting is noise, unless it was made often.
NOISE, DOUBT, OFTEN = 1.0, -3.0, 3.0
SMALLEST_CHANCE = 1e-4
LEAST_SHARE = 2.8e-5
# Words seen less often are left to their letters.
SEEN_OFTEN, LATIN_SEEN_OFTEN = 6.0, 12.0


@dataclass(frozen=True)
class Sightings:
    across: dict[Sighting, float]
    latin: dict[tuple[str, str], float]


class LetterTable:
    """The symbols, and examples made of them."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}

    def example(self, script: Script, word: str, latin: str, weight: float) -> Example:
        read_as = symbols(word, script)[:LONGEST_SOURCE]
        return Example(tuple(self.rows.setdefault(symbol, len(self.rows)) for symbol in read_as), latin[:20], weight)


def learn_letters(sightings: Sightings, pools: Path, out: Path) -> dict[Sighting, float]:
    """Write `letters.npz`; the odds of each sighting against chance, by its letters."""
    table = LetterTable()
    every = {seen: table.example(*seen, min(times, 30) ** 0.5) for seen, times in sightings.across.items()}
    kept = [seen for seen in every if seen[0] is not Script.CYRILLIC or _one_in(CYRILLIC_KEPT, seen[1])]
    trigrams = _trigrams(Counter(word for word, _ in _words(pools / "pool_latin.txt.gz", 7)))
    first = _learned(table, [every[seen] for seen in kept], ROUNDS[0])
    chances = first.logarithms(list(every.values()))
    odds = {
        seen: float(chance) + _surprise(example.latin, trigrams)
        for (seen, example), chance in zip(every.items(), chances, strict=True)
    }
    clean = [every[seen] for seen in kept if odds[seen] > NOISE]
    good = {seen: sightings.across[seen] for seen in kept if odds[seen] > OFTEN}
    spellings = together(sightings.latin, by_shared_form(good))
    latin = [
        table.example(Script.LATIN, one, other, times**0.5 if one != other else min(times**0.5, 3))
        for (one, other), times in spellings.items()
    ]
    second = _learned(table, clean + latin, ROUNDS[1])
    _write_letters(second, trigrams, out / "letters.npz")
    return odds


def _one_in(share: int, word: str) -> bool:
    return fingerprint(word, Script.CYRILLIC) % share == 0


def _learned(table: LetterTable, examples: Sequence[Example], rounds: int) -> Learner:
    learner = Learner(list(table.rows), examples)
    for _ in range(rounds):
        print(f"letters: mean log likelihood {learner.step() / len(examples):.3f}")
    return learner


def _words(path: Path, step: int) -> Iterable[tuple[str, Script]]:
    for line in lines(path)[::step]:
        for part in read.__wrapped__(line).parts:
            if len(part.letters) > 1:
                yield part.letters, part.script


def _trigrams(words: Counter[str]) -> NDArray[np.float64]:
    """Minus the log of the chance of a letter after two others, smoothed by shorter contexts."""
    counts = np.zeros((BASE, BASE, BASE))
    for word, times in words.items():
        if not set(word) <= set(LATIN):
            continue
        codes = [0, 0, *(LATIN.index(letter) + 1 for letter in word), 0]
        for place in range(2, len(codes)):
            counts[codes[place - 2], codes[place - 1], codes[place]] += min(times, 3)
    pairs = counts.sum(axis=0)
    singles = pairs.sum(axis=0)
    one = (singles + 1) / (singles.sum() + BASE)
    two = (pairs + 20 * one) / (pairs.sum(axis=1, keepdims=True) + 20)
    three = (counts + 20 * two) / (counts.sum(axis=2, keepdims=True) + 20)
    result: NDArray[np.float64] = -np.log(three)
    return result


def _surprise(word: str, trigrams: NDArray[np.float64]) -> float:
    codes = [0, 0, *(LATIN.index(letter) + 1 for letter in word), 0]
    return float(sum(trigrams[codes[at - 2], codes[at - 1], codes[at]] for at in range(2, len(codes))))


def _write_letters(learner: Learner, trigrams: NDArray[np.float64], path: Path) -> None:
    chances = learner.table[:, : len(learner.chunks)]
    rows, columns = np.nonzero(chances > SMALLEST_CHANCE)
    used = np.unique(columns)
    np.savez_compressed(
        path,
        symbols=np.array(learner.names),
        chunks=np.array([learner.chunks[column] for column in used]),
        rows=rows.astype(np.int16),
        columns=np.searchsorted(used, columns).astype(np.int16),
        values=_stepped(-np.log(chances[rows, columns])),
        trigrams=_stepped(trigrams.reshape(-1)),
    )


def _stepped(values: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.clip(np.round(values * STEPS_OF_LOG), 0, 255).astype(np.uint8)


def write_common(pools: Path, out: Path) -> None:
    """Write `common.tsv`: how common a part of a name is among those of its script."""
    rows = ["# How common a part of a name is: script, part in plain letters, minus the natural log of its share."]
    for pool in ("pool_latin.txt.gz", "pool_native.txt.gz"):
        words = Counter(_words(pools / pool, 3))
        totals: Counter[Script] = Counter()
        for (_, script), times in words.items():
            totals[script] += times
        for (word, script), times in sorted(words.items(), key=lambda item: (item[0][1], -item[1], item[0][0])):
            latin = script is Script.LATIN
            if latin == (pool == "pool_latin.txt.gz") and times >= 12 and times / totals[script] > LEAST_SHARE:
                rows.append(f"{script.value}\t{word}\t{-math.log(times / totals[script]):.1f}")
    (out / "common.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def write_lexicon(sightings: Sightings, odds: dict[Sighting, float], letters: Path, out: Path) -> None:
    """Write `lexicon.npz`: counts of words seen often, and of sightings that their letters do not explain."""
    good = {
        seen: times
        for seen, times in sightings.across.items()
        if odds.get(seen, 0) > 2 or (odds.get(seen, 0) > DOUBT and times > 1) or times >= OFTEN
    }
    totals: defaultdict[tuple[Script, str], float] = defaultdict(float)
    for (script, word, _), times in good.items():
        totals[script, word] += times
    latin = together(sightings.latin, by_shared_form(good))
    latin_totals: defaultdict[str, float] = defaultdict(float)
    for (one, _), times in latin.items():
        latin_totals[one] += times
    chances = _by_letters(list(good), letters)
    words = {fingerprint(word, script): times for (script, word), times in totals.items() if times >= SEEN_OFTEN}
    words |= {fingerprint(w, Script.LATIN): times for w, times in latin_totals.items() if times >= LATIN_SEEN_OFTEN}
    pairs = {
        _print(script, word, other): times
        for (script, word, other), times in good.items()
        if totals[script, word] >= SEEN_OFTEN or _tells(times, totals[script, word], chances[script, word, other])
    }
    pairs |= {
        _print(Script.LATIN, one, other): times
        for (one, other), times in latin.items()
        if latin_totals[one] >= LATIN_SEEN_OFTEN and times >= 0.1
    }
    _write_counts(words, pairs, out / "lexicon.npz")


def _tells(times: float, total: float, by_letters: float) -> bool:
    """Whether a sighting of a rare word says more than its letters."""
    chance = (times + SEEN_OFTEN * by_letters) / (total + SEEN_OFTEN)
    return times >= 1 and chance > max(4 * by_letters, 2e-3)


def _by_letters(seen: Sequence[Sighting], path: Path) -> dict[Sighting, float]:
    letters = Letters(path)
    found: dict[Sighting, float] = {}
    for start in range(0, len(seen), 20000):
        some = seen[start : start + 20000]
        sources = np.array([letters.source(word, script) for script, word, _ in some])
        chances = np.exp(letters.chances(sources, encoded([latin for *_, latin in some])))
        found.update(zip(some, chances.tolist(), strict=True))
    return found


def _print(script: Script, word: str, latin: str) -> int:
    return fingerprint(word, script) << 32 | fingerprint(latin, Script.LATIN)


def _write_counts(words: dict[int, float], pairs: dict[int, float], path: Path) -> None:
    numbers, keys = sorted(words), sorted(pairs)
    kinds = Counter(key >> 32 for key in keys)
    np.savez_compressed(
        path,
        words=np.array(numbers, dtype=np.uint32),
        totals=np.array([words[number] for number in numbers], dtype=np.float16),
        kinds=np.array([max(kinds[number], 3) for number in numbers], dtype=np.float16),
        pairs=np.array(keys, dtype=np.uint64),
        counts=np.array([pairs[key] for key in keys], dtype=np.float16),
    )
