"""What was asked and answered, as it was noted; and the hour as a whole. Privileged."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from jiwar.casework.cases import receipts, rights
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import AskedQuestion, Hearing, HearingRecord
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED


@dataclass(frozen=True, slots=True)
class NotesGiven:
    """`exhibits`: ids of the evidence; `read_back` as `hearings.words` has it."""

    breaks: str = ""
    interpretation: str = ""
    handed_over: str = ""
    exhibits: Sequence[str] = ()
    read_back: str = ""
    note: str = ""


def ask_noted(
    viewer: Viewer, *, hearing: Hearing, question: str, answer: str, token: UUID | None = None
) -> AskedQuestion:
    """The next number, by whoever noted it."""
    rights.to_work_on(viewer, hearing.case, LEGAL_PRIVILEGED)

    def make() -> AskedQuestion:
        last = AskedQuestion.objects.filter(hearing=hearing).aggregate(last=Max("number"))["last"] or 0
        row = AskedQuestion.objects.create(
            hearing=hearing,
            subject_id=hearing.subject_id,
            compartment=LEGAL_PRIVILEGED.code,
            number=last + 1,
            question=question,
            answer=answer,
            noted_by=viewer.member,
        )
        record(viewer, kinds.HEARING_NOTED, subject=row.subject_id, compartment=LEGAL_PRIVILEGED, row=row)
        return row

    with transaction.atomic():
        Hearing.objects.select_for_update().get(id=hearing.id)
        return receipts.once(viewer, token, AskedQuestion, make)


def correct_noted(
    viewer: Viewer, *, asked: AskedQuestion, question: str, answer: str, seen_version: int
) -> AskedQuestion:
    """Its number stays, and whoever corrects it stands beside it. Raises `Stale`."""
    rights.to_work_on(viewer, asked.hearing.case, LEGAL_PRIVILEGED)
    with transaction.atomic():
        step_on(asked, seen_version)
        asked.question, asked.answer, asked.noted_by = question, answer, viewer.member
        asked.save(update_fields=["question", "answer", "noted_by"])
        record(viewer, kinds.HEARING_NOTED, subject=asked.subject_id, compartment=LEGAL_PRIVILEGED, row=asked)
    return asked


def keep_record(viewer: Viewer, *, hearing: Hearing, given: NotesGiven, seen_version: int) -> HearingRecord:
    """`seen_version` 0: there was none. Raises `Stale`."""
    rights.to_work_on(viewer, hearing.case, LEGAL_PRIVILEGED)
    with transaction.atomic():
        Hearing.objects.select_for_update().get(id=hearing.id)
        row = HearingRecord.objects.filter(hearing=hearing).first()
        if row is None:
            row = HearingRecord(hearing=hearing, subject_id=hearing.subject_id, compartment=LEGAL_PRIVILEGED.code)
        else:
            step_on(row, seen_version)
        for each in fields(NotesGiven):
            setattr(row, each.name, getattr(given, each.name))
        row.exhibits = list(given.exhibits)
        row.noted_by = viewer.member
        row.save()
        record(viewer, kinds.HEARING_NOTED, subject=row.subject_id, compartment=LEGAL_PRIVILEGED, row=row)
    return row
