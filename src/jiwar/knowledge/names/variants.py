"""Other ways to cut a name into parts: two written as one, one that is two."""

from functools import lru_cache

from jiwar.knowledge.names.reading import Name, Part
from jiwar.knowledge.names.words import common_words

MOST_VARIANTS = 6
# A word may be cut after one of the names so common that people write others onto them.
SHORTEST_HALF = 3
COMMON_ENOUGH = 8.0


@lru_cache(maxsize=16384)
def variants(name: Name) -> tuple[Name, ...]:
    """The name as read, and cut otherwise, at most `MOST_VARIANTS`."""
    found = [name]
    parts = name.parts
    for place, part in enumerate(parts):
        found += [Name((*parts[:place], *halves, *parts[place + 1 :])) for halves in _halves(part)]
    for place in range(len(parts) - 1):
        one, other = parts[place], parts[place + 1]
        if one.script is other.script and not one.is_initial and not other.is_initial:
            found.append(Name((*parts[:place], _joined(one, other), *parts[place + 2 :])))
    return tuple(found[:MOST_VARIANTS])


def _joined(one: Part, other: Part) -> Part:
    return Part(f"{one.written} {other.written}", (one.letters + other.letters)[:24], one.script)


def _halves(part: Part) -> list[tuple[Part, Part]]:
    common, spelt, script = common_words(), part.letters, part.script
    for cut in range(len(spelt) - SHORTEST_HALF, SHORTEST_HALF - 1, -1):
        front = common.get((spelt[:cut], script))
        rest = None if front is None else common.get((spelt[cut:], script))
        if front is not None and rest is not None and min(front, rest) < COMMON_ENOUGH:
            return [(Part(spelt[:cut], spelt[:cut], script), Part(spelt[cut:], spelt[cut:], script))]
    return []
