"""Writing and amending notes."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock, kinds, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Note, NoteVersion
from jiwar.casework.cases.receipts import once
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, Compartment
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record


@transaction.atomic
def write_note(
    viewer: Viewer,
    *,
    case: Case,
    text: str,
    kind: str = Note.Kind.CONVERSATION,
    minutes: int = 0,
    compartment: Compartment = GENERAL,
    happened_on: date | None = None,
    token: UUID | None = None,
) -> Note:
    """A note in a compartment that stands open to the viewer on this case. `minutes`: what it took."""
    rights.to_work_on(viewer, case, compartment)
    if compartment is IDENTITY:
        raise NotPossible(_("Notes are not kept with the names: choose another part of the file."))

    def make() -> Note:
        note = Note.objects.create(
            case=case,
            subject_id=case.subject_id,
            compartment=compartment.code,
            kind=kind,
            text=text,
            minutes=minutes,
            happened_on=happened_on or clock.today(),
            written_by=viewer.member,
        )
        timeline.write(
            viewer,
            case=case,
            kind="note-written",
            facts={"kind": kind},
            compartment=compartment,
            happened_on=note.happened_on,
            row=note.id,
        )
        record(viewer, kinds.NOTE_WRITTEN, subject=case.subject, compartment=compartment, row=note)
        return note

    return once(viewer, token, Note, make)


@transaction.atomic
def amend_note(viewer: Viewer, *, note: Note, text: str, kind: str, minutes: int, seen_version: int) -> Note:
    """By the one who wrote it; what it said before stays readable. Raises `Stale`."""
    compartment = compartment_of(note.compartment)
    rights.to_work_on(viewer, note.case, compartment)
    if note.written_by_id != viewer.member.id:
        raise NotPossible(_("Only the one who wrote a note amends it. Write a note of your own."))
    step_on(note, seen_version)
    if (text, kind, minutes) == (note.text, note.kind, note.minutes):
        return note
    NoteVersion.objects.create(
        note=note,
        subject_id=note.subject_id,
        compartment=note.compartment,
        number=seen_version,
        kind=note.kind,
        text=note.text,
        minutes=note.minutes,
        amended_by=viewer.member,
    )
    note.text, note.kind, note.minutes = text, kind, minutes
    note.save(update_fields=["text", "kind", "minutes"])
    record(viewer, kinds.NOTE_AMENDED, subject=note.case.subject, compartment=compartment, row=note)
    return note
