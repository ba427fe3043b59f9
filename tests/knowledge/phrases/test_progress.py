"""Which card is asked next, and how far somebody is."""

import json
from datetime import UTC, datetime, timedelta

from jiwar.knowledge.phrases.progress import NEW_A_DAY, Next, Progress, Tally
from jiwar.knowledge.phrases.recall import Grade

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CARDS = tuple(f"card-{number:02}" for number in range(20))


def test_new_cards_come_in_their_order_and_only_so_many_a_day() -> None:
    progress, asked = Progress(), []
    for _time in range(NEW_A_DAY):
        card = progress.next(CARDS, NOW, TODAY).card
        assert card is not None
        asked.append(card)
        progress = progress.after(card, Grade.EASY, NOW, TODAY)
    assert asked == list(CARDS[:NEW_A_DAY])
    first_due = min(memory.due for memory in progress.memories.values())
    assert progress.next(CARDS, NOW, TODAY) == Next(None, first_due)
    assert progress.next(CARDS, NOW + DAY, TODAY + DAY) == Next(CARDS[NEW_A_DAY])


def test_what_is_longest_due_is_asked_before_anything_new() -> None:
    progress = Progress().after("card-01", Grade.GOOD, NOW, TODAY).after("card-00", Grade.AGAIN, NOW, TODAY)
    assert progress.next(CARDS, NOW + 2 * MINUTE, TODAY) == Next("card-00")
    assert progress.next(CARDS, NOW + 11 * MINUTE, TODAY) == Next("card-00")
    assert progress.next(("card-01", "card-05"), NOW + 11 * MINUTE, TODAY) == Next("card-01")
    assert progress.next(CARDS, NOW, TODAY) == Next("card-02")


def test_what_is_due_in_some_minutes_is_asked_rather_than_sending_somebody_away() -> None:
    progress = Progress().after("one", Grade.GOOD, NOW, TODAY)
    assert progress.next(["one"], NOW, TODAY) == Next("one")
    settled = progress.after("one", Grade.EASY, NOW + MINUTE, TODAY)
    assert settled.next(["one"], NOW + MINUTE, TODAY) == Next(None, settled.memories["one"].due)


def test_of_no_cards_nothing_is_asked() -> None:
    assert Progress().next([], NOW, TODAY) == Next(None)


def test_cards_of_a_deck_that_was_taken_away_are_kept_and_not_asked() -> None:
    progress = Progress().after("gone", Grade.AGAIN, NOW, TODAY)
    assert progress.next(["here"], NOW + DAY, TODAY + DAY) == Next("here")
    assert progress.tally(["here"]) == Tally(settled=0, begun=0, new=1)


def test_the_tally_and_the_plain_form() -> None:
    progress = Progress().after("a", Grade.EASY, NOW, TODAY).after("b", Grade.AGAIN, NOW, TODAY)
    assert progress.tally(["a", "b", "c"]) == Tally(settled=1, begun=1, new=1)
    assert Progress.of_plain(json.loads(json.dumps(progress.plain()))) == progress
    assert Progress.of_plain({}) == Progress()
    assert (progress.reviews, progress.new, progress.day) == (2, 2, TODAY)
