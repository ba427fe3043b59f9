"""What holds of any two texts."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiwar.knowledge.names import Evidence, Index, combine, compare, compare_many, keys
from jiwar.knowledge.names.reading import MOST_PARTS, read
from jiwar.knowledge.names.scripts import LONGEST_PART

ANY = st.text(st.characters(), max_size=40)
LETTERS = st.text("abdehilmnorsuAl-' محدعبالرينوأةىکমহদአበደАИванов", min_size=1, max_size=30)
NAMES = ANY | LETTERS


@given(NAMES, NAMES)
@settings(max_examples=100, deadline=None)
def test_comparing_is_symmetric_and_never_raises(a: str, b: str) -> None:
    one, other = compare(a, b), compare(b, a)
    assert one == other.exchanged() or one == other
    assert 0 <= one.score <= 1
    assert one.explain()


@given(NAMES)
@settings(max_examples=100, deadline=None)
def test_a_name_is_itself(name: str) -> None:
    assert compare(name, name).score == 1.0


@given(NAMES)
@settings(max_examples=100, deadline=None)
def test_keys_are_stable_and_short(name: str) -> None:
    assert keys(name) == keys(name)
    assert all(0 < len(key) <= 8 for key in keys(name))


@given(NAMES)
@settings(max_examples=100, deadline=None)
def test_what_was_read_reads_the_same(name: str) -> None:
    """The letters of a part, written down and read again, are the letters of one part or of its words."""
    for part in read(name).parts:
        again = read(part.written)
        assert "".join(p.letters for p in again.parts)[:LONGEST_PART] == part.letters or again.left_out


@given(NAMES, NAMES)
@settings(max_examples=100, deadline=None)
def test_many_pairs_score_as_one_pair(a: str, b: str) -> None:
    assert compare_many([a, b, a], [b, a, a]).tolist() == pytest.approx([compare(a, b).score] * 2 + [1.0], abs=1e-5)


@given(st.lists(NAMES, max_size=5), NAMES)
@settings(max_examples=100, deadline=None)
def test_an_index_takes_any_names(names: list[str], sought: str) -> None:
    index = Index()
    index.build(names)
    found = index.search(sought, 3)
    assert len(found) <= 3
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert all(0 <= place < len(names) and 0 <= score <= 1 for place, score in found)


@given(NAMES, NAMES)
@settings(max_examples=50, deadline=None)
def test_evidence_takes_any_parents(a: str, b: str) -> None:
    score = combine(0.5, Evidence(father=a, mother=b), Evidence(father=b, mother=a)).score
    assert score == pytest.approx(combine(0.5, Evidence(father=b, mother=a), Evidence(father=a, mother=b)).score)


@pytest.mark.parametrize(
    "text", ["\ud800\udfff", "\x00", "ـ" * 50, "\u200f\u200e", "🙂 🙂", "١٢٣", "ﷺ", "a\u0301" * 200]
)
def test_strange_text_is_taken(text: str) -> None:
    assert compare(text, text).score == 1.0
    assert 0 <= compare(text, "Ali Hassan").score <= 1
    assert compare(text, "Ali Hassan") == compare("Ali Hassan", text).exchanged()


@pytest.mark.parametrize("text", ["a" * 10_000, "محمد " * 2_000, "ab " * 3_333, "ﷺ" * 10_000, "ሀ" * 10_000])
def test_ten_thousand_characters_take_no_longer_than_a_name(text: str) -> None:
    begun = time.process_time()
    compare(text, "Mohamed Abdelrahman")
    keys(text)
    assert time.process_time() - begun < 2
    assert len(read(text).parts) <= MOST_PARTS
