"""The standing of a procedure on one page; opening one, changing its tracks, closing it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.errors import NotPossible, Stale, StillOpen
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render
from jiwar.foundation.vault import prefetch
from jiwar.knowledge.procedures import Pack
from jiwar.lines.legal import actions, known, queries
from jiwar.lines.legal.forms import ClosingForm, OpenForm, TracksForm
from jiwar.lines.legal.models import Procedure
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.rights import OPEN_PROCEDURES
from jiwar.lines.legal.standings import pack_of, package_of
from jiwar.lines.legal.views.standing import standing_page


@page(can.WORK_ON_FILES)
def mine(request: SignedInRequest) -> HttpResponse:
    found = page_of(request, queries.running_procedures(request.viewer), by=("-opened_on", "-id"))
    prefetch(found.rows)
    lines = [(row, phrase(package_of(row).name), _track_names(row)) for row in found.rows]
    return render(
        request,
        "legal/procedures.html",
        {"lines": lines, "page": found, "may_open": request.viewer.can(OPEN_PROCEDURES)},
    )


@page(can.SEE_DESK)
def standing(request: SignedInRequest, procedure: UUID) -> HttpResponse:
    found = queries.procedure(request.viewer, procedure)
    return render(request, "legal/procedure.html", standing_page(request.viewer, found, clock.today()))


@page(OPEN_PROCEDURES)
def open_one(request: SignedInRequest, case: UUID) -> HttpResponse:
    """First the procedure, then its tracks: two small steps, each a link or one form."""
    found = cases.workable(request.viewer, case)
    first, others = known.nearest(request.viewer.group)
    asked = request.GET.get("pack") or first[0].id
    shown = next((each for each in (*first, *others) if each.id == asked), None)
    if shown is None:
        raise Http404
    chosen = shown.pack
    form = OpenForm(request.POST or None, pack=chosen, initial={"token": uuid4()})
    near = first if shown in first else [*first, shown]
    context: dict[str, Any] = {"case": found, "form": form, "near": near, "others": others, "shown": shown}
    context["sure"] = known.Sureness.of(chosen)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_procedure(
                request.viewer,
                case=found,
                pack=chosen.id,
                tracks=form.cleaned_data["tracks"],
                note=form.cleaned_data["note"],
                token=form.cleaned_data["token"],
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
        else:
            messages.success(request, _("The procedure is open. Record what has happened so far."))
            return redirect("legal:procedure", procedure=made.id)
    return render(request, "legal/open.html", context)


@page(OPEN_PROCEDURES)
def tracks(request: SignedInRequest, procedure: UUID) -> HttpResponse:
    found = queries.procedure(request.viewer, procedure)
    pack: Pack = pack_of(found)
    initial = {"tracks": found.tracks, "seen_version": found.version}
    form = TracksForm(request.POST or None, pack=pack, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.change_tracks(
                request.viewer, procedure=found, tracks=data["tracks"], seen_version=data["seen_version"]
            )
            return redirect("legal:procedure", procedure=found.id)
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
        except Stale as stale:
            _say_changed(form, stale)
    context = {"procedure": found, "form": form, "name": phrase(pack.name), "now": _track_names(found)}
    return render(request, "legal/tracks.html", context)


@page(OPEN_PROCEDURES)
def close(request: SignedInRequest, procedure: UUID) -> HttpResponse:
    found = queries.procedure(request.viewer, procedure)
    form = ClosingForm(request.POST or None, initial={"seen_version": found.version})
    matters: list[Any] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.close_procedure(
                request.viewer, procedure=found, reason=data["reason"], seen_version=data["seen_version"]
            )
            return redirect("legal:procedure", procedure=found.id)
        except StillOpen as refusal:
            matters = refusal.matters
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
        except Stale as stale:
            _say_changed(form, stale)
    context = {"procedure": found, "form": form, "matters": matters, "name": phrase(package_of(found).name)}
    return render(request, "legal/close.html", context)


def _track_names(procedure: Procedure) -> list[Any]:
    pack = package_of(procedure)
    known = [pack.track(track) for track in procedure.tracks]
    return [phrase(track.label) for track in known if track]


def _say_changed(form: Any, stale: Stale) -> None:
    """What was typed stays; sending it again counts against the row as it is now."""
    form.data = form.data.copy()
    form.data["seen_version"] = str(getattr(stale.current, "version", ""))
    form.add_error(None, _("A colleague changed this meanwhile. Look at it as it is now, then send yours again."))
