"""Where a learner begins. Read by teachers: a named learner, what was seen, and where they are placed; then every way
through each ladder, and any answers at all."""

from collections.abc import Iterator
from itertools import product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.instruments import (
    Mark,
    PlacementError,
    Skill,
    Suggested,
    Weighs,
    asked,
    next_question,
    place,
    placement,
    read_placement,
)
from jiwar.knowledge.instruments.ladders import Ladder, Step
from jiwar.knowledge.levels import Level

OF: Final = placement()
YES, PARTLY, NO, SKIPPED = Mark.YES, Mark.PARTLY, Mark.NO, Mark.SKIPPED
IDS: Final = [question.id for question in OF.questions()]
LADDERS: Final = {ladder.skill: ladder for ladder in OF.ladders}
GETS_BETTER: Final = [NO, PARTLY, YES]


def able(**reached: int) -> dict[str, Mark]:
    """All answers of somebody who reached so many steps of each skill, also those nobody asks for."""
    found: dict[str, Mark] = {}
    for ladder in OF.ladders:
        for at, step in enumerate(ladder.steps):
            mark = YES if at < reached.get(ladder.skill.replace("-", "_"), 0) else NO
            found |= {each.id: mark for each in (step.first, step.second) if each}
    return found


def gone_through(sees: dict[str, Mark]) -> dict[str, Mark]:
    """Held with somebody who answers so."""
    marks: dict[str, Mark] = {}
    while (question := next_question(OF, marks)) is not None:
        assert question.id not in marks
        marks[question.id] = sees[question.id]
    return marks


def weight(found: Suggested, skill: Skill) -> Weighs:
    return next(reason.weighs for reason in found.reasons if reason.found.skill is skill)


@pytest.mark.parametrize(
    ("reached", "level", "speaks", "letters", "questions"),
    [
        # Ahmed: reads no script, has caught a few words of the language in the street.
        ({"listening": 1}, Level.LITERACY, 0, False, 9),
        # Speaks well after years at work and reads nothing: to the letters, with what they speak beside.
        ({"listening": 3, "speaking": 3, "can_do": 3}, Level.LITERACY, 3, False, 13),
        # A nurse, just come: reads and writes at home, nothing here.
        ({"own_script": 3}, Level.A1, 0, True, 5),
        # The same after a year.
        ({"own_script": 3, "host_script": 3, "listening": 2, "speaking": 1, "can_do": 2}, Level.A2, 1, False, 11),
        # Reads here what they never learned to read at home: no beginner in reading.
        ({"host_script": 3, "listening": 1, "speaking": 1, "can_do": 1}, Level.A2, 1, False, 11),
        ({"own_script": 3, "host_script": 3, "listening": 5, "speaking": 5, "can_do": 5}, Level.C2, 5, False, 10),
    ],
)
def test_named_learners(reached: dict[str, int], level: Level, speaks: int, letters: bool, questions: int) -> None:
    marks = gone_through(able(**reached))
    found = place(OF, marks)
    assert (found.level, found.speaks, found.letters, len(marks)) == (level, speaks, letters, questions)


def test_each_skill_gives_its_reason() -> None:
    marks = gone_through(able(own_script=3, host_script=3, listening=3, speaking=2, can_do=4))
    found = place(OF, marks)
    assert [reason.found.skill for reason in found.reasons] == [ladder.skill for ladder in OF.ladders]
    assert {each: weight(found, each) for each in Skill} == {
        Skill.OWN_SCRIPT: Weighs.BESIDE,
        Skill.LISTENING: Weighs.HIGHER,
        Skill.SPEAKING: Weighs.DECIDES,
        Skill.HOST_SCRIPT: Weighs.BESIDE,
        Skill.CAN_DO: Weighs.HIGHER,
    }


def test_nothing_known_is_said() -> None:
    for marks in ({}, gone_through(dict.fromkeys(IDS, SKIPPED))):
        found = place(OF, marks)
        assert (found.level, found.speaks, found.letters) == (None, None, False)
        assert {reason.weighs for reason in found.reasons} == {Weighs.UNKNOWN}


def test_their_own_word_counts_where_nothing_was_shown() -> None:
    """Somebody who does not want to speak today."""
    shy = dict.fromkeys(IDS, SKIPPED) | {"own_text": YES, "can_a1": YES, "can_a2": YES, "can_b1": NO}
    found = place(OF, gone_through(shy))
    assert (found.level, weight(found, Skill.CAN_DO)) == (Level.B1, Weighs.DECIDES)


def test_it_stops_early() -> None:
    """Who neither follows nor says a word is not asked what they can do."""
    marks = gone_through(able(own_script=3))
    assert set(marks) == {"own_text", "listen_a1", "speak_a1", "host_words", "host_signs"}
    assert weight(place(OF, marks), Skill.CAN_DO) is Weighs.LEFT_OUT


