"""Making somebody a learner, and saying at which level they are."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.numbering import next_number
from jiwar.knowledge.levels import Level
from jiwar.lines.learning import kinds, opening
from jiwar.lines.learning.models import Learner, LearnerLevel
from jiwar.lines.learning.models.learners import SERIES
from jiwar.lines.learning.rights import LEARNING, TEACH


@transaction.atomic
def add_learner(viewer: Viewer, *, person: Person, scripts: Sequence[str] = ()) -> Learner:
    """By whoever works on the person's file. Adding whom we teach already keeps what is known of them."""
    policy.require(viewer, can.WORK_ON_FILES, subject=person.subject, compartment=GENERAL)
    found = Learner.objects.select_related("person", "subject").filter(person=person).first()
    if found is None:
        found = Learner.objects.create(
            subject=person.subject,
            compartment=LEARNING.code,
            person=person,
            number=next_number(SERIES),
            scripts=list(scripts),
            added_by=viewer.member,
        )
        record(viewer, kinds.LEARNER_ADDED, subject=person.subject, compartment=LEARNING, row=found)
    opening.to_team(viewer, person.subject)
    return found


@transaction.atomic
def set_level(viewer: Viewer, *, learner: Learner, language: str, level: Level, why: str, since: date) -> LearnerLevel:
    """By a teacher to whom the learner stands open: the teacher decides, whatever a placement suggests."""
    policy.require(viewer, TEACH, subject=learner.subject, compartment=LEARNING)
    row = LearnerLevel.objects.create(
        subject_id=learner.subject_id,
        compartment=LEARNING.code,
        learner=learner,
        language=language,
        level=level.value,
        why=why,
        since=since,
        set_by=viewer.member,
    )
    record(viewer, kinds.LEVEL_SET, subject=learner.subject, compartment=LEARNING, row=row)
    return row


def looked_at(viewer: Viewer, *, learner: Learner) -> None:
    record(viewer, kinds.LEARNER_SEEN, subject=learner.subject, compartment=LEARNING, row=learner)
