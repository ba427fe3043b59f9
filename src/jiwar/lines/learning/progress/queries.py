"""A learner's portfolio: in each language the way of levels, what they can do, and their tests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.lines.learning.models import CanDo, Learner, LearnerLevel, Reached, TakenTest


@dataclass(frozen=True)
class Change:
    """`before`: the level it follows; empty for the first."""

    row: LearnerLevel
    before: str


@dataclass(frozen=True)
class Portfolio:
    """In one language, newest first."""

    language: str
    changes: Sequence[Change]
    can_dos: Sequence[Reached]
    tests: Sequence[TakenTest]

    @property
    def level(self) -> str:
        return self.changes[0].row.level if self.changes else ""


def portfolios(viewer: Viewer, learner: Learner) -> list[Portfolio]:
    """One for each language in which something is known of the learner."""
    who = "set_by__account", "seen_by__account", "kept_by__account"
    levels = list(policy.scope(viewer, LearnerLevel.objects.filter(learner=learner)).select_related(who[0]))
    can_dos = policy.scope(viewer, Reached.objects.filter(learner=learner, taken_back_at__isnull=True))
    seen = list(can_dos.select_related(who[1]))
    tests = list(policy.scope(viewer, TakenTest.objects.filter(learner=learner)).select_related(who[2]))
    prefetch([*levels, *seen, *tests])
    languages = dict.fromkeys(
        [*(row.language for row in levels), *(row.language for row in seen), *(row.language for row in tests)]
    )
    return [_of(language, levels, seen, tests) for language in languages]


def _of(
    language: str, levels: Iterable[LearnerLevel], seen: Iterable[Reached], tests: Iterable[TakenTest]
) -> Portfolio:
    own = [row for row in levels if row.language == language]
    before = [*(row.level for row in own[1:]), ""]
    return Portfolio(
        language,
        tuple(Change(row, was) for row, was in zip(own, before, strict=True)) if own else (),
        tuple(row for row in seen if row.language == language),
        tuple(row for row in tests if row.language == language),
    )


def statements() -> list[CanDo]:
    """Of the courses that run: what a teacher can tick off."""
    rows = CanDo.objects.filter(taken_out_at__isnull=True, unit__course__ended_at__isnull=True)
    in_order = rows.order_by("unit__course__title", "unit__course", "unit__position", "position", "id")
    return list(in_order.select_related("unit__course"))


def can_do(viewer: Viewer, can_do_id: UUID) -> Reached:
    """`NotThere` unless its learner stands open to the viewer."""
    found = policy.scope(viewer, Reached.objects.filter(id=can_do_id)).select_related("subject", "learner").first()
    if found is None:
        raise NotThere
    return found
