"""A few words against many: the same chances as pair by pair, in whatever order they come."""

import numpy as np
import pytest

from jiwar.knowledge.names.catalogue import PartTable, parts_alike
from jiwar.knowledge.names.letters import shipped
from jiwar.knowledge.names.prefixes import from_few, to_few
from jiwar.knowledge.names.reading import read
from jiwar.knowledge.names.scripts import Script
from jiwar.knowledge.names.words import Words

ARABIC = ("محمد", "عبدالرحمن", "ي", "شمسالدين")
LATIN = ("mohamed", "mohammad", "mo", "abdelrahman", "m", "abderrahmane", "chemseddine", "mohamedabdelrahmanibrahim")


def words(spelt: tuple[str, ...], script: Script) -> Words:
    return Words.of([(word, script) for word in spelt])


@pytest.mark.parametrize("in_order", [True, False])
def test_as_pair_by_pair(in_order: bool) -> None:
    few, many = words(ARABIC, Script.ARABIC), words(tuple(sorted(LATIN)) if in_order else LATIN, Script.LATIN)
    which = np.repeat(np.arange(len(ARABIC)), len(LATIN))
    rows = np.tile(np.arange(len(LATIN)), len(ARABIC))
    expected = shipped().chances(few.sources[which].astype(np.int32), many.codes[rows])
    assert np.allclose(from_few(shipped(), few.sources, many.codes[rows], which), expected, rtol=1e-4)


def test_as_pair_by_pair_the_other_way_round() -> None:
    few, many = words(LATIN, Script.LATIN), words(ARABIC, Script.ARABIC)
    which = np.repeat(np.arange(len(LATIN)), len(ARABIC))
    rows = np.tile(np.arange(len(ARABIC)), len(LATIN))
    expected = shipped().chances(many.sources[rows].astype(np.int32), few.codes[which])
    assert np.allclose(to_few(shipped(), many.sources[rows], few.codes, which), expected, rtol=1e-4)


def test_a_part_against_many_is_weighed_as_against_one() -> None:
    name = "Abou Mohamed bint Ahmed Ivanova Al-Hassan M Иванова محمد الحسن মোহাম্মদ"
    every = PartTable(read(name).parts)
    size, times = len(every.whole), 8
    left, right = np.repeat(np.arange(size), size * times), np.tile(np.arange(size), size * times)
    at_once = parts_alike(every, left, every, right)
    one_by_one = [parts_alike(every, left[[at]], every, right[[at]])[:, 0] for at in range(len(left))]
    assert np.allclose(at_once.T, one_by_one, atol=1e-3)
