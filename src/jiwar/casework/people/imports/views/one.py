"""One list: its columns, its progress, what became of its rows."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.people.imports import actions, queries
from jiwar.casework.people.imports.forms import ColumnsForm, ReadForm
from jiwar.casework.people.imports.models import ImportedRow, PeopleImport
from jiwar.casework.people.imports.words import IN_ORDER, TONES, fate_words, why_encoding, why_stopped
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.sheets.refusals import SheetRefused
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render

State = PeopleImport.State
Fate = ImportedRow.Fate


@page(can.IMPORT_PEOPLE)
def brought(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    found = queries.brought(request.viewer, import_id)
    if request.method == "POST":
        return _columns(request, found)
    if found.state == State.NEW or (found.state == State.TRIED and "columns" in request.GET):
        return _show_columns(request, found)
    return _show_rows(request, found)


def _columns(request: SignedInRequest, found: PeopleImport) -> HttpResponse:
    """What the columns mean, and with the button pressed what to do next."""
    if found.state not in {State.NEW, State.TRIED}:
        return _moved_on(request, found)
    plan, rows = queries.preview(found)
    form = ColumnsForm(request.POST, plan=plan, rows=rows, country=found.about["country"])
    if not form.is_valid():
        return _show_columns(request, found, form)
    meant = form.meant()
    try:
        header, country = form.cleaned_data["header"], form.cleaned_data["country"]
        actions.choose(request.viewer, brought=found, header=header, fields=meant, country=country)
        if meant is not None and request.POST.get("next") in {"try", "run"}:
            actions.start(request.viewer, brought=found, only_try=request.POST["next"] == "try")
            return redirect("people:import", found.id)
    except actions.NoName:
        form.add_error(None, _("Say which column holds the name."))
        return _show_columns(request, found, form)
    except actions.NotNow:
        return _moved_on(request, found)
    return _show_columns(request, queries.brought(request.viewer, found.id))


def _show_columns(request: SignedInRequest, found: PeopleImport, form: ColumnsForm | None = None) -> HttpResponse:
    plan, rows = queries.preview(found)
    form = form or ColumnsForm(plan=plan, rows=rows, country=found.about["country"])
    context = {
        "brought": found,
        "about": found.about,
        "form": form,
        "reading": ReadForm(about=found.about),
        "why_encoding": why_encoding(found.about["encoding_why"]),
        "above": [row for row in rows if row.number < plan.header],
    }
    return render(request, "people/imports/columns.html", context, status=422 if form.errors else 200)


def _show_rows(request: SignedInRequest, found: PeopleImport) -> HttpResponse:
    context: dict[str, Any] = {
        "brought": found,
        "title": found.about["name"] if found.is_open else _("Erased list"),
        "trying": found.state in {State.TRYING, State.TRIED},
        "fate_words": fate_words,
        "tones": TONES,
        "stopped": why_stopped(found.about.get("stopped")) if found.state == State.STOPPED else "",
        "undecided": sum(int(found.counts.get(fate, 0)) for fate in queries.UNDECIDED),
        "first_undecided": queries.next_undecided(found, 0) if found.state == State.DONE else None,
    }
    if not found.works and found.is_open:
        fate = request.GET.get("fate", "")
        fates = [fate] if fate in Fate.values else []
        listed = page_of(request, queries.rows(found, fates), by=("row",))
        context |= {"listed": listed, "shown": queries.shown(found, listed.rows, briefly=True), "fate": fate}
        context["tabs"] = [
            (f"?fate={each}", fate_words(each, trying=context["trying"]), each == fate, int(count))
            for each in IN_ORDER
            if (count := found.counts.get(each))
        ]
    answer = render(request, "people/imports/brought.html", context, block="progress" if found.works else None)
    if not found.works and request.headers.get("HX-Request") == "true":
        # The progress asked, and there is none any more: the whole page is another one.
        answer.headers["HX-Refresh"] = "true"
    return answer


def _moved_on(request: SignedInRequest, found: PeopleImport) -> HttpResponse:
    messages.warning(request, _("This list has moved on since the page was shown. Look at it again."))
    return redirect("people:import", found.id)


@require_POST
@page(can.IMPORT_PEOPLE)
def read(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    """The same file, read otherwise."""
    found = queries.brought(request.viewer, import_id)
    if found.state not in {State.NEW, State.TRIED}:
        return _moved_on(request, found)
    form = ReadForm(request.POST, about=found.about)
    if form.is_valid():
        try:
            actions.read_otherwise(request.viewer, brought=found, **form.cleaned_data)
        except SheetRefused as refused:
            messages.error(request, refused.sentence)
        except actions.NotNow:
            return _moved_on(request, found)
    return redirect("people:import", found.id)


def _step(request: SignedInRequest, import_id: UUID, act: Any, said: str) -> HttpResponse:
    found = queries.brought(request.viewer, import_id)
    try:
        act(request.viewer, brought=found)
    except actions.NotNow:
        return _moved_on(request, found)
    except actions.NoName:
        messages.error(request, _("Say which column holds the name."))
    else:
        messages.success(request, said)
    return redirect("people:import", found.id)


@require_POST
@page(can.IMPORT_PEOPLE)
def start(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    """After trying, or after it stopped."""

    def act(viewer: Any, *, brought: PeopleImport) -> None:
        actions.start(viewer, brought=brought, only_try=request.POST.get("next") == "try")

    return _step(request, import_id, act, _("It has begun. You may leave this page; it goes on without you."))


@require_POST
@page(can.IMPORT_PEOPLE)
def go_on(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    return _step(request, import_id, actions.go_on, _("It will be taken up again."))


@require_POST
@page(can.IMPORT_PEOPLE)
def undo(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    return _step(request, import_id, actions.undo, _("Undoing has begun."))


@require_POST
@page(can.IMPORT_PEOPLE)
def close(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    return _step(request, import_id, actions.close, _("Closed. The rows and the file are erased."))
