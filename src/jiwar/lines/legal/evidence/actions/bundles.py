"""Asking for a bundle: made at once, or in the background where it is large; and saying that it was filed."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from jiwar.casework.cases import rights
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.receipts import once
from jiwar.foundation.access.compartments import Compartment
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.models import Office
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions as on_procedures
from jiwar.lines.legal import kinds
from jiwar.lines.legal.evidence import making, queries
from jiwar.lines.legal.models import Bundle, Procedure, ProcedureEvent
from jiwar.lines.legal.recorded import Recorded

AT_ONCE_BYTES: Final = 8 * 1024 * 1024
AT_ONCE_PAPERS: Final = 25
"""What is drawn and bound while somebody waits: a few seconds."""


@dataclass(frozen=True)
class Pick:
    """An exhibit in its place, and what of it goes in."""

    exhibit: UUID
    version: str


@dataclass(frozen=True)
class Wanted:
    """A bundle as somebody wants it. `begins`: its first Bates number; `remedy`: the rule of the pack it answers."""

    title: str
    language: str
    picks: tuple[Pick, ...]
    prefix: str
    begins: int = 1
    authority: str = ""
    reference: str = ""
    hijri: bool = False
    procedure: Procedure | None = None
    remedy: str = ""
    office: Office | None = None


def make_bundle(
    viewer: Viewer, *, case: Case, wanted: Wanted, compartment: Compartment, token: UUID | None = None
) -> Bundle:
    """Raises `NotPossible`, naming the exhibit that cannot be bound."""
    rights.to_work_on(viewer, case, compartment)
    picked = making.picked(viewer, case, compartment.code, wanted.picks)
    if _is_large(picked):
        return _later(viewer, case, wanted, compartment, token)
    # Drawing and binding take some seconds: they are over before the transaction begins.
    asked = _asked(viewer, case, wanted, compartment)
    made = making.made(viewer, asked)

    def keep() -> Bundle:
        _number(asked)
        making.keep(viewer, asked, made)
        return asked

    with transaction.atomic():
        rights.to_work_on(viewer, case, compartment)
        return once(viewer, token, Bundle, keep)


def _is_large(picked: list[making.Picked]) -> bool:
    papers = [paper for each in picked for paper in each.papers]
    return len(papers) > AT_ONCE_PAPERS or sum(paper.file.size for paper in papers) > AT_ONCE_BYTES


def _later(viewer: Viewer, case: Case, wanted: Wanted, compartment: Compartment, token: UUID | None) -> Bundle:
    def ask() -> Bundle:
        asked = _asked(viewer, case, wanted, compartment)
        _number(asked)
        asked.save()
        record(viewer, kinds.BUNDLE_ASKED, subject=case.subject, compartment=compartment, row=asked)
        making.make_later.enqueue(str(asked.group_id), str(asked.id))
        return asked

    with transaction.atomic():
        return once(viewer, token, Bundle, ask)


def _asked(viewer: Viewer, case: Case, wanted: Wanted, compartment: Compartment) -> Bundle:
    return Bundle(
        case=case,
        subject_id=case.subject_id,
        compartment=compartment.code,
        procedure=wanted.procedure,
        remedy=wanted.remedy,
        number=1,
        wanted=_kept(wanted),
        asked_by=viewer.member,
    )


def _kept(wanted: Wanted) -> dict[str, Any]:
    return {
        "title": wanted.title,
        "language": wanted.language,
        "picks": [[str(pick.exhibit), pick.version] for pick in wanted.picks],
        "prefix": wanted.prefix,
        "begins": wanted.begins,
        "authority": wanted.authority,
        "reference": wanted.reference,
        "hijri": wanted.hijri,
        "office": str(wanted.office.id) if wanted.office else "",
    }


def _number(bundle: Bundle) -> None:
    """The next of its part of the file; under the lock of the case."""
    Case.objects.select_for_update().get(id=bundle.case_id)
    rows = Bundle.objects.filter(case=bundle.case, compartment=bundle.compartment)
    bundle.number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def record_filed(
    viewer: Viewer,
    *,
    bundle: Bundle,
    kind: EventKind,
    given: GivenDate,
    why_unseen: str = "",
    token: UUID | None = None,
) -> ProcedureEvent:
    """It was handed in: the event the pack knows, which answers its deadline. Raises `NotPossible`."""
    compartment = compartment_of(bundle.compartment)
    rights.to_work_on(viewer, bundle.case, compartment)
    with transaction.atomic():
        row = Bundle.objects.select_for_update().get(id=bundle.id)
        if bundle.procedure is None or row.state != Bundle.State.MADE:
            raise NotPossible(_("This bundle was made for no procedure, or is not made: record it on the procedure."))
        if row.filed is not None and (there := queries.filed_as(row)) is not None:
            return there  # sent twice, or a colleague was quicker
        concerns = (row.remedy,) if row.remedy else ()
        event = on_procedures.record_event(
            viewer,
            procedure=bundle.procedure,
            recorded=Recorded(kind, given, about=concerns),
            why_unseen=why_unseen,
            token=token,
        )
        bundle.filed = event.thread
        Bundle.objects.filter(id=row.id).update(filed=event.thread)
        record(viewer, kinds.BUNDLE_FILED, subject=bundle.case.subject, compartment=compartment, row=bundle)
    return event
