"""What holds of any two texts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jiwar.knowledge.names import compare, keys

ANY = st.text(st.characters(), max_size=40)
LETTERS = st.text("abdehilmnorsuAl-' محدعبالرينوأةىকমহদአበደАИванов", min_size=1, max_size=30)


@given(ANY | LETTERS, ANY | LETTERS)
@settings(max_examples=300, deadline=None)
def test_comparing_is_symmetric_and_never_raises(a: str, b: str) -> None:
    one, other = compare(a, b), compare(b, a)
    assert abs(one.score - other.score) < 1e-6
    assert 0 <= one.score <= 1
    assert len(one.why) == len(other.why)


@given(ANY | LETTERS)
@settings(max_examples=300, deadline=None)
def test_a_name_is_itself(name: str) -> None:
    assert compare(name, name).score == 1.0


@given(ANY | LETTERS)
@settings(max_examples=300, deadline=None)
def test_keys_are_stable_and_short(name: str) -> None:
    assert keys(name) == keys(name)
    assert all(0 < len(key) <= 8 for key in keys(name))
