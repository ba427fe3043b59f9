"""Adding an exhibit, describing it, writing down where its original went, holding a file against its fingerprint."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock, rights, timeline, versions
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.cases.receipts import once
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, Compartment
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.evidence import queries, words
from jiwar.lines.legal.models import CustodyLine, Exhibit, Procedure


@dataclass(frozen=True)
class Described:
    """What is said of an exhibit; `paper` and `translated` are documents of the case."""

    title: str
    kind: str
    shows: str = ""
    received_on: date | None = None
    received_how: str = ""
    received_from: str = ""
    translation: str = "not-needed"
    translated_by: str = ""
    translated_on: date | None = None
    legalisation: str = "not-needed"
    paper: Document | None = None
    translated: Document | None = None
    procedure: Procedure | None = None


def add_exhibit(
    viewer: Viewer,
    *,
    case: Case,
    described: Described,
    holder: str,
    compartment: Compartment = GENERAL,
    token: UUID | None = None,
) -> Exhibit:
    """With the next number of its part, and the first line of its custody. Raises `NotPossible`."""
    rights.to_work_on(viewer, case, compartment)
    _check(described, case, compartment.code)
    with transaction.atomic():
        return once(viewer, token, Exhibit, lambda: _add(viewer, case, described, holder, compartment))


def _add(viewer: Viewer, case: Case, described: Described, holder: str, compartment: Compartment) -> Exhibit:
    Case.objects.select_for_update().get(id=case.id)
    last = Exhibit.objects.filter(case=case, compartment=compartment.code).aggregate(last=Max("number"))["last"]
    row = Exhibit.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=compartment.code,
        number=(last or 0) + 1,
        holder=holder,
        added_by=viewer.member,
        **described.__dict__,
    )
    _write(viewer, row, described.received_on or clock.today(), holder, described.received_from, "")
    _tell(viewer, row, "legal-exhibit-added")
    record(viewer, kinds.EXHIBIT_ADDED, subject=case.subject, compartment=compartment, row=row)
    return row


def describe_exhibit(viewer: Viewer, *, exhibit: Exhibit, described: Described, seen_version: int) -> Exhibit:
    """What is said of it; its number, its part of the file and the custody stay. Raises `Stale`, `NotPossible`."""
    compartment = compartment_of(exhibit.compartment)
    rights.to_work_on(viewer, exhibit.case, compartment)
    _check(described, exhibit.case, exhibit.compartment)
    with transaction.atomic():
        versions.step_on(exhibit, seen_version)
        said = described.__dict__
        for name, value in said.items():
            setattr(exhibit, name, value)
        exhibit.save(update_fields=list(said))
        record(viewer, kinds.EXHIBIT_CHANGED, subject=exhibit.case.subject, compartment=compartment, row=exhibit)
    return exhibit


def move_original(
    viewer: Viewer,
    *,
    exhibit: Exhibit,
    moved_on: date,
    holder: str,
    who: str = "",
    signed_by: str = "",
    token: UUID | None = None,
) -> CustodyLine:
    """One more line of the custody; nothing written before changes. Raises `NotPossible`."""
    compartment = compartment_of(exhibit.compartment)
    rights.to_work_on(viewer, exhibit.case, compartment)
    if holder == words.PERSON and not signed_by.strip():
        raise NotPossible(_("Say who signed for it: an original that goes back is never only said to be back."))

    def move() -> CustodyLine:
        row = Exhibit.objects.select_for_update().get(id=exhibit.id)
        if row.holder == words.NEVER:
            raise NotPossible(_("There never was an original: there is nothing to move."))
        line = _write(viewer, row, moved_on, holder, who, signed_by)
        row.holder = exhibit.holder = holder
        row.save(update_fields=["holder"])
        _tell(viewer, exhibit, "legal-exhibit-moved", holder=holder)
        record(viewer, kinds.EXHIBIT_MOVED, subject=exhibit.case.subject, compartment=compartment, row=exhibit)
        return line

    with transaction.atomic():
        return once(viewer, token, CustodyLine, move)


def same_as_kept(
    viewer: Viewer, *, exhibit: Exhibit, chunks: Iterable[bytes] = (), fingerprint: str = ""
) -> Document | None:
    """Which paper of the exhibit a file somebody holds is, or a fingerprint they have; None: neither. The file is
    only read, not kept."""
    compartment = compartment_of(exhibit.compartment)
    policy.require(viewer, can.SIGNED_IN, subject=exhibit.case.subject, compartment=compartment)
    held = "".join(fingerprint.split()).lower()
    if not held:
        digest = hashlib.sha256()
        for chunk in chunks:
            digest.update(chunk)
        held = digest.hexdigest()
    shown = queries.shown(viewer, exhibit)
    papers = [paper for paper in (shown.paper, shown.translated) if paper is not None]
    found = next((paper for paper in papers if hmac.compare_digest(paper.sha256.encode(), held.encode())), None)
    about = {"same": found is not None}
    record(
        viewer, kinds.EXHIBIT_CHECKED, subject=exhibit.case.subject, compartment=compartment, row=exhibit, about=about
    )
    return found


def _check(described: Described, case: Case, compartment: str) -> None:
    """A paper of a narrower part would be shown to a wider one."""
    for paper in (described.paper, described.translated):
        if paper is not None and paper.case_id != case.id:
            raise NotPossible(_("Choose a document of this case."))
        if paper is not None and paper.compartment not in queries.may_stand_in(compartment):
            raise NotPossible(
                _("This document stands in a narrower part of the file. Put the exhibit into the same part.")
            )
    if described.procedure is not None and described.procedure.case_id != case.id:
        raise NotPossible(_("Choose a procedure of this case."))


def _write(viewer: Viewer, exhibit: Exhibit, moved_on: date, holder: str, who: str, signed_by: str) -> CustodyLine:
    return CustodyLine.objects.create(
        exhibit=exhibit,
        subject_id=exhibit.subject_id,
        compartment=exhibit.compartment,
        moved_on=moved_on,
        holder=holder,
        who=who,
        signed_by=signed_by,
        written_by=viewer.member,
    )


def _tell(viewer: Viewer, exhibit: Exhibit, kind: str, **more: str) -> None:
    facts = {"label": words.label(exhibit.compartment, exhibit.number), "text": exhibit.title, **more}
    compartment = compartment_of(exhibit.compartment)
    timeline.write(viewer, case=exhibit.case, kind=kind, facts=facts, compartment=compartment, row=exhibit.id)
