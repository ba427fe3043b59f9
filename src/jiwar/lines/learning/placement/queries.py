"""Placements that stand open to a viewer, and the teachers who can be asked for one."""

from dataclasses import dataclass
from uuid import UUID

from jiwar.foundation.access import policy
from jiwar.foundation.access import words as house
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.knowledge.instruments import Mark, Suggested, asked, next_question, place, placement
from jiwar.lines.learning.models import Course, Learner, Placing
from jiwar.lines.learning.rights import TEACHER


@dataclass(frozen=True)
class Held:
    """One placement with what its answers speak for now."""

    row: Placing
    marks: dict[str, Mark]
    suggested: Suggested

    @property
    def done(self) -> bool:
        return next_question(placement(), self.marks) is None

    @property
    def answered(self) -> int:
        return sum(question.id in self.marks for question in asked(placement(), self.marks))


def marks_of(row: Placing) -> dict[str, Mark]:
    return {name: Mark(mark) for name, mark in row.marks.items() if mark in set(Mark)}


def held(viewer: Viewer, placing_id: UUID) -> Held:
    """`NotThere` unless its learner stands open to the viewer."""
    rows = policy.scope(viewer, Placing.objects.filter(id=placing_id))
    row = rows.select_related(
        "learner__person__subject", "learner__subject", "subject", "teacher__account", "asked_by__account", "level"
    ).first()
    if row is None:
        raise NotThere
    return _held(row)


def of_learner(viewer: Viewer, learner: Learner) -> list[Held]:
    """Those still open first, newest first."""
    rows = policy.scope(viewer, Placing.objects.filter(learner=learner))
    found = list(rows.select_related("teacher__account", "level").order_by("-asked_at", "-id"))
    prefetch([*found, *(row.level for row in found if row.level)])
    return sorted((_held(row) for row in found), key=lambda each: each.row.ended_at is not None)


def usual_language() -> str:
    """That of the first course that runs; empty where none does."""
    rows = Course.objects.filter(ended_at__isnull=True).order_by("made_at", "id")
    return rows.values_list("language", flat=True).first() or ""


def teachers() -> list[Membership]:
    return sorted(house.members_in_role(TEACHER), key=lambda member: member.account.name)


def _held(row: Placing) -> Held:
    marks = marks_of(row)
    return Held(row, marks, place(placement(), marks))
