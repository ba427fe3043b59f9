"""Small counts are hidden, and nothing that is shown tells them."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from jiwar.knowledge.disclosure import LEAST, Table, hide_small

WIDTH = st.shared(st.integers(1, 4), key="width")
COUNTS = WIDTH.flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 14), min_size=width, max_size=width), min_size=1, max_size=5)
)


def full(counts: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def worked_out(table: Table) -> set[tuple[int, int]]:
    """Hidden cells that the sums of rows and columns leave one value for: by elimination, not by circles."""
    hidden = [(a, b) for a, row in enumerate(table.rows) for b, cell in enumerate(row) if cell is None]
    height, width = len(table.rows), len(table.rows[0])
    lines = [[(a, b) for b in range(width)] for a in range(height)] + [
        [(a, b) for a in range(height)] for b in range(width)
    ]
    known = [[_sign(line, cell) for cell in hidden] for line in lines]
    for pivot in range(len(hidden)):
        at = next((row for row in known if row[pivot] and not any(row[:pivot])), None)
        if at is None:
            continue
        at[:] = [value / at[pivot] for value in at]
        for row in known:
            if row is not at and row[pivot]:
                row[:] = [value - row[pivot] * of for value, of in zip(row, at, strict=True)]
    return {hidden[_only(row)] for row in known if sum(bool(value) for value in row) == 1}


def _only(row: list[Fraction]) -> int:
    return next(place for place, value in enumerate(row) if value)


def _sign(line: list[tuple[int, int]], cell: tuple[int, int]) -> Fraction:
    """In the sum of a line its last cell is the total."""
    return Fraction(0) if cell not in line else Fraction(-1 if cell == line[-1] else 1)


@given(COUNTS)
@settings(max_examples=300, deadline=None)
def test_no_hidden_cell_can_be_worked_out(counts: list[list[int]]) -> None:
    table = hide_small(counts)
    assert worked_out(table) == set()


@given(COUNTS)
@settings(max_examples=300, deadline=None)
def test_no_small_count_is_shown_and_what_is_shown_is_true(counts: list[list[int]]) -> None:
    for row, said in zip(hide_small(counts).rows, full(counts), strict=True):
        for cell, count in zip(row, said, strict=True):
            assert cell in (None, count)
            assert cell is None or cell == 0 or cell >= LEAST


@given(st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=2, max_size=2))
@settings(max_examples=60, deadline=None)
def test_at_least_two_tables_fit_what_is_shown(counts: list[list[int]]) -> None:
    table = hide_small(counts)
    fits = [
        each
        for values in product(range(9), repeat=4)
        if _fits(table, each := full([list(values[:2]), list(values[2:])]))
    ]
    for a, row in enumerate(table.rows):
        for b, cell in enumerate(row):
            assert cell is not None or len({each[a][b] for each in fits}) > 1


def _fits(table: Table, each: list[list[int]]) -> bool:
    """A hidden count is not zero, for zeros are shown; only where nothing is shown it may be."""
    return all(
        cell == count or (cell is None and (count > 0 or table.empty))
        for row, said in zip(table.rows, each, strict=True)
        for cell, count in zip(row, said, strict=True)
    )


@given(COUNTS)
@settings(max_examples=300, deadline=None)
def test_few_people_are_not_hidden_alone_beside_a_total(counts: list[list[int]]) -> None:
    table, said = hide_small(counts), full(counts)
    for across in (False, True):
        shown, told = ([*zip(*rows, strict=True)] if across else rows for rows in (table.rows, said))
        for row, counted in zip(shown, told, strict=True):
            hidden = sum(count for cell, count in zip(row[:-1], counted[:-1], strict=True) if cell is None)
            assert row[-1] is None or hidden == 0 or hidden >= LEAST


def test_one_and_one_are_not_told_by_five_of_seven() -> None:
    assert hide_small([[5, 1, 1]]).rows == ((None, None, None, 7), (None, None, None, 7))


def test_one_small_count_takes_others_with_it() -> None:
    assert hide_small([[2, 20], [30, 40]]).rows == ((None, None, 22), (None, None, 70), (32, 60, 92))


def test_large_counts_and_zeros_are_shown() -> None:
    assert hide_small([[5, 0], [9, 7]]).rows == ((5, 0, 5), (9, 7, 16), (14, 7, 21))


def test_a_table_of_few_people_shows_nothing() -> None:
    assert hide_small([[1]]).empty
    assert hide_small([]).rows == ((0,),)
