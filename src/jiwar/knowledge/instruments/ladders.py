"""Where a learner begins: the questions as data, and how a file of them is read. How they are asked: `placing`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from jiwar.knowledge.levels import Level

LANGUAGES: Final = ("en", "ar", "fr")
LEVELS: Final = tuple(level for level in Level if level is not Level.LITERACY)
SCRIPT_STEPS: Final = ("signs", "words", "text")
READS: Final = len(SCRIPT_STEPS)
"""Who reached so many steps of a script reads a short text in it."""

_DATA: Final = Path(__file__).with_name("placement.toml")


class PlacementError(ValueError):
    """What is at fault in the file, in words for whoever writes it."""


class Skill(StrEnum):
    OWN_SCRIPT = "own-script"
    HOST_SCRIPT = "host-script"
    LISTENING = "listening"
    SPEAKING = "speaking"
    CAN_DO = "can-do"

    @property
    def is_script(self) -> bool:
        return self in {Skill.OWN_SCRIPT, Skill.HOST_SCRIPT}


class Mark(StrEnum):
    """What was seen. SKIPPED: not asked, or no telling."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    SKIPPED = "skipped"


Marks = Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class PlacementQuestion:
    id: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """`second`: asked where the first went partly."""

    code: str
    first: PlacementQuestion
    second: PlacementQuestion | None


@dataclass(frozen=True, slots=True)
class Ladder:
    """`starts`: the place of the step asked first, unless `starts_as` tells a better one."""

    skill: Skill
    steps: tuple[Step, ...]
    starts: int
    starts_as: Skill | None
    not_when_none: tuple[Skill, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """`ladders` in the order in which they are gone through."""

    version: str
    ladders: tuple[Ladder, ...]

    def question(self, question_id: str) -> PlacementQuestion | None:
        return next((each for each in self.questions() if each.id == question_id), None)

    def questions(self) -> list[PlacementQuestion]:
        steps = [step for ladder in self.ladders for step in ladder.steps]
        return [each for step in steps for each in (step.first, step.second) if each is not None]


@cache
def placement() -> Placement:
    return read_placement(_DATA.read_text(encoding="utf-8"))


def read_placement(text: str) -> Placement:
    """Raises `PlacementError`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlacementError(str(error)) from None
    _known(data, {"version", "ladders"}, "file")
    ladders: list[Ladder] = []
    for row in _rows(data, "ladders", "file"):
        ladders.append(_ladder(row, {ladder.skill for ladder in ladders}))
    found = Placement(str(data.get("version", "")), tuple(ladders))
    if {ladder.skill for ladder in ladders} != set(Skill):
        raise PlacementError("a skill has no ladder")
    names = [question.id for question in found.questions()]
    for name in names:
        if names.count(name) > 1:
            raise PlacementError(f"{name} stands twice")
    return found


def _ladder(row: Mapping[str, Any], before: set[Skill]) -> Ladder:
    skill = _skill(row.get("skill"), "a ladder")
    _known(row, {"skill", "starts", "starts_as", "not_when_none", "steps"}, skill)
    if skill in before:
        raise PlacementError(f"{skill} stands twice")
    steps = tuple(_step(each, skill) for each in _rows(row, "steps", skill))
    codes = tuple(step.code for step in steps)
    allowed = SCRIPT_STEPS if skill.is_script else LEVELS
    if codes != allowed[: len(codes)] or (skill.is_script and codes != allowed):
        raise PlacementError(f"{skill}: the steps are not {', '.join(allowed)}, from low to high")
    if row.get("starts") not in codes:
        raise PlacementError(f"{skill}: starts is none of its steps")
    as_where = _skill(row["starts_as"], skill) if "starts_as" in row else None
    none = tuple(_skill(each, skill) for each in row.get("not_when_none", []))
    if not before.issuperset({*none, *([as_where] if as_where else [])}):
        raise PlacementError(f"{skill}: names a skill that comes later")
    return Ladder(skill, steps, codes.index(row["starts"]), as_where, none)


def _step(row: Mapping[str, Any], skill: Skill) -> Step:
    _known(row, {"step", "questions"}, skill)
    questions = [_question(each, skill) for each in _rows(row, "questions", skill)]
    if len(questions) > 2:
        raise PlacementError(f"{skill}: a step has one question or two")
    return Step(str(row.get("step", "")), questions[0], questions[1] if len(questions) == 2 else None)


def _question(row: Mapping[str, Any], skill: Skill) -> PlacementQuestion:
    name = str(row.get("id", ""))
    _known(row, {"id", *LANGUAGES}, name or skill)
    if not name.isascii() or not name.replace("_", "").isalnum():
        raise PlacementError(f"{skill}: a question has no small word as its id")
    texts = {language: str(row.get(language, "")).strip() for language in LANGUAGES}
    for language, said in texts.items():
        if not said:
            raise PlacementError(f"{name}: has no text in {language}")
    return PlacementQuestion(name, texts)


def _skill(given: Any, where: str) -> Skill:
    if given not in set(Skill):
        raise PlacementError(f"{where}: {given} is no skill")
    return Skill(given)


def _rows(data: Mapping[str, Any], key: str, where: str) -> list[Mapping[str, Any]]:
    rows = data.get(key)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise PlacementError(f"{where}: {key} are missing")
    return rows


def _known(row: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in sorted(set(row) - known):
        raise PlacementError(f"{where}: {key} is nothing we read")
