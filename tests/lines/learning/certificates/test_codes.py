"""Codes are read however they are typed, and the short one follows from the long one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.lines.learning.certificates import codes


@given(st.text(alphabet=codes.LETTERS, min_size=codes.LENGTH, max_size=codes.LENGTH), st.booleans())
def test_however_it_is_typed(code: str, small: bool) -> None:
    typed = codes.shown(code).replace("-", " - ")
    assert codes.read(typed.lower() if small else typed) == code
    assert codes.read(code.replace("0", "O").replace("1", "l")) == code
    assert codes.read(code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) == code


@pytest.mark.parametrize("typed", ["", "K7Q", "K7QM2F9TXW4D8HN!", "K7QM2F9TXW4D8HNPP", "كككككككككككككككك", "²" * 16])
def test_what_is_no_code(typed: str) -> None:
    assert codes.read(typed) in {None, "2" * 16}


@given(st.text(max_size=40))
def test_nothing_typed_breaks_it(typed: str) -> None:
    found = codes.read(typed)
    assert found is None or set(found) <= set(codes.LETTERS)


def test_new_ones_differ_and_tell_nothing_of_the_long_one() -> None:
    made = {codes.new() for _time in range(200)}
    assert len(made) == 200
    assert all(codes.compared(code).replace(" ", "") not in code for code in made)
    assert len({codes.compared(code) for code in made}) == 200
