"""Cells merged downwards: each row gets what was written once for all of them (a family's number, a camp)."""

from collections.abc import Iterable, Iterator

from jiwar.foundation.sheets.cells import EMPTY, Cell

Span = tuple[int, int, int]
"""Column (from 0), first and last row (from 1)."""


def filled_down(rows: Iterable[tuple[int, list[Cell]]], spans: Iterable[Span]) -> Iterator[tuple[int, list[Cell]]]:
    waiting = sorted(spans, key=lambda span: span[1], reverse=True)
    running: dict[int, tuple[int, Cell]] = {}
    for number, cells in rows:
        for column, (until, value) in list(running.items()):
            if number > until:
                del running[column]
            elif value:
                cells += [EMPTY] * (column + 1 - len(cells))
                cells[column] = cells[column] or value
        while waiting and waiting[-1][1] <= number:
            column, first, last = waiting.pop()
            if first == number:
                running[column] = (last, cells[column] if column < len(cells) else EMPTY)
        yield number, cells
