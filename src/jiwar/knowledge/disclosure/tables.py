"""Small counts identify people: they are hidden, and others with them, so that no total tells what is hidden.

A hidden cell can be worked out from the totals exactly when, in the graph whose points are rows and columns (also those
of the totals) and whose lines are hidden cells, its line lies on no circle. So further cells are hidden until every one
lies on a circle. They are chosen among counts that are not zero: along a circle of such cells one can always be added
and taken away in turn, so that at least two tables fit what is shown.

That is not enough where few people are hidden together: whoever sees seven in all and five of them knows that the two
hidden counts, which are not zero, are one and one. So what is hidden of a row or column whose total is shown comes to
at least as many as a count that may be shown.
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
    while (more := _more(full, hidden, least)) != set():
        if more is None:
            hidden = set(_cells(full))
            break
        hidden |= more
    rows = tuple(
        tuple(None if (at, place) in hidden else count for place, count in enumerate(row))
        for at, row in enumerate(full)
    )
    return Table(rows)


def _more(full: Counts, hidden: set[Cell], least: int) -> set[Cell] | None:
    """What has to be hidden besides; nothing where it is enough, None where nothing helps but hiding all."""
    for line in _lines(full):
        *inner, total = line
        rest = sum(_at(full, cell) for cell in inner if cell in hidden)
        if total not in hidden and 0 < rest < least:
            shown = [cell for cell in inner if cell not in hidden and _at(full, cell)]
            return {min(shown, key=lambda cell: (_at(full, cell), cell), default=total)}
    told = _told(hidden)
    return set() if told is None else _circle(full, hidden, told)


def _lines(full: Counts) -> list[list[Cell]]:
    """Rows and columns, each with its total at the end."""
    height, width = len(full), len(full[0])
    rows = [[(row, column) for column in range(width)] for row in range(height)]
    return rows + [[(row, column) for row in range(height)] for column in range(width)]


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
