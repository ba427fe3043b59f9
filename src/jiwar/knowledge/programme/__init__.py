"""A year of language classes in figures that point at nobody. Pure: no clock, no database.

    found = programme.picture(people)

People are counted, not seats: each stands once, under the level of their last class, with one outcome. The three tables
share no sum, so that none tells what another hides.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from jiwar.knowledge.disclosure import LEAST, Table, hide_small
from jiwar.knowledge.levels import Level

NO_CLASS: Final = "no-class"
GOES_ON: Final = "goes-on"
GAINED: Final = "gained"
FINISHED: Final = "finished"


@dataclass(frozen=True, slots=True)
class Learnt:
    """One person's year. `level`: of their last class, or where they were placed. `outcome`: one of those above, or
    the reason for which they left. `placed`: in which level, where they were placed in this year. `test`: the best that
    came of tests they took; empty: they took none."""

    level: Level
    outcome: str
    attended: timedelta = timedelta()
    offered: timedelta = timedelta()
    placed: Level | None = None
    test: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Names of rows and columns without those in which nobody stands; in `table` each row ends with its sum, and the
    last row is that of the columns. A single row has no row of sums beside it that says more."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Picture:
    """`share`: hours attended of those offered, None where they would be too few people's."""

    outcomes: Figures
    placed: Figures
    tests: Figures
    share: float | None
    people: int


def picture(people: Iterable[Learnt], outcomes: Sequence[str], tests: Sequence[str], least: int = LEAST) -> Picture:
    """`outcomes`, `tests`: all there are, in the order in which they are shown. Raises `ValueError` for another."""
    known = list(people)
    levels = tuple(level.value for level in Level)
    for each in known:
        if each.outcome not in outcomes or each.test not in ("", *tests):
            raise ValueError(f"{each.outcome} or {each.test} is none of those shown")
    by_outcome = Counter((each.level.value, each.outcome) for each in known)
    by_level = Counter(("", each.placed.value) for each in known if each.placed)
    by_test = Counter(("", each.test) for each in known if each.test)
    return Picture(
        outcomes=_figures(by_outcome, levels, outcomes, least),
        placed=_figures(by_level, ("",), levels, least),
        tests=_figures(by_test, ("",), tests, least),
        share=_share(known, least),
        people=len(known),
    )


def _figures(counted: Counter[tuple[str, str]], rows: Sequence[str], columns: Sequence[str], least: int) -> Figures:
    shown_rows = tuple(row for row in rows if any(counted[row, column] for column in columns))
    shown = tuple(column for column in columns if any(counted[row, column] for row in rows))
    counts = [[counted[row, column] for column in shown] for row in shown_rows]
    return Figures(shown_rows, shown, hide_small(counts, least))


def _share(people: Sequence[Learnt], least: int) -> float | None:
    """Of all together, never of one level: a level in which few learn would be known by what is left."""
    came = [each for each in people if each.offered]
    offered = sum((each.offered for each in came), timedelta())
    if len(came) < least or not offered:
        return None
    return sum((each.attended for each in came), timedelta()) / offered


__all__ = ["FINISHED", "GAINED", "GOES_ON", "NO_CLASS", "Figures", "Learnt", "Picture", "picture"]
