"""Recording, correcting and withdrawing what happened, with a look at what a date would mean."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record as audit
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.procedures import EventKind, Rule
from jiwar.lines.legal import actions, kinds, previews, queries, words
from jiwar.lines.legal.forms import EventForm, ReasonForm
from jiwar.lines.legal.models import Procedure, ProcedureEvent
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.quality import looks, unseen
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED
from jiwar.lines.legal.standings import pack_of, package_of

Rules = tuple[Rule, ...]


@page(can.WORK_ON_FILES)
def record(request: SignedInRequest, procedure: UUID, kind: str) -> HttpResponse:
    found = queries.procedure(request.viewer, procedure)
    policy.require(request.viewer, can.WORK_ON_FILES, subject=found.case.subject, compartment=GENERAL)
    event_kind = _kind(kind)
    form = _form(request, found, event_kind, initial={"token": uuid4()})
    context = {**_context(found, event_kind, form), **_second_look(request.viewer, found, event_kind)}
    if request.method != "POST" or not form.is_valid():
        return _page(request, context)
    if "save" not in request.POST:
        meaning = previews.meaning_of(found, form.recorded(), clock.today(), printed=form.printed())
        return _page(request, {**context, "meaning": meaning})
    data = form.cleaned_data
    try:
        actions.record_event(
            request.viewer,
            procedure=found,
            recorded=form.recorded(),
            printed=form.printed(),
            note=data["note"],
            remark=data.get("remark", ""),
            why_unseen=data.get("why_unseen", ""),
            token=data["token"],
        )
    except NotPossible as refusal:
        form.add_error(None, str(refusal.words))
        return _page(request, context)
    messages.success(request, _("Recorded. What follows from it is below."))
    return redirect("legal:procedure", procedure=found.id)


@page(can.WORK_ON_FILES)
def correct(request: SignedInRequest, event: UUID) -> HttpResponse:
    row = _seen(request.viewer, event)
    was = Recorded.of(row)
    form = _form(request, row.procedure, was.kind, row=row)
    context = {**_context(row.procedure, was.kind, form), "row": row, "was": was}
    if request.method != "POST" or not form.is_valid():
        return _page(request, context)
    recorded = _keeping(was, form)
    if "save" not in request.POST:
        meaning = previews.meaning_of(row.procedure, recorded, clock.today(), thread=row.thread)
        return _page(request, {**context, "meaning": meaning})
    data = form.cleaned_data
    try:
        actions.correct_event(
            request.viewer, row=row, recorded=recorded, note=data["note"], remark=data.get("remark", "")
        )
    except NotPossible as refusal:
        form.add_error(None, str(refusal.words))
        return _page(request, context)
    except Stale as stale:
        return _page(request, {**context, "now": _as_now(stale)})
    messages.success(request, _("Corrected. All that follows from it has moved."))
    return redirect("legal:procedure", procedure=row.procedure_id)


@page(can.WORK_ON_FILES)
def withdraw(request: SignedInRequest, event: UUID) -> HttpResponse:
    row = _seen(request.viewer, event)
    was = Recorded.of(row)
    form = ReasonForm(request.POST or None)
    context = {"row": row, "was": was, "title": words.EVENTS[was.kind], "form": form, "procedure": row.procedure}
    context["now"] = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_event(request.viewer, row=row, reason=form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
        except Stale as stale:
            context["now"] = _as_now(stale)
        else:
            return redirect("legal:procedure", procedure=row.procedure_id)
    return render(request, "legal/withdraw.html", context)


def _seen(viewer: Viewer, event: UUID) -> ProcedureEvent:
    """The event with its note, for a page that shows it: looking is recorded."""
    row = queries.event(viewer, event)
    audit(viewer, kinds.PROCEDURE_SEEN, subject=row.subject_id, compartment=row.compartment, row=row.procedure)
    return row


def _page(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    known = {
        "here": request.path,
        "meaning": None,
        "row": None,
        "was": None,
        "now": None,
        "go": None,
        "may_ask": False,
        **context,
    }
    return render(request, "legal/event.html", known, block="means")


def _context(procedure: Procedure, kind: EventKind, form: EventForm) -> dict[str, Any]:
    return {
        "procedure": procedure,
        "name": phrase(package_of(procedure).name),
        "title": words.EVENTS[kind],
        "form": form,
        "plain": [name for name in form.fields if name not in form.printed_fields],
    }


def _second_look(viewer: Viewer, procedure: Procedure, kind: EventKind) -> dict[str, Any]:
    """For what is filed: whether a colleague said go, and whether the viewer may ask for that."""
    if kind not in unseen.FILINGS:
        return {}
    go = unseen.standing_go(procedure)
    return {"go": go, "may_ask": go is None and looks.may_ask(viewer, procedure)}


def _form(
    request: SignedInRequest, procedure: Procedure, kind: EventKind, row: ProcedureEvent | None = None, **options: Any
) -> EventForm:
    pack = pack_of(procedure)
    on_tracks = pack.rules_on(frozenset(procedure.tracks))
    started = tuple(rule for rule in on_tracks if kind in rule.reading.starts_from)
    ended = tuple(rule for rule in on_tracks if kind in rule.reading.met_by)
    return EventForm(
        request.POST or None,
        kind=kind,
        rules=started,
        concerned=started + tuple(rule for rule in ended if rule not in started),
        privileged=_privileged(request.viewer, procedure),
        row=row,
        asks_why=row is None and unseen.asks_why(procedure, kind),
        **options,
    )


def _keeping(was: Recorded, form: EventForm) -> Recorded:
    """What the form did not show stays as it was."""
    typed = form.recorded()
    shown = form.fields
    return Recorded(
        kind=typed.kind,
        given=typed.given,
        how_notified=typed.how_notified if "how_notified" in shown else was.how_notified,
        to_whom=typed.to_whom if "to_whom" in shown else was.to_whom,
        proof=typed.proof if "proof" in shown else was.proof,
        about=(*typed.about, *(rule for rule in was.about if rule not in form.offered)),
        type_certain=typed.type_certain if "type_uncertain" in shown else was.type_certain,
    )


def _privileged(viewer: Viewer, procedure: Procedure) -> bool:
    subject = procedure.case.subject
    return policy.decide(viewer, can.WORK_ON_FILES, subject=subject, compartment=LEGAL_PRIVILEGED).allowed


def _kind(kind: str) -> EventKind:
    try:
        return EventKind(kind)
    except ValueError:
        raise Http404 from None


def _as_now(stale: Stale) -> ProcedureEvent | None:
    return stale.current if isinstance(stale.current, ProcedureEvent) else None
