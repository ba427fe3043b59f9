"""What can be asked of the evidence of a case: always for a viewer, and only what they may open."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from jiwar.casework.cases.models import Case, Document
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, IDENTITY
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.lines.legal.evidence import words
from jiwar.lines.legal.models import Bundle, CustodyLine, Exhibit, ProcedureEvent


@dataclass(frozen=True)
class Shown:
    """An exhibit with those of its papers that stand open to the viewer."""

    row: Exhibit
    paper: Document | None
    translated: Document | None

    @property
    def label(self) -> str:
        return words.label(self.row.compartment, self.row.number)

    @property
    def versions(self) -> list[str]:
        """What of it can go into a bundle."""
        both = self.paper is not None and self.translated is not None
        known = ((words.BOTH, both), (words.ORIGINAL, self.paper), (words.TRANSLATED, self.translated))
        return [code for code, there in known if there]

    def papers(self, version: str) -> list[Document]:
        wanted = {words.ORIGINAL: (self.paper,), words.TRANSLATED: (self.translated,)}
        return [paper for paper in wanted.get(version, (self.paper, self.translated)) if paper is not None]

    @cached_property
    def waits_for(self) -> list[str]:
        """What is still to be done, in words."""
        found = []
        if self.paper is None and self.translated is None:
            found.append("file")
        if self.row.translation in ("needed", "ordered"):
            found.append("translation")
        if self.row.legalisation == "needed":
            found.append("legalisation")
        return found


def exhibit(viewer: Viewer, exhibit_id: UUID) -> Exhibit:
    """`NotThere` unless the part of the file it stands in is open to the viewer."""
    rows = policy.scope(viewer, Exhibit.objects.filter(id=exhibit_id))
    found = rows.select_related("case__subject", "added_by__account", "procedure").first()
    if found is None:
        raise NotThere
    return found


def shown(viewer: Viewer, row: Exhibit) -> Shown:
    return _with_papers(viewer, [row])[0]


def exhibits(viewer: Viewer, case: Case) -> list[Shown]:
    """In the order of their numbers."""
    rows = sorted(_exhibits(viewer, case.id), key=lambda row: (words.label(row.compartment, 0), row.number))
    return _with_papers(viewer, rows)


@statement
def _exhibits(viewer: Viewer, case: UUID) -> QuerySet[Exhibit]:
    return policy.scope(viewer, Exhibit.objects.filter(case=case))


def _with_papers(viewer: Viewer, rows: list[Exhibit]) -> list[Shown]:
    wanted = {each for row in rows for each in (row.paper_id, row.translated_id) if each}
    papers: dict[UUID, Document] = {}
    if wanted:
        opened = policy.scope(viewer, Document.objects.filter(id__in=wanted)).select_related("file", "case__subject")
        papers = {paper.id: paper for paper in opened}
    vault.prefetch([*rows, *papers.values()])
    return [
        Shown(
            row,
            papers.get(row.paper_id) if row.paper_id else None,
            papers.get(row.translated_id) if row.translated_id else None,
        )
        for row in rows
    ]


def custody(exhibit: Exhibit) -> list[CustodyLine]:
    """Newest first. The caller has opened the exhibit."""
    rows = list(exhibit.custody.select_related("written_by__account").order_by("-moved_on", "-written_at"))
    vault.prefetch(rows)
    return rows


def may_stand_in(compartment: str) -> frozenset[str]:
    """The parts whose papers an exhibit or a bundle of this part may show: its own, and what the whole team reads."""
    return frozenset({compartment, GENERAL.code, IDENTITY.code})


def bundle(viewer: Viewer, bundle_id: UUID) -> Bundle:
    rows = policy.scope(viewer, Bundle.objects.filter(id=bundle_id))
    found = rows.select_related("case__subject", "document__file", "asked_by__account", "procedure").first()
    if found is None:
        raise NotThere
    return found


def bundles(viewer: Viewer, case: Case) -> list[Bundle]:
    """Newest first."""
    rows = policy.scope(viewer, Bundle.objects.filter(case=case)).select_related("asked_by__account", "document")
    found = list(rows.order_by("-asked_at", "-id"))
    vault.prefetch([*found, *(row.document for row in found if row.document)])
    return found


def filed_as(bundle: Bundle) -> ProcedureEvent | None:
    """The event by which it was filed, as it stands now; None where it was withdrawn. The caller opened the bundle."""
    if bundle.filed is None:
        return None
    rows = ProcedureEvent.objects.filter(thread=bundle.filed, superseded_by__isnull=True, withdrawn_at__isnull=True)
    return rows.first()


def numbered_until(viewer: Viewer, case: Case) -> int:
    """The last Bates number of the case's bundles the viewer may open; 0 where there is none."""
    return max((_last(row) for row in bundles(viewer, case) if row.state == Bundle.State.MADE), default=0)


def _last(row: Bundle) -> int:
    return int(row.wanted["begins"]) + (row.pages or 0) - 1
