"""Small counts identify people: they are hidden, and others with them, so that no total tells what is hidden.

A hidden cell can be worked out from the totals exactly when, in the graph whose points are rows and columns (also those
of the totals) and whose lines are hidden cells, its line lies on no circle. So further cells are hidden until every one
lies on a circle. They are chosen among counts that are not zero: along a circle of such cells one can always be added
and taken away in turn, so that at least two tables fit what is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

LEAST: Final = 5
"""Our own practice: no rule of the field was found that sets a number."""

Cell = tuple[int, int]
Counts = list[list[int]]


@dataclass(frozen=True)
class Table:
    """Rows of cells, the last of each row its total, the last row those of the columns. None: hidden."""

    rows: tuple[tuple[int | None, ...], ...]

    @property
    def empty(self) -> bool:
        """Nothing of it can be shown."""
        return all(cell is None for row in self.rows for cell in row)


def hide_small(counts: Sequence[Sequence[int]], least: int = LEAST) -> Table:
    """`counts` without totals, all rows of one length. Zero is shown: it counts nobody."""
    full = _with_totals(counts)
    hidden = {cell for cell in _cells(full) if 0 < _at(full, cell) < least}
    while (told := _told(hidden)) is not None:
        more = _circle(full, hidden, told)
        if more is None:
            hidden = set(_cells(full))
            break
        hidden |= more
    rows = tuple(
        tuple(None if (at, place) in hidden else count for place, count in enumerate(row))
        for at, row in enumerate(full)
    )
    return Table(rows)


def _with_totals(counts: Sequence[Sequence[int]]) -> Counts:
    rows = [[*row, sum(row)] for row in counts]
    width = len(rows[0]) if rows else 1
    return [*rows, [sum(row[place] for row in rows) for place in range(width)]]


def _cells(full: Counts) -> list[Cell]:
    return list(product(range(len(full)), range(len(full[0]))))


def _at(full: Counts, cell: Cell) -> int:
    return full[cell[0]][cell[1]]


def _told(hidden: set[Cell]) -> Cell | None:
    """The first hidden cell that the totals tell."""
    return next((cell for cell in sorted(hidden) if not _on_a_circle(cell, hidden)), None)


def _on_a_circle(cell: Cell, hidden: set[Cell]) -> bool:
    """Whether its row reaches its column by other hidden cells."""
    rows, columns = {cell[0]}, set[int]()
    others = hidden - {cell}
    grew = True
    while grew:
        near = {place for at, place in others if at in rows} - columns
        columns |= near
        reached = {at for at, place in others if place in columns} - rows
        rows |= reached
        grew = bool(near or reached)
    return cell[1] in columns


def _circle(full: Counts, hidden: set[Cell], told: Cell) -> set[Cell] | None:
    """The three cells that close the smallest circle with `told`; None where there is none without a zero."""
    found: list[tuple[int, list[Cell]]] = []
    for row, column in _cells(full):
        if row == told[0] or column == told[1]:
            continue
        corners = [(row, column), (row, told[1]), (told[0], column)]
        if all(_at(full, corner) for corner in corners):
            found.append((sum(_at(full, corner) for corner in corners if corner not in hidden), corners))
    return set(min(found)[1]) if found else None
