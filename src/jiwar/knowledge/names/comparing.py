"""Two names compared."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from jiwar.knowledge.names.reading import Name, Part, read
from jiwar.knowledge.names.reasons import Comparison, How, Reason
from jiwar.knowledge.names.skeleton import part_keys


def compare(a: str, b: str) -> Comparison:
    """How likely `a` and `b` are spellings of one full name, and why. Symmetric; 1 for equal names. Never raises."""
    left, right = read(a), read(b)
    met = _met(left, right)
    why = [*met.values(), *_unmet(left, right, met)]
    if not why:
        return Comparison(1.0 if a == b else 0.0, ())
    good = sum(reason.weight for reason in met.values())
    shorter, longer = sorted((len(left.parts), len(right.parts)))
    score = (
        good / max(shorter, 1) * (0.8 + 0.2 * len(met) / max(longer, 1)) * (0.6 if longer > 1 and len(met) == 1 else 1)
    )
    return Comparison(1.0 if left.parts == right.parts else min(score, 0.999), tuple(why))


def compare_many(a: Sequence[str], b: Sequence[str]) -> NDArray[np.float32]:
    """The scores of pairs, first with first, second with second and so on."""
    return np.array([compare(x, y).score for x, y in zip(a, b, strict=True)], dtype=np.float32)


def _met(left: Name, right: Name) -> dict[tuple[int, int], Reason]:
    pairs = [(_alike(x, y), -abs(i - j), i, j) for i, x in enumerate(left.parts) for j, y in enumerate(right.parts)]
    met: dict[tuple[int, int], Reason] = {}
    for alike, _, i, j in sorted(pairs, reverse=True):
        if alike > 0.6 and all(i != p and j != q for p, q in met):
            met[i, j] = Reason(
                _how(left.parts[i], right.parts[j]), left.parts[i].written, right.parts[j].written, alike
            )
    return met


def _alike(x: Part, y: Part) -> float:
    if x.script is y.script:
        return 1.0 if x.letters == y.letters else float(JaroWinkler.similarity(x.letters, y.letters))
    return max(float(JaroWinkler.similarity(p, q)) for p in part_keys(x) for q in part_keys(y))


def _how(x: Part, y: Part) -> How:
    if x.script is not y.script:
        return How.SCRIPT
    return How.SAME if x.letters == y.letters else How.SPELLING


def _unmet(left: Name, right: Name, met: dict[tuple[int, int], Reason]) -> list[Reason]:
    lefts, rights = {i for i, _ in met}, {j for _, j in met}
    extra = [Reason(How.EXTRA, part.written, "", -1.0) for i, part in enumerate(left.parts) if i not in lefts]
    missing = [Reason(How.MISSING, "", part.written, -1.0) for j, part in enumerate(right.parts) if j not in rights]
    return extra + missing
