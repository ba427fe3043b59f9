"""Names, dates and references kept apart from the direction around them."""

from jiwar.foundation.papers.isolating import Piece, isolated, pieces, plain, reference


def test_a_sentence_in_pieces() -> None:
    said = f"قرار {reference('2026/45 (B)')} في {isolated('٢ آذار ٢٠٢٦')}."
    assert list(pieces(said)) == [
        Piece("قرار "),
        Piece("2026/45\u00a0(B)", "ltr"),
        Piece(" في "),
        Piece("٢ آذار ٢٠٢٦", "auto"),
        Piece("."),
    ]
    assert plain(said) == "قرار 2026/45\u00a0(B) في ٢ آذار ٢٠٢٦."


def test_each_line_is_kept_apart_by_itself_and_nothing_is_nothing() -> None:
    assert isolated("Bulvar 12\n06420 Ankara") == "\u2068Bulvar 12\u2069\n\u206806420 Ankara\u2069"
    assert isolated("  ") == reference("") == ""


def test_marks_of_somebody_elses_are_taken_out() -> None:
    """One end too many would let the rest of the sentence fall out of its own direction."""
    assert isolated("a\u2069b\u202ec") == "\u2068abc\u2069"
