"""One row that waits for a decision: what it says, who may be the same, what shall become of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jiwar.casework.people.imports import actions, queries
from jiwar.casework.people.imports.fields import field_name
from jiwar.casework.people.imports.forms import DecideForm
from jiwar.casework.people.imports.models import ImportedRow, PeopleImport
from jiwar.casework.people.imports.verdicts import as_row
from jiwar.casework.people.imports.words import TONES, fate_words
from jiwar.casework.people.views.opened import looked_at
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.sheets.cells import Cell
from jiwar.foundation.ui.shortcuts import render

State = PeopleImport.State


@page(can.IMPORT_PEOPLE)
def row(request: SignedInRequest, import_id: UUID, number: int) -> HttpResponse:
    found = queries.brought(request.viewer, import_id)
    one = queries.row(found, number)
    if found.state != State.DONE or one.fate not in queries.UNDECIDED:
        return _show(request, found, one, None)
    entry = queries.entry_of(found, one)
    named = any(name.kind == "own" for name in entry.who.names)
    likely = queries.candidates(request.viewer, entry)
    for each in likely:
        # A list asks about many at once: whom it was shown is kept, as for a page that was opened.
        looked_at(request.viewer, each.person, page="import-row")
    form = DecideForm(request.POST or None, likely=likely, may_create=named, unread=bool(entry.not_taken))
    if request.method == "POST" and form.is_valid():
        answer = _decide(request, found, one, form)
        if answer is not None:
            return answer
    return _show(request, found, one, form, [each.found for each in likely])


def _decide(request: SignedInRequest, found: PeopleImport, one: ImportedRow, form: DecideForm) -> HttpResponse | None:
    choice, number = form.chosen()
    try:
        actions.decide(request.viewer, brought=found, number=one.row, choice=choice, same_as=number)
    except actions.NobodyThere:
        form.add_error("number", _("There is nobody with this number."))
        return None
    except actions.NoName:
        form.add_error("choice", _("Nobody can be registered without a name."))
        return None
    except actions.NotNow:
        messages.warning(request, _("This row has been decided meanwhile."))
    else:
        messages.success(request, _("Decided: row %(row)s.") % {"row": one.row})
    following = queries.next_undecided(found, one.row)
    return redirect("people:import-row", found.id, following) if following else redirect("people:import", found.id)


def _show(
    request: SignedInRequest, found: PeopleImport, one: ImportedRow, form: DecideForm | None, likely: object = ()
) -> HttpResponse:
    plan, _rows = queries.preview(found)
    cells = [
        (heading or field_name(meant) if meant else heading, cell.text)
        for heading, meant, cell in zip(plan.headings, plan.fields, _cells(one, len(plan.fields)), strict=True)
        if cell.text
    ]
    context = {
        "brought": found,
        "shown": queries.shown(found, [one])[0],
        "cells": cells,
        "form": form,
        "likely": likely,
        "fate": fate_words(one.fate, trying=found.state == State.TRIED),
        "tone": TONES.get(ImportedRow.Fate(one.fate), ""),
    }
    return render(request, "people/imports/row.html", context, status=422 if form is not None and form.errors else 200)


def _cells(one: ImportedRow, width: int) -> list[Cell]:
    row = as_row(one)
    return [row.at(column) for column in range(width)]
