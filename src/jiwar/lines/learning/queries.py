"""Learners who stand open to a viewer, with the name by which they are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from jiwar.casework.people import wording
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.lines.learning.models import Learner, LearnerLevel
from jiwar.lines.learning.rights import LEARNING
from jiwar.lines.learning.words import language_in_words, level_in_words, scripts_in_words


@dataclass(frozen=True)
class Shown:
    """What a teacher sees of a learner: how they are called, what they speak and read, and how far they are."""

    learner: Learner
    name: str
    other_name: str
    languages: tuple[str, ...]
    scripts: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]
    """The last one in each language, in words."""


def learners(viewer: Viewer) -> QuerySet[Learner]:
    """Those who stand open to the viewer, to be paged by number."""
    return policy.scope(viewer, Learner.objects.select_related("person__subject", "subject"))


def learner(viewer: Viewer, learner_id: UUID) -> Learner:
    """`NotThere` for one that does not exist or that does not stand open to the viewer."""
    found = Learner.objects.select_related("person__subject", "subject").filter(id=learner_id).first()
    if found is None or not policy.decide(viewer, can.SEE_DESK, subject=found.subject, compartment=LEARNING).allowed:
        raise NotThere(found.subject_id if found else None)
    return found


def shown(rows: Iterable[Learner]) -> list[Shown]:
    """For a page's rows, which the caller fetched for its viewer: a few queries however many."""
    people = list(rows)
    levels = list(LearnerLevel.objects.filter(learner__in=people))
    prefetch([*people, *(row.person for row in people), *levels])
    of: dict[UUID, dict[str, str]] = {}
    for level in levels:
        of.setdefault(level.learner_id, {}).setdefault(level.language, level.level)
    return [_shown(row, of.get(row.id, {})) for row in people]


def names(rows: Iterable[Learner]) -> dict[UUID, str]:
    """How each is called, by the learner's id."""
    people = list(rows)
    prefetch([row.person for row in people])
    return {row.id: wording.heading(row.person)[0] for row in people}


def _shown(row: Learner, levels: dict[str, str]) -> Shown:
    name, other = wording.heading(row.person)
    return Shown(
        row,
        name,
        other,
        tuple(language_in_words(spoken["code"]) for spoken in row.person.languages),
        tuple(scripts_in_words(row.scripts)),
        tuple((language_in_words(language), level_in_words(level)) for language, level in levels.items()),
    )
