"""What can be done for a portfolio: write down what a learner can do and take it back; tests; a change of level."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.receipts import once
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.knowledge.levels import Level
from jiwar.lines.learning import actions, kinds
from jiwar.lines.learning.models import CanDo, Learner, LearnerLevel, Reached, TakenTest
from jiwar.lines.learning.rights import LEARNING, TEACH


@dataclass(frozen=True, slots=True)
class TestGiven:
    """`result`: as the paper says it."""

    name: str
    outcome: TakenTest.Outcome
    result: str
    taken_on: date


@transaction.atomic
def keep_can_do(
    viewer: Viewer,
    *,
    learner: Learner,
    language: str,
    level: Level,
    said: str,
    reached_on: date,
    statement: CanDo | None = None,
    token: UUID | None = None,
) -> Reached:
    policy.require(viewer, TEACH, subject=learner.subject, compartment=LEARNING)

    def make() -> Reached:
        row = Reached.objects.create(
            learner=learner,
            subject_id=learner.subject_id,
            compartment=LEARNING.code,
            language=language,
            level=level.value,
            said=said,
            statement=statement,
            reached_on=reached_on,
            seen_by=viewer.member,
        )
        record(viewer, kinds.CAN_DO_KEPT, subject=learner.subject, compartment=LEARNING, row=row)
        return row

    return once(viewer, token, Reached, make)


@transaction.atomic
def take_back(viewer: Viewer, *, can_do: Reached) -> None:
    """Taken back twice, it is taken back once."""
    row = Reached.objects.select_for_update(of=("self",)).select_related("subject").get(id=can_do.id)
    policy.require(viewer, TEACH, subject=row.subject, compartment=LEARNING)
    if row.taken_back_at is not None:
        return
    row.taken_back_by, row.taken_back_at = viewer.member, timezone.now()
    row.save(update_fields=["taken_back_by", "taken_back_at"])
    record(viewer, kinds.CAN_DO_TAKEN_BACK, subject=row.subject, compartment=LEARNING, row=row)


@transaction.atomic
def keep_test(
    viewer: Viewer, *, learner: Learner, language: str, level: Level, given: TestGiven, token: UUID | None = None
) -> TakenTest:
    policy.require(viewer, TEACH, subject=learner.subject, compartment=LEARNING)

    def make() -> TakenTest:
        row = TakenTest.objects.create(
            learner=learner,
            subject_id=learner.subject_id,
            compartment=LEARNING.code,
            language=language,
            level=level.value,
            name=given.name,
            outcome=given.outcome.value,
            result=given.result,
            taken_on=given.taken_on,
            kept_by=viewer.member,
        )
        record(viewer, kinds.TEST_KEPT, subject=learner.subject, compartment=LEARNING, row=row)
        return row

    return once(viewer, token, TakenTest, make)


@transaction.atomic
def change_level(
    viewer: Viewer, *, learner: Learner, language: str, level: Level, why: str, today: date, token: UUID | None = None
) -> LearnerLevel:
    """Without a placement: after a course or a test. The same level again is no change."""
    policy.require(viewer, TEACH, subject=learner.subject, compartment=LEARNING)
    if not why.strip():
        raise NotPossible(_("Say why: a colleague reads it later."))

    def make() -> LearnerLevel:
        if any(row.language == language and row.level == level for row in _last(learner, language)):
            raise NotPossible(_("This is the level they have."))
        return actions.set_level(viewer, learner=learner, language=language, level=level, why=why.strip(), since=today)

    return once(viewer, token, LearnerLevel, make)


def _last(learner: Learner, language: str) -> list[LearnerLevel]:
    rows = [row for row in LearnerLevel.objects.filter(learner=learner) if row.language == language]
    return rows[:1]
