"""The rules by which places are given, read from `rules.toml`. An unknown rule stops the start."""

import tomllib
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import Final

_DATA: Final = Path(__file__).with_name("rules.toml")
FITS: Final = ("women", "childcare", "way", "times", "declined")
ORDER: Final = ("lost-place", "first-course", "waiting", "lot")


@dataclass(frozen=True)
class Rules:
    """`order` ends with the lot, so that no two stand in the same place."""

    fits: tuple[str, ...]
    order: tuple[str, ...]
    answer_days: int
    afternoon: time
    evening: time

    def part_of_day(self, at: time) -> str:
        if at < self.afternoon:
            return "morning"
        return "afternoon" if at < self.evening else "evening"


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Those of the program."""
    return read_rules(_DATA.read_text(encoding="utf-8"))


def read_rules(text: str) -> Rules:
    """Raises `ValueError` with what is wrong, in words."""
    found = tomllib.loads(text)
    fits, order = tuple(found["fits"]), tuple(found["order"])
    for given, known in ((fits, FITS), (order, ORDER)):
        if unknown := [code for code in given if code not in known]:
            raise ValueError(f"no such rule for places: {', '.join(unknown)}")
        if len(set(given)) != len(given):
            raise ValueError("a rule for places stands twice")
    if not order or order[-1] != "lot":
        raise ValueError("the order of places ends with the lot: else two could stand in the same place")
    return Rules(fits, order, int(found["answer_days"]), found["afternoon"], found["evening"])
