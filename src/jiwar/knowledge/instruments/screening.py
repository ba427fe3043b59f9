"""An eligibility and merits screen: criteria, the answers to them, and what these speak for."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

_DATA: Final = Path(__file__).with_name("legal_help.toml")


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Help(StrEnum):
    """From least to most."""

    REFUSAL = "refusal"
    ADVICE = "advice"
    DOCUMENT_PREPARATION = "document-preparation"
    REPRESENTATION = "representation"

    @property
    def rank(self) -> int:
        return list(Help).index(self)


@dataclass(frozen=True)
class Criterion:
    """`most`: by answer, the most that is suggested with it. `hurry`: the answer with which a date comes first."""

    id: str
    part: str
    most: Mapping[Answer, Help]
    hurry: Answer | None = None


@dataclass(frozen=True)
class Limit:
    """One answer that limits what is suggested: its reason."""

    criterion: str
    answer: Answer
    most: Help


@dataclass(frozen=True)
class Suggestion:
    """`limits`: the strictest first. Empty: nothing speaks against what was asked for."""

    help: Help
    limits: tuple[Limit, ...]
    hurry: bool


@lru_cache(maxsize=1)
def legal_help() -> tuple[Criterion, ...]:
    return tuple(_criterion(row) for row in tomllib.loads(_DATA.read_text(encoding="utf-8"))["criteria"])


def _criterion(row: Mapping[str, Any]) -> Criterion:
    """Raises `ValueError` for a word that is none of ours, `TypeError` for one nobody reads."""
    given = dict(row)
    most = {answer: Help(given.pop(answer)) for answer in Answer if answer in given}
    hurry = Answer(given.pop("hurry")) if "hurry" in given else None
    return Criterion(**given, most=most, hurry=hurry)


def suggest(criteria: Iterable[Criterion], answers: Mapping[str, Answer], *, asked: Help) -> Suggestion:
    """The most that no answer speaks against, up to what was asked for. What is not answered is not known."""
    limits, hurry = [], False
    for criterion in criteria:
        answer = answers.get(criterion.id, Answer.UNKNOWN)
        hurry = hurry or answer is criterion.hurry
        if answer in criterion.most:
            limits.append(Limit(criterion.id, answer, criterion.most[answer]))
    limits.sort(key=lambda limit: limit.most.rank)
    found = min([asked, *(limit.most for limit in limits)], key=lambda each: each.rank)
    return Suggestion(found, tuple(limit for limit in limits if limit.most.rank < asked.rank), hurry)
