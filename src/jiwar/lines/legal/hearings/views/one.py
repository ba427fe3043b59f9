"""One hearing on its page; who goes along; what is prepared; the sheet for the person."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import clock
from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.views.opened import frame, team_choices
from jiwar.casework.cases.views.saving import do, save
from jiwar.casework.people import parts
from jiwar.casework.people import queries as people
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, RESTRICTED
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.directions import DESK_LANGUAGES, endonym
from jiwar.foundation.languages.reader import Reader, current_reader, reading_as
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.calendars import Calendar
from jiwar.lines.legal import kinds
from jiwar.lines.legal import words as legal_words
from jiwar.lines.legal.detention import queries as safety
from jiwar.lines.legal.hearings import actions, preparing, queries, words
from jiwar.lines.legal.hearings.actions import TravelGiven
from jiwar.lines.legal.hearings.forms import CompanyForm, ItemForm, TravelForm
from jiwar.lines.legal.hearings.views.opened import address, opened, stage_of
from jiwar.lines.legal.hearings.views.planning import may_plan, next_day
from jiwar.lines.legal.letters.queries import ARABIC_SPOKEN, offices
from jiwar.lines.legal.models import Hearing, TravelNotes
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.standings import package_of

TRAVEL = tuple(TravelForm.base_fields)[1:]


@page(can.WORK_ON_FILES)
def one(request: SignedInRequest, hearing: UUID) -> HttpResponse:
    viewer = request.viewer
    row, case = opened(request, hearing)
    view = queries.hearing_page(viewer, row)
    record(viewer, kinds.HEARING_SEEN, subject=case.subject, compartment=GENERAL, row=row)
    language = current_reader().language
    event = words.event_of(row.kind, row.state) if row.procedure is not None and row.procedure.is_open else None
    context = {
        "case": case,
        "view": view,
        "names": people.names_of(viewer, [row.appointment.person_id]),
        "words": words,
        "procedure": phrase(package_of(row.procedure).name) if row.procedure else None,
        "stage": stage_of(row),
        "event": (event.value, legal_words.EVENTS[event]) if event else None,
        "next_day": next_day(row),
        "items": [(each, preparing.item(each.code)) for each in view.items or ()],
        "travel": [(TravelForm.base_fields[name].label, getattr(view.travel, name)) for name in TRAVEL]
        if view.travel
        else [],
        "plan": safety.running_plan(viewer, case) if view.opens_restricted else None,
        "language": language,
        "works": may_plan(request, case),
        "coming": row.state == Hearing.State.PLANNED,
    }
    return render(request, "legal/hearing.html", context)


@page(can.WORK_ON_FILES)
def ask(request: SignedInRequest, hearing: UUID) -> HttpResponse:
    viewer = request.viewer
    row, case = opened(request, hearing)
    policy.require(viewer, can.BOOK, subject=case.subject)
    team = {str(each.member_id): each.member for each in cases.team(case)}
    form = CompanyForm(request.POST or None, team=team_choices(case), country=viewer.group.country)

    def act(cleaned: dict[str, Any]) -> str:
        said = {name: cleaned[name] for name in ("part", "name", "phone", "token")}
        actions.ask_along(viewer, hearing=row, member=team.get(cleaned["member"]), **said)
        return address(row.id, "company")

    context = frame(case, _("Who goes along?"), _("Keep it"), back=address(row.id))
    return save(request, form, act, context=context)


@page(can.WORK_ON_FILES)
@require_POST
def answered(request: SignedInRequest, companion: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.companion(request.viewer, companion)
    said = request.POST.get("said", "")

    def act() -> None:
        if said == "withdraw":
            policy.require(viewer, can.BOOK, subject=row.hearing.case.subject)
            actions.withdraw_request(viewer, companion=row)
        elif said in ("yes", "no"):
            actions.answer_for(viewer, companion=row, agreed=said == "yes")

    return do(request, act, address(row.hearing_id, "company"))


@page(can.WORK_ON_FILES)
def add_item(request: SignedInRequest, hearing: UUID) -> HttpResponse:
    viewer = request.viewer
    row, case = opened(request, hearing)
    policy.require(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=RESTRICTED)
    form = ItemForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.add_item(viewer, hearing=row, text=cleaned["text"], token=cleaned["token"])
        return address(row.id, "prepare")

    context = frame(case, _("Add something to prepare"), _("Add"), back=address(row.id))
    return save(request, form, act, context=context)


@page(can.WORK_ON_FILES)
@require_POST
def ticked(request: SignedInRequest, item: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.item(request.viewer, item)
    verb = actions.tick if request.POST.get("done") == "yes" else actions.untick
    return do(request, lambda: verb(viewer, item=row), address(row.hearing_id, "prepare"))


@page(can.WORK_ON_FILES)
def travel(request: SignedInRequest, hearing: UUID) -> HttpResponse:
    viewer = request.viewer
    row, case = opened(request, hearing)
    policy.require(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=RESTRICTED)
    notes = queries.travel_of(viewer, row)
    initial = _travel(notes) | {"seen_version": notes.version} if notes else {"seen_version": 0}
    form = TravelForm(request.POST or None, initial=initial)

    def act(cleaned: dict[str, Any]) -> str:
        seen = cleaned["seen_version"]
        given = TravelGiven(**{name: cleaned[name] for name in TRAVEL})
        actions.keep_travel(viewer, hearing=row, given=given, seen_version=seen)
        return address(row.id, "travel")

    context = frame(case, _("The way there, and safety"), _("Keep it"), back=address(row.id))
    return save(request, form, act, context=context, now=_travel)


def _travel(row: TravelNotes) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TRAVEL}


@page(can.WORK_ON_FILES)
def sheet(request: SignedInRequest, hearing: UUID) -> HttpResponse:
    """For the person to carry: place, time, what to bring, whom to call. Nothing of the case, and no name."""
    viewer = request.viewer
    row, case = opened(request, hearing)
    language = request.GET.get("language", _spoken(row))
    if language not in DESK_LANGUAGES:
        raise Http404
    record(viewer, kinds.HEARING_SEEN, subject=case.subject, compartment=GENERAL, row=row)
    here = reverse("legal:hearing-sheet", args=[row.id])
    context = {
        "row": row,
        "back": address(row.id),
        "in_languages": [(f"{here}?language={code}", endonym(code), code == language) for code in DESK_LANGUAGES],
        "starts": timezone.localtime(row.appointment.starts, clock.zone()),
        "bring": [each.said(language) for each in preparing.to_bring(row.kind)],
        "offices": offices(),
        "office": row.appointment.staff.office if row.appointment.staff else None,
    }
    group = viewer.group
    reader = Reader(
        language, Calendar.HIJRI, group.digits if language == "ar" else "latn", group.months, time_zone=group.time_zone
    )
    with reading_as(reader):
        return render(request, "legal/hearing_sheet.html", context)


def _spoken(row: Hearing) -> str:
    for each in parts.languages(row.appointment.person).spoken:
        code = "ar" if each.code in ARABIC_SPOKEN else each.code
        if code in DESK_LANGUAGES:
            return code
    return current_reader().language
