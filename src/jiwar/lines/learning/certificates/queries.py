"""Certificates: those of a learner, the ledger of the group, and what a stranger with a code may be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.vault import prefetch
from jiwar.lines.learning.certificates import codes
from jiwar.lines.learning.models import Certificate, CertificatePaper, Learner, NameShown
from jiwar.lines.learning.models.certificates import CODE


@dataclass(frozen=True, slots=True)
class Checked:
    """What a stranger reads: nothing of whose it is. `group`: its name, where the group lets it be said."""

    language: str
    level: str
    issued_on: date
    withdrawn_on: date | None
    compare: str
    group: str
    fictional: bool


def checked(typed: str) -> Checked | None:
    """By the code on the paper, asked from outside any group; None: there is no such certificate."""
    code = codes.read(typed)
    if code is None:
        return None
    hashed = codes.hashed(code)
    with CODE.opened(hashed):
        row = Certificate.across_groups.select_related("group").filter(secret_hash=hashed).first()
    if row is None:
        return None
    with acting_for(row.group):
        named = name_is_shown()
    return Checked(
        row.language,
        row.level,
        row.issued_on,
        row.withdrawn_on,
        codes.compared(code),
        row.group.name if named else "",
        row.group.fictional,
    )


def name_is_shown() -> bool:
    return NameShown.objects.filter(shown=True).exists()


def of_learner(viewer: Viewer, learner: Learner) -> list[CertificatePaper]:
    rows = policy.scope(viewer, CertificatePaper.objects.filter(learner=learner))
    found = list(rows.select_related("certificate__issued_by__account").order_by("-certificate__number"))
    prefetch(found)
    return found


def paper(viewer: Viewer, paper_id: UUID) -> CertificatePaper:
    """`NotThere` unless its learner stands open to the viewer."""
    rows = policy.scope(viewer, CertificatePaper.objects.filter(id=paper_id))
    found = rows.select_related(
        "certificate", "learner__person__subject", "learner__subject", "subject", "file"
    ).first()
    if found is None:
        raise NotThere
    return found


def ledger(viewer: Viewer) -> QuerySet[Certificate]:
    """Those of the group, to be paged by number. It names nobody; what was given to somebody hidden is not there for
    who may not know them. A line whose paper was erased stays."""
    papers = CertificatePaper.objects.filter(certificate=OuterRef("pk"))
    unhidden = papers.filter(policy.no_barrier(viewer), subject__hidden=False)
    known = Q(Exists(policy.scope(viewer, papers))) | Q(Exists(unhidden)) | ~Q(Exists(papers))
    return Certificate.objects.filter(known).select_related("issued_by__account")


def papers_of(viewer: Viewer, rows: Sequence[Certificate]) -> dict[UUID, CertificatePaper]:
    """By certificate, where its learner stands open to the viewer."""
    found = policy.scope(viewer, CertificatePaper.objects.filter(certificate__in=rows)).select_related("learner")
    return {each.certificate_id: each for each in found}
