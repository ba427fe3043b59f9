"""What can be done with a placement: ask a teacher for it, begin it, answer, decide, give it up."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.receipts import once
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import grants, policy, words
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record
from jiwar.knowledge.instruments import Mark, asked, next_question, place, placement
from jiwar.knowledge.levels import Level
from jiwar.lines.learning import actions, kinds, opening
from jiwar.lines.learning.models import Learner, Placing
from jiwar.lines.learning.placement.queries import marks_of
from jiwar.lines.learning.rights import LEARNING, TEACH

PLACEMENT_ASKED = "placement-asked"
PLACEMENT_DECIDED = "placement-decided"


def ask_placement(
    viewer: Viewer, *, learner: Learner, teacher: Membership, language: str, token: UUID | None = None
) -> Placing:
    """By whoever works on the person's file: the learner stands open to the teacher until it is decided."""
    policy.require(viewer, can.WORK_ON_FILES, subject=learner.subject, compartment=LEARNING)
    return _begin(viewer, learner, teacher, language, token)


def start_placement(viewer: Viewer, *, learner: Learner, language: str, token: UUID | None = None) -> Placing:
    """By a teacher to whom the learner stands open already."""
    policy.require(viewer, TEACH, subject=learner.subject, compartment=LEARNING)
    return _begin(viewer, learner, viewer.member, language, token)


def _begin(viewer: Viewer, learner: Learner, teacher: Membership, language: str, token: UUID | None) -> Placing:
    with transaction.atomic():
        Learner.objects.select_for_update().get(id=learner.id)
        return once(viewer, token, Placing, lambda: _make(viewer, learner, teacher, language))


def _make(viewer: Viewer, learner: Learner, teacher: Membership, language: str) -> Placing:
    open_ones = Placing.objects.filter(learner=learner, ended_at__isnull=True)
    if any(row.language == language for row in open_ones):
        raise NotPossible(_("A placement in this language is open already. Go on with it, or give it up first."))
    row = Placing.objects.create(
        learner=learner,
        subject_id=learner.subject_id,
        compartment=LEARNING.code,
        language=language,
        teacher=teacher,
        asked_by=viewer.member,
    )
    record(viewer, kinds.PLACEMENT_ASKED, subject=learner.subject, compartment=LEARNING, row=row)
    if teacher.id != viewer.member.id:
        opening.to_teachers(viewer, learner.subject, [teacher], row.id)
        words.tell(teacher, PLACEMENT_ASKED, {"placing": str(row.id)})
    return row


@transaction.atomic
def answer(viewer: Viewer, *, placing: Placing, question: str, mark: Mark, seen_version: int) -> Placing:
    """The same answer sent again changes nothing. Raises `Stale` where another device answered meanwhile."""
    row = _locked(viewer, placing)
    known = marks_of(row)
    if question not in {each.id for each in asked(placement(), known)}:
        raise NotPossible(_("This is no longer asked here."))
    if known.get(question) is mark:
        return row
    if row.version != seen_version:
        raise Stale(row, seen=seen_version)
    row.marks = {**row.marks, question: mark.value}
    row.version += 1
    row.save(update_fields=["marks", "version", "changed_at"])
    record(viewer, kinds.PLACEMENT_ANSWERED, subject=row.subject, compartment=LEARNING, row=row)
    return row


@transaction.atomic
def decide(viewer: Viewer, *, placing: Placing, level: Level, why: str, today: date, seen_version: int) -> Placing:
    """The teacher's word, also before the questions are through. A level other than suggested needs its reason."""
    row = _locked(viewer, placing)
    if row.version != seen_version:
        raise Stale(row, seen=seen_version)
    suggested = place(placement(), marks_of(row)).level
    if level is not suggested and not why.strip():
        raise NotPossible(_("This is not what the answers speak for. Say why; a colleague reads it later."))
    row.level = actions.set_level(
        viewer, learner=row.learner, language=row.language, level=level, why=why.strip(), since=today
    )
    row.suggested = suggested.value if suggested else ""
    return _end(viewer, row, ["level", "suggested"], kinds.PLACEMENT_DECIDED)


@transaction.atomic
def give_up(viewer: Viewer, *, placing: Placing) -> Placing:
    """By its teacher, or by who asked for it. What was answered stays with the learner."""
    row = (
        Placing.objects.select_for_update(of=("self",)).select_related("learner__subject", "subject").get(id=placing.id)
    )
    may = TEACH if row.teacher_id == viewer.member.id else can.WORK_ON_FILES
    policy.require(viewer, may, subject=row.subject, compartment=LEARNING)
    if row.ended_at is not None:
        raise NotPossible(_("This placement has ended."))
    return _end(viewer, row, [], kinds.PLACEMENT_GIVEN_UP)


def _end(viewer: Viewer, row: Placing, changed: list[str], kind: Kind) -> Placing:
    """What stood open to the teacher for this placement closes with it."""
    row.ended_at = timezone.now()
    row.version += 1
    row.save(update_fields=[*changed, "ended_at", "version", "changed_at"])
    record(viewer, kind, subject=row.subject, compartment=LEARNING, row=row)
    grants.end(viewer, origin=row.id)
    if row.level_id and row.asked_by_id != viewer.member.id:
        words.tell(row.asked_by, PLACEMENT_DECIDED, {"placing": str(row.id)})
    return row


def _locked(viewer: Viewer, placing: Placing) -> Placing:
    rows = Placing.objects.select_for_update(of=("self",)).select_related("learner__subject", "subject", "asked_by")
    row = rows.get(id=placing.id)
    policy.require(viewer, TEACH, subject=row.subject, compartment=LEARNING)
    if row.ended_at is not None:
        raise NotPossible(_("This placement has ended. Begin a new one to ask again."))
    return row


def left(placing: Placing) -> bool:
    return next_question(placement(), marks_of(placing)) is not None
