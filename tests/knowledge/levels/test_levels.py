from jiwar.knowledge.levels import Level


def test_levels_are_learned_in_order_and_reading_comes_first() -> None:
    assert sorted(Level, key=lambda level: level.rank) == list(Level)
    assert Level("literacy").rank == 0 < Level("a1").rank < Level("c2").rank
