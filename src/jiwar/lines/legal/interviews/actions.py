"""What can be done with a guided interview: begin it, answer, finish it. Each answer is saved by itself."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases import actions as on_cases
from jiwar.casework.cases import rights, timeline
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.cases.receipts import once
from jiwar.casework.people.models import Person
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.directions import DESK_LANGUAGES
from jiwar.foundation.papers import drawing
from jiwar.foundation.papers.letter import Letter as Drawn
from jiwar.knowledge.instruments import Interview, fits, interview, next_open, path
from jiwar.lines.legal import kinds
from jiwar.lines.legal.interviews.filling import for_letters
from jiwar.lines.legal.models import CaseAnswers, GuidedInterview
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED


def start_interview(
    viewer: Viewer, *, case: Case, kind: Interview, person: Person | None, language: str, token: UUID | None = None
) -> GuidedInterview:
    """In the privileged part of the file: who has none of it open cannot hold one."""
    rights.to_work_on(viewer, case, LEGAL_PRIVILEGED)
    if language not in DESK_LANGUAGES:
        raise NotPossible(_("Interviews are held in Arabic, English or French."))
    with transaction.atomic():
        return once(viewer, token, GuidedInterview, lambda: _start(viewer, case, kind, person, language))


def _start(viewer: Viewer, case: Case, kind: Interview, person: Person | None, language: str) -> GuidedInterview:
    row = GuidedInterview.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=LEGAL_PRIVILEGED.code,
        kind=kind.id,
        language=language,
        person=str(person.id) if person else "",
        started_by=viewer.member,
        changed_by=viewer.member,
    )
    record(viewer, kinds.INTERVIEW_STARTED, subject=case.subject, compartment=LEGAL_PRIVILEGED, row=row)
    return row


@transaction.atomic
def answer(viewer: Viewer, *, held: GuidedInterview, question: str, value: Any, seen_version: int) -> GuidedInterview:
    """`value` None leaves the question empty. Raises `Stale` where a colleague answered meanwhile."""
    rights.to_work_on(viewer, held.case, LEGAL_PRIVILEGED)
    row, of = _locked(held, seen_version)
    asked = next((each for each in path(of, row.answers) if each.id == question), None)
    if asked is None:
        raise NotPossible(_("This is no longer asked here."))
    if value is None and asked.required:
        raise NotPossible(_("This one is needed."))
    if value is not None and not fits(asked, value):
        raise NotPossible(_("This is no answer to this question."))
    row.answers = {**row.answers, question: value}
    _step_on(viewer, row)
    row.save(update_fields=["answers", "version", "changed_by", "changed_at"])
    record(viewer, kinds.INTERVIEW_ANSWERED, subject=row.case.subject, compartment=LEGAL_PRIVILEGED, row=row)
    return row


def finish_interview(
    viewer: Viewer, *, held: GuidedInterview, seen_version: int, for_case: bool, sheet: Drawn | None
) -> GuidedInterview:
    """All is answered. `for_case`: what letters ask too is kept for them, where everybody on the case reads it; it is
    for whoever finishes to say so. `sheet`: is drawn and kept as a document. Raises `NotPossible`, `Stale`."""
    rights.to_work_on(viewer, held.case, LEGAL_PRIVILEGED)
    if held.version != seen_version:
        raise Stale(held, seen=seen_version)
    # Drawing takes a second or two: it is over before the transaction begins.
    content = _drawn(sheet) if sheet else b""
    with transaction.atomic():
        row, of = _locked(held, seen_version)
        if next_open(of, row.answers) is not None:
            raise NotPossible(_("There are questions left. Go through them first; most can be left empty."))
        if content:
            row.document = _keep(viewer, row, content, sheet.columns[0].title if sheet else "")
        if for_case:
            _keep_for_letters(viewer, row.case, for_letters(of, row.answers))
        row.finished_by, row.finished_at = viewer.member, timezone.now()
        _step_on(viewer, row)
        row.save(update_fields=["document", "finished_by", "finished_at", "version", "changed_by", "changed_at"])
        facts = {"kind": row.kind}
        timeline.write(
            viewer,
            case=row.case,
            kind="legal-interview-finished",
            facts=facts,
            compartment=LEGAL_PRIVILEGED,
            row=row.id,
        )
        record(viewer, kinds.INTERVIEW_FINISHED, subject=row.case.subject, compartment=LEGAL_PRIVILEGED, row=row)
    return row


def _locked(held: GuidedInterview, seen_version: int) -> tuple[GuidedInterview, Interview]:
    row = GuidedInterview.objects.select_for_update(of=("self",)).select_related("case__subject").get(id=held.id)
    of = interview(row.kind)
    if of is None:
        raise NotPossible(_("Interviews of this kind are held no more."))
    if row.finished_at is not None:
        raise NotPossible(_("This interview is finished. Begin a new one to ask again."))
    if row.version != seen_version:
        raise Stale(row, seen=seen_version)
    return row, of


def _step_on(viewer: Viewer, row: GuidedInterview) -> None:
    row.version += 1
    row.changed_by = viewer.member


def _drawn(sheet: Drawn) -> bytes:
    try:
        return drawing.pdf(sheet)
    except drawing.NotDrawn:
        raise NotPossible(_("The sheet could not be drawn. Finish without it, and print it.")) from None


def _keep(viewer: Viewer, row: GuidedInterview, content: bytes, title: str) -> Document:
    return on_cases.add_document(
        viewer,
        case=row.case,
        chunks=[content],
        name=f"{row.kind}.pdf",
        title=title,
        kind=Document.Kind.OTHER,
        language=row.language,
        original_with=Document.Original.NONE,
        compartment=LEGAL_PRIVILEGED,
    )


def _keep_for_letters(viewer: Viewer, case: Case, answers: dict[str, str]) -> None:
    rights.to_work_on(viewer, case)
    if not answers:
        return
    Case.objects.select_for_update().get(id=case.id)
    row = CaseAnswers.objects.filter(case=case).first() or CaseAnswers(
        case=case, subject_id=case.subject_id, compartment=GENERAL.code
    )
    row.answers = {**row.answers, **answers}
    row.save()
