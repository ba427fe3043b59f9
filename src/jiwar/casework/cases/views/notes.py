"""Notes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from jiwar.casework.cases import actions, clock, kinds, queries
from jiwar.casework.cases.forms import AmendForm, NoteForm
from jiwar.casework.cases.models import Note
from jiwar.casework.cases.sectors import word
from jiwar.casework.cases.views.opened import address, compartment_choices, frame, look_to_work
from jiwar.casework.cases.views.saving import save
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render


@page(can.WORK_ON_FILES)
def new(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    compartments = compartment_choices(viewer, found)
    shown = {"happened_on": clock.today(), "compartment": compartments[0][0]}
    form = NoteForm(request.POST or None, compartments=compartments, initial=shown)

    def act(cleaned: dict[str, Any]) -> str:
        actions.write_note(
            viewer,
            case=found,
            text=cleaned["text"],
            kind=cleaned["kind"],
            minutes=cleaned["minutes"] or 0,
            compartment=compartment_of(cleaned["compartment"]),
            happened_on=cleaned["happened_on"],
            token=cleaned["token"],
        )
        return address(found)

    return save(request, form, act, context=frame(found, _("Write a note"), _("Save the note")))


@page(can.SIGNED_IN)
def note(request: SignedInRequest, case: UUID, note: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.case(request.viewer, case)
    row = queries.note(viewer, found, note)
    record(viewer, kinds.NOTE_SEEN, subject=found.subject, compartment=row.compartment, row=row)
    earlier = list(row.earlier.select_related("amended_by__account"))
    vault.prefetch(earlier)
    context = {
        "case": found,
        "note": row,
        "kind": word(Note.Kind, row.kind),
        "compartment": compartment_of(row.compartment),
        "earlier": earlier,
        "may_amend": row.written_by_id == viewer.id and viewer.can(can.WORK_ON_FILES) and not found.is_closed,
    }
    return render(request, "cases/note.html", context)


@page(can.WORK_ON_FILES)
def amend(request: SignedInRequest, case: UUID, note: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.case(request.viewer, case)
    row = queries.note(viewer, found, note)
    record(viewer, kinds.NOTE_SEEN, subject=found.subject, compartment=row.compartment, row=row)
    shown = {"kind": row.kind, "text": row.text, "minutes": row.minutes, "seen_version": row.version}
    form = AmendForm(request.POST or None, initial=shown)

    def act(cleaned: dict[str, Any]) -> str:
        cleaned["minutes"] = cleaned["minutes"] or 0
        actions.amend_note(viewer, note=row, **cleaned)
        return address(found, "note", row.id)

    context = frame(found, _("Amend the note"), _("Save the note"))
    now = lambda note: {"kind": note.kind, "text": note.text, "minutes": note.minutes}  # noqa: E731
    return save(request, form, act, context=context, now=now)
