"""How a placement goes on: each question follows from the answers so far; it stops where no answer would tell more.

On each ladder one goes up from a step that was reached and down from one that was not, so a ladder is at its end when a
step reached lies below one that was not, or at its top or bottom. What is not on that way is never asked, and what was
answered there before somebody mended an earlier answer does not count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from jiwar.knowledge.instruments.ladders import (
    LEVELS,
    READS,
    Ladder,
    Mark,
    Marks,
    Placement,
    PlacementQuestion,
    Skill,
    Step,
)
from jiwar.knowledge.levels import Level


@dataclass(frozen=True, slots=True)
class Found:
    """What a ladder told. `reached`: how many steps, None where that is not known; `or_more`: at least so many, and
    nobody looked higher; `asked`: False where it was left out because nothing could follow from it."""

    skill: Skill
    reached: int | None
    or_more: bool = False
    asked: bool = True

    @property
    def none(self) -> bool:
        return self.reached == 0


class Weighs(StrEnum):
    """What a skill's finding does to the suggestion."""

    DECIDES = "decides"
    AGREES = "agrees"
    HIGHER = "higher"
    LOWER = "lower"
    BESIDE = "beside"
    UNKNOWN = "unknown"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Reason:
    found: Found
    weighs: Weighs


@dataclass(frozen=True, slots=True)
class Suggested:
    """`level`: the first not yet reached, so what the class teaches, or the literacy track; None: not known.
    `speaks`: how many levels were reached by ear and mouth. `letters`: the script of the language is to be learned
    beside. `reasons`: one for each skill, in the order of the ladders."""

    level: Level | None
    speaks: int | None
    letters: bool
    reasons: tuple[Reason, ...]


def next_question(of: Placement, marks: Marks) -> PlacementQuestion | None:
    """None: enough is known."""
    return next((question for question in asked(of, marks) if question.id not in marks), None)


def asked(of: Placement, marks: Marks) -> list[PlacementQuestion]:
    """The way these answers lead, in order; the last of it may be still to answer."""
    way: list[PlacementQuestion] = []
    known: dict[Skill, Found] = {}
    for ladder in of.ladders:
        found = _gone(ladder, marks, known, way)
        if found is None:
            break
        known[ladder.skill] = found
    return way


def place(of: Placement, marks: Marks) -> Suggested:
    """What was found so far. What is not answered is not known."""
    known: dict[Skill, Found] = {}
    for ladder in of.ladders:
        known[ladder.skill] = _gone(ladder, marks, known, []) or _unfinished(ladder, marks, known)
    return _suggested(known)


def _gone(ladder: Ladder, marks: Marks, known: dict[Skill, Found], way: list[PlacementQuestion]) -> Found | None:
    """Goes along a ladder, adding to `way`; None: a question of it is still open."""
    if ladder.not_when_none and all(known[skill].none for skill in ladder.not_when_none):
        return Found(ladder.skill, None, asked=False)
    reached: set[int] = set()
    missed: set[int] = set()
    at = _start(ladder, known)
    while True:
        way.extend(_questions(ladder.steps[at], marks))
        outcome = _outcome(ladder.steps[at], marks)
        if outcome is None:
            return None
        if outcome is Mark.SKIPPED:
            return Found(ladder.skill, max(reached) + 1 if reached else None, or_more=bool(reached))
        (reached if outcome is Mark.YES else missed).add(at)
        at += 1 if outcome is Mark.YES else -1
        if at < 0 or at == len(ladder.steps) or at in reached | missed:
            return Found(ladder.skill, max(reached) + 1 if reached else 0)


def _unfinished(ladder: Ladder, marks: Marks, known: dict[Skill, Found]) -> Found:
    """Of a ladder somebody stopped on: at least what was reached."""
    way: list[PlacementQuestion] = []
    _gone(ladder, marks, known, way)
    ids = {question.id for question in way}
    reached = [place for place, step in enumerate(ladder.steps) if step.first.id in ids and _yes(step, marks)]
    return Found(ladder.skill, max(reached) + 1 if reached else None, or_more=bool(reached))


def _start(ladder: Ladder, known: dict[Skill, Found]) -> int:
    before = known[ladder.starts_as].reached if ladder.starts_as else None
    if not before:
        return ladder.starts
    return min(before, len(ladder.steps)) - 1


def _questions(step: Step, marks: Marks) -> Iterator[PlacementQuestion]:
    yield step.first
    if step.second is not None and marks.get(step.first.id) is Mark.PARTLY:
        yield step.second


def _yes(step: Step, marks: Marks) -> bool:
    return _outcome(step, marks) is Mark.YES


def _outcome(step: Step, marks: Marks) -> Mark | None:
    """YES, NO or SKIPPED; None: still to be asked."""
    first = marks.get(step.first.id)
    if first is not Mark.PARTLY:
        return first
    if step.second is None:
        return Mark.NO
    second = marks.get(step.second.id)
    return Mark.NO if second is Mark.PARTLY else second


def _suggested(known: dict[Skill, Found]) -> Suggested:
    speaks = _speaks(known)
    literacy = _reads_nothing(known)
    level = Level.LITERACY if literacy else None if speaks is None else LEVELS[min(speaks, len(LEVELS) - 1)]
    host = known[Skill.HOST_SCRIPT].reached
    letters = not literacy and host is not None and host < READS
    reasons = tuple(Reason(found, _weighs(found, known, speaks, literacy)) for found in known.values())
    return Suggested(level, speaks, letters, reasons)


def _speaks(known: dict[Skill, Found]) -> int | None:
    """By what was heard and said, the lower of both; the learner's own word only where neither is known."""
    shown = [known[skill].reached for skill in (Skill.LISTENING, Skill.SPEAKING)]
    certain = [reached for reached in shown if reached is not None]
    return min(certain) if certain else known[Skill.CAN_DO].reached


def _reads_nothing(known: dict[Skill, Found]) -> bool:
    """No text in the own script, nor in that of the language taught. Where the first is not known, nobody is sent back
    to the letters."""
    own, host = known[Skill.OWN_SCRIPT], known[Skill.HOST_SCRIPT]
    certain = own.reached is not None and not own.or_more
    return certain and max(own.reached or 0, host.reached or 0) < READS


def _weighs(found: Found, known: dict[Skill, Found], speaks: int | None, literacy: bool) -> Weighs:
    if found.reached is None:
        return Weighs.UNKNOWN if found.asked else Weighs.LEFT_OUT
    if found.skill.is_script:
        return Weighs.DECIDES if literacy else Weighs.BESIDE
    if literacy:
        return Weighs.BESIDE
    if found.skill is Skill.CAN_DO and any(known[s].reached is not None for s in (Skill.LISTENING, Skill.SPEAKING)):
        return _beside(found.reached, speaks or 0)
    return Weighs.DECIDES if found.reached == speaks else Weighs.HIGHER


def _beside(said: int, shown: int) -> Weighs:
    return Weighs.AGREES if said == shown else Weighs.HIGHER if said > shown else Weighs.LOWER
