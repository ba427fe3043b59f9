"""From which files a reviewer draws: open to them to the privileged part, and none they work on. Running ones, or those
that were closed."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, Subquery

from jiwar.casework.cases.models import Assignment, Case
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal.models import FileReview
from jiwar.lines.legal.rights import LEGAL_ADVISER, LEGAL_PRIVILEGED


@dataclass(frozen=True)
class Drawable:
    case: UUID
    adviser: Membership


def drawable(viewer: Viewer, adviser: UUID | None = None, *, closed: bool = False) -> list[Drawable]:
    """The one not looked at for longest first. Of one adviser, or of all."""
    opened = policy.running_grants(viewer).filter(subject=OuterRef("subject"), compartment=LEGAL_PRIVILEGED.code)
    own = Assignment.objects.filter(case=OuterRef("pk"), member=viewer.member, ended_at__isnull=True)
    begun = FileReview.objects.filter(case=OuterRef("pk"), finished_at__isnull=True)
    theirs = Assignment.objects.filter(
        case=OuterRef("pk"), ended_at__isnull=True, role=LEGAL_ADVISER.code, member__ended_at__isnull=True
    )
    last = FileReview.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(at=Max("drawn_at"))
    ended = Q(state=Case.State.CLOSED)
    files = policy.known(viewer, Case.objects.filter(ended if closed else ~ended), Subject.Kind.CASE)
    rows = files.filter(Exists(opened), ~Exists(own), ~Exists(begun)).annotate(
        whose=Subquery(theirs.order_by("-lead", "since").values("member")[:1]), looked=Subquery(last.values("at")[:1])
    )
    rows = rows.filter(whose=adviser) if adviser else rows.filter(whose__isnull=False)
    found = list(rows.values_list("id", "whose", "looked", "opened_at"))
    found.sort(key=lambda row: (row[2] is not None, row[2] or row[3], row[3]))
    # SQLite answers a subquery with the text of an id.
    whose = [UUID(str(row[1])) for row in found]
    members = Membership.objects.select_related("account").in_bulk(set(whose))
    return [Drawable(row[0], members[each]) for row, each in zip(found, whose, strict=True)]


def advisers(viewer: Viewer) -> list[Membership]:
    """Whose files the viewer could draw, by name."""
    files = [*drawable(viewer), *drawable(viewer, closed=True)]
    found = {each.adviser.id: each.adviser for each in files}
    return sorted(found.values(), key=lambda member: member.account.name)
