"""Drawing a file, saying what was found, and confirming what was mended. Never one's own file."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock, events
from jiwar.casework.cases.actions.tasks import end_follow_up, follow_up_task
from jiwar.casework.cases.errors import NotPossible, closed
from jiwar.casework.cases.models import Assignment, Case, Task
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, words
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import current_group
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import FileReview, ReviewPoint
from jiwar.lines.legal.owners import owner_of
from jiwar.lines.legal.quality.checklist import Verdict, items
from jiwar.lines.legal.quality.pool import Drawable, drawable
from jiwar.lines.legal.rights import DECIDE_HELP, LEGAL_PRIVILEGED

ORIGIN: Final = "legal.review-point"
MENDED: Final = "legal-mended"
_TITLE: Final = gettext_noop("Mend what the file review found")


@dataclass(frozen=True)
class Found:
    verdict: Verdict
    note: str = ""
    mend_by: date | None = None


def to_review(viewer: Viewer, case: Case, adviser: Membership | None) -> None:
    """An adviser to whom the privileged part stands open, and who does not work on the file."""
    policy.require(viewer, DECIDE_HELP, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    policy.require(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    if adviser == viewer.member or _works_on(viewer.member, case):
        policy.refuse("second-person", subject=case.subject)


def _works_on(member: Membership, case: Case) -> bool:
    return Assignment.objects.filter(case=case, member=member, ended_at__isnull=True).exists()


@transaction.atomic
def draw(viewer: Viewer, *, how: FileReview.How, adviser: UUID | None = None, closed: bool = False) -> FileReview:
    """Of the running files, or of those that were closed, the one that comes next. How it was drawn, and from how many,
    stays with the review."""
    policy.require(viewer, DECIDE_HELP)
    asked = adviser if how is FileReview.How.ADVISER else None
    if how is FileReview.How.ADVISER and asked is None:
        raise NotPossible(_("Choose whose file it shall be."))
    pool = drawable(viewer, asked, closed=closed)
    if not pool:
        raise NotPossible(_("No file can be drawn: all that stand open to you are yours, or are being looked through."))
    chosen = _chosen(pool, how)
    case = Case.objects.select_for_update().select_related("subject").get(id=chosen.case)
    owner = chosen.adviser
    to_review(viewer, case, owner)
    if FileReview.objects.filter(case=case, finished_at__isnull=True).exists():
        raise NotPossible(_("A colleague drew this file in the same moment. Draw again."))
    row = FileReview.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=LEGAL_PRIVILEGED.code,
        adviser=owner,
        reviewer=viewer.member,
        how=how.value,
        out_of=len(pool),
    )
    about = {"how": how.value, "out_of": len(pool)}
    record(viewer, kinds.FILE_DRAWN, subject=case.subject, compartment=LEGAL_PRIVILEGED, row=row, about=about)
    return row


def _chosen(pool: list[Drawable], how: FileReview.How) -> Drawable:
    return secrets.choice(pool) if how is FileReview.How.RANDOM else pool[0]


@transaction.atomic
def finish(viewer: Viewer, *, review: FileReview, found: Mapping[str, Found], word: str = "") -> FileReview:
    """All that was found, by item of the checklist. What is to be mended becomes a task with its day; in a closed file
    nothing is mended any more, and the note is for the next one."""
    to_review(viewer, review.case, review.adviser)
    row = FileReview.objects.select_for_update().select_related("case__subject", "adviser").get(id=review.id)
    if row.finished_at is not None:
        raise NotPossible(_("This file was looked through already."))
    row.finished_at, row.reviewer, row.word = timezone.now(), viewer.member, word
    row.save(update_fields=["finished_at", "reviewer", "word"])
    for item in items():
        each = found.get(item.id)
        if each is None:
            raise NotPossible(_("Say something at every point of the list."))
        _keep(viewer, row, item.id, each)
    record(viewer, kinds.FILE_REVIEWED, subject=row.subject_id, compartment=LEGAL_PRIVILEGED, row=row)
    return row


def _keep(viewer: Viewer, review: FileReview, item: str, found: Found) -> None:
    mend = found.verdict is Verdict.MEND
    if mend and not found.note.strip():
        raise NotPossible(_("Write what is to be mended."))
    point = ReviewPoint.objects.create(
        review=review,
        subject_id=review.subject_id,
        compartment=LEGAL_PRIVILEGED.code,
        item=item,
        verdict=found.verdict.value,
        note=found.note,
        mend_by=_day(found.mend_by) if mend and not review.case.is_closed else None,
    )
    if point.mend_by is not None:
        _ask(viewer, point)


def _day(given: date | None) -> date:
    if given is None or given < clock.today():
        raise NotPossible(_("Give a day that is still to come for what is to be mended."))
    return given


def _ask(viewer: Viewer, point: ReviewPoint) -> None:
    """A task of whose file it is; of whoever has it now where they left it."""
    case, adviser = point.review.case, point.review.adviser
    if case.is_closed:
        raise closed()
    with translation.override(current_group().default_language):
        title = gettext(_TITLE)
    follow_up_task(
        viewer,
        case=case,
        origin_kind=ORIGIN,
        origin=point.id,
        title=title,
        due=point.mend_by,
        owner=adviser if _works_on(adviser, case) else owner_of(case),
        compartment=LEGAL_PRIVILEGED,
    )


def task_finished(event: events.TaskFinished) -> None:
    """Its owner ticked it off: the reviewer is told, and looks."""
    task = event.task
    if task.origin_kind != ORIGIN or task.origin is None or task.state != Task.State.DONE:
        return
    point = ReviewPoint.objects.select_related("review__reviewer").filter(id=task.origin).first()
    if point is None or point.confirmed_at is not None or event.viewer.member == point.review.reviewer:
        return
    point.mended_at = timezone.now()
    point.save(update_fields=["mended_at"])
    words.tell(point.review.reviewer, MENDED, {"point": str(point.id)})


@transaction.atomic
def confirm(viewer: Viewer, *, point: ReviewPoint, mended: bool, again_by: date | None = None) -> ReviewPoint:
    """It is mended; or it is not yet, and goes back with another day."""
    to_review(viewer, point.review.case, point.review.adviser)
    row = ReviewPoint.objects.select_for_update().get(id=point.id)
    row.review = point.review
    if row.mend_by is None or row.confirmed_at is not None:
        raise NotPossible(_("Nothing waits to be mended here any more."))
    if mended:
        row.confirmed_at, row.confirmed_by = timezone.now(), viewer.member
    else:
        row.mended_at, row.mend_by = None, _day(again_by)
    row.save(update_fields=["confirmed_at", "confirmed_by", "mended_at", "mend_by"])
    if mended:
        end_follow_up(viewer, origin_kind=ORIGIN, origin=row.id, done=True)
    else:
        _ask(viewer, row)
    about = {"mended": mended}
    record(viewer, kinds.MENDING_CONFIRMED, subject=row.subject_id, compartment=LEGAL_PRIVILEGED, row=row, about=about)
    return row
