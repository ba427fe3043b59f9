"""Words of names seen written as others: from lists of tokens, and from full names of equally many parts."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from jiwar.knowledge.names.learning.corpus import FULL, TOKENS, Split, learned_from
from jiwar.knowledge.names.reading import Part, read
from jiwar.knowledge.names.scripts import Script

# A full name shows how often a spelling is met; lists of tokens only that it exists.
WEIGHT_OF_TOKENS = 0.5
Sighting = tuple[Script, str, str]
_Key = TypeVar("_Key", bound=Hashable)


def across_scripts(folder: Path, split: Split) -> dict[Sighting, float]:
    """How often a word of a script was seen as a Latin word."""
    seen: defaultdict[Sighting, float] = defaultdict(float)
    for name in (*FULL, *TOKENS):
        for one, other in _facing(folder, split, name):
            if one.script not in (Script.LATIN, Script.OTHER) and other.script is Script.LATIN:
                seen[one.script, one.letters, other.letters] += 1 if name in FULL else WEIGHT_OF_TOKENS
    return seen


def between_latin(folder: Path, split: Split) -> dict[tuple[str, str], float]:
    """How often a Latin word was seen as another, both ways."""
    seen: defaultdict[tuple[str, str], float] = defaultdict(float)
    for one, other in _facing(folder, split, "latlat"):
        if one.script is other.script is Script.LATIN:
            seen[one.letters, other.letters] += 1
            seen[other.letters, one.letters] += 1
    return seen


def by_shared_form(seen: Mapping[Sighting, float]) -> dict[tuple[str, str], float]:
    """Latin words that are spellings of one native word, by how often each was seen."""
    spellings: defaultdict[tuple[Script, str], dict[str, float]] = defaultdict(dict)
    for (script, native, latin), times in seen.items():
        if script is not Script.CYRILLIC:
            spellings[script, native][latin] = times
    shared: defaultdict[tuple[str, str], float] = defaultdict(float)
    for found in spellings.values():
        total = sum(found.values())
        for one, times in found.items():
            if len(found) == 1 or total < 2:
                shared[one, one] += times / 2
                continue
            for other, its in found.items():
                shared[one, other] += times * its / total / 2
    return shared


def together(one: Mapping[_Key, float], other: Mapping[_Key, float]) -> dict[_Key, float]:
    """The sums of two counts."""
    return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}


def _facing(folder: Path, split: Split, name: str) -> Iterator[tuple[Part, Part]]:
    for a, b in learned_from(folder, split, [name]):
        left, right = read(a).parts, read(b).parts
        if len(left) == len(right):
            yield from (pair for pair in zip(left, right, strict=True) if min(len(p.letters) for p in pair) > 1)