def test_what_was_not_asked_is_not_counted() -> None:
    """An earlier answer was mended: what followed from the old one stays written and says nothing."""
    marks = gone_through(able(own_script=3, host_script=3, listening=4, speaking=4, can_do=4))
    mended = marks | {"listen_a1": NO}
    assert next_question(OF, mended) is not None or place(OF, mended).speaks == 0
    assert "listen_b1" not in {question.id for question in asked(OF, mended)}
    assert place(OF, mended | {"speak_a1": NO}).reasons[1].found.reached == 0


def ways(ladder: Ladder) -> Iterator[dict[str, Mark]]:
    """Every answer to every step of a ladder: its first question, and its second where the first went partly."""
    steps = []
    for step in ladder.steps:
        plain = [{step.first.id: mark} for mark in (YES, NO, SKIPPED)]
        partly = [{step.first.id: PARTLY} | ({step.second.id: mark} if step.second else {}) for mark in Mark]
        steps.append(plain + (partly if step.second else partly[:1]))
    for several in product(*steps):
        yield {name: mark for one in several for name, mark in one.items()}


@pytest.mark.parametrize("skill", list(Skill))
def test_every_way_through_a_ladder_ends_where_it_must(skill: Skill) -> None:
    """All of them, with everything before it skipped: 16,807 for the long ladders."""
    ladder = LADDERS[skill]
    before = {name: SKIPPED for name in IDS if name not in _ids(ladder)}
    rank = len(ladder.steps)
    for sees in ways(ladder):
        marks = before | sees
        way = [question.id for question in asked(OF, marks) if question.id in sees]
        assert len(way) == len(set(way)) <= 2 * rank
        assert next_question(OF, marks) is None
        found = next(reason.found for reason in place(OF, marks).reasons if reason.found.skill is skill)
        reached = [at for at, step in enumerate(ladder.steps) if step.first.id in way and _reached(step, sees)]
        skipped = any(sees.get(name) is SKIPPED for name in way)
        assert found.reached == (max(reached) + 1 if reached else None if skipped else 0)
        assert found.or_more == bool(reached and skipped)
        if found.reached is not None and not found.or_more and found.reached < rank:
            assert ladder.steps[found.reached].first.id in way


def _ids(ladder: Ladder) -> list[str]:
    return [each.id for step in ladder.steps for each in (step.first, step.second) if each]


def _reached(step: Step, sees: dict[str, Mark]) -> bool:
    decisive = step.second if sees[step.first.id] is PARTLY and step.second else step.first
    return sees.get(decisive.id) is YES


ANY_MARKS: Final = st.fixed_dictionaries({name: st.sampled_from(list(Mark)) for name in IDS})
SEEN: Final = st.fixed_dictionaries({name: st.sampled_from(GETS_BETTER) for name in IDS})


@given(ANY_MARKS)
def test_it_always_ends_and_asks_nothing_twice(sees: dict[str, Mark]) -> None:
    marks = gone_through(sees)
    assert [question.id for question in asked(OF, marks)] == list(marks)
    assert len(marks) <= len(IDS)
    found = place(OF, marks)
    assert found.level in {None, *Level}
    assert len(found.reasons) == len(Skill)
    assert found == place(OF, sees)


@given(SEEN, st.sampled_from(IDS), st.sampled_from(GETS_BETTER))
def test_a_better_answer_never_places_lower(sees: dict[str, Mark], name: str, mark: Mark) -> None:
    better = sees | {name: max(sees[name], mark, key=GETS_BETTER.index)}
    order = list(Level)
    before, after = place(OF, gone_through(sees)).level, place(OF, gone_through(better)).level
    assert before is not None
    assert after is not None
    assert order.index(after) >= order.index(before)


@given(ANY_MARKS, st.integers(0, 40))
def test_stopped_anywhere_it_says_what_is_known(sees: dict[str, Mark], after: int) -> None:
    """Half a placement never tells less than it did, and speaks of no skill nobody asked about."""
    marks = dict(list(gone_through(sees).items())[:after])
    for reason in place(OF, marks).reasons:
        ids = _ids(LADDERS[reason.found.skill])
        if not any(name in marks for name in ids):
            assert reason.weighs in {Weighs.UNKNOWN, Weighs.LEFT_OUT}


TEXT: Final = """
version = "1"
[[ladders]]
skill = "own-script"
starts = "text"
"""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("version =", "Invalid"),
        ("version = '1'", "ladders are missing"),
        (TEXT, "own-script: steps are missing"),
        (TEXT.replace("own-script", "juggling"), "juggling is no skill"),
        (TEXT + "tempo = 3\n", "own-script: tempo is nothing we read"),
        (TEXT + "[[ladders.steps]]\nstep = 'text'\n", "questions are missing"),
        (TEXT + "[[ladders.steps]]\nstep = 'text'\n[[ladders.steps.questions]]\nid = 'a'\nen = 'A'", "no text in ar"),
    ],
)
def test_a_faulty_file_is_refused_by_name(text: str, fault: str) -> None:
    with pytest.raises(PlacementError, match=fault):
        read_placement(text)
