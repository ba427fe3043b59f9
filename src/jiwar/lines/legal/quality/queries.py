"""What can be asked of file reviews, always for a viewer: only where the privileged part of the file stands open."""

from dataclasses import dataclass
from uuid import UUID

from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.lines.legal.models import FileReview, ReviewPoint
from jiwar.lines.legal.quality import reviewing
from jiwar.lines.legal.quality.checklist import VERDICTS, Verdict, asks
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED

SHOWN = 20
_WITH = ("case__subject", "adviser__account", "reviewer__account")


@dataclass(frozen=True)
class Point:
    row: ReviewPoint

    @property
    def asks(self) -> str:
        return str(asks(self.row.item))

    @property
    def verdict(self) -> str:
        return str(VERDICTS[Verdict(self.row.verdict)])

    @property
    def to_mend(self) -> bool:
        return self.row.mend_by is not None


@dataclass(frozen=True)
class Reviews:
    """`begun`: the viewer's own. `waiting`: what they found, and nobody confirmed yet."""

    begun: list[FileReview]
    waiting: list[Point]
    done: list[FileReview]


def review(viewer: Viewer, review_id: UUID) -> FileReview:
    found = policy.scope(viewer, FileReview.objects.filter(id=review_id).select_related(*_WITH)).first()
    if found is None:
        raise NotThere
    return found


def point(viewer: Viewer, point_id: UUID) -> Point:
    """Of something that was to be mended."""
    with_review = [f"review__{name}" for name in _WITH]
    rows = ReviewPoint.objects.filter(id=point_id, mend_by__isnull=False).select_related(*with_review)
    found = policy.scope(viewer, rows).first()
    if found is None:
        raise NotThere
    return Point(found)


def points(viewer: Viewer, of: FileReview) -> list[Point]:
    rows = list(policy.scope(viewer, ReviewPoint.objects.filter(review=of).select_related("confirmed_by__account")))
    prefetch(rows)
    return [Point(row) for row in sorted(rows, key=lambda row: (row.verdict != Verdict.MEND, str(row.id)))]


def may_review(viewer: Viewer, of: FileReview) -> bool:
    try:
        reviewing.to_review(viewer, of.case, of.adviser)
    except (Refused, NotThere):
        return False
    return True


def reviews(viewer: Viewer) -> Reviews:
    rows = policy.scope(viewer, FileReview.objects.select_related(*_WITH))
    mine = rows.filter(reviewer=viewer.member)
    waiting = ReviewPoint.objects.filter(
        review__reviewer=viewer.member, mend_by__isnull=False, confirmed_at__isnull=True
    ).select_related("review__case", "review__adviser__account")
    found = list(policy.scope(viewer, waiting).order_by("mend_by", "id"))
    prefetch(found)
    return Reviews(
        begun=list(mine.filter(finished_at__isnull=True).order_by("drawn_at")),
        waiting=[Point(row) for row in found],
        done=list(rows.filter(finished_at__isnull=False).order_by("-finished_at")[:SHOWN]),
    )


def of_case(viewer: Viewer, case: Case) -> list[FileReview]:
    opened = policy.decide(viewer, can.SIGNED_IN, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    if not opened.allowed:
        return []
    rows = FileReview.objects.filter(case=case, finished_at__isnull=False).select_related("reviewer__account")
    return list(policy.scope(viewer, rows).order_by("-finished_at")[:SHOWN])
