"""The hearings of a case; planning one, changing it, another day for it, how it ended."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.appointments.queries import colleagues
from jiwar.casework.appointments.views.booking import doubting, when
from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.views.opened import frame, look, people_choices
from jiwar.casework.cases.views.saving import save
from jiwar.casework.people import parts
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal.hearings import actions, queries, words
from jiwar.lines.legal.hearings.forms import ChangeForm, EndForm, MoveForm, PlanForm
from jiwar.lines.legal.hearings.views.opened import address, given_of, opened, procedure_choices
from jiwar.lines.legal.models import Hearing
from jiwar.lines.legal.owners import owner_of


@page(can.WORK_ON_FILES)
def of_case(request: SignedInRequest, case: UUID) -> HttpResponse:
    found = look(request.viewer, case)
    policy.require(request.viewer, can.WORK_ON_FILES, subject=found.subject, compartment=GENERAL)
    rows = queries.of_case(request.viewer, found)
    context = {"case": found, "rows": rows, "kinds": words.KINDS, "may_plan": may_plan(request, found)}
    return render(request, "legal/hearings.html", context)


def may_plan(request: SignedInRequest, case: Case) -> bool:
    return request.viewer.can(can.BOOK) and not case.is_closed


@page(can.WORK_ON_FILES)
def plan(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, cases.workable(request.viewer, case)
    policy.require(viewer, can.BOOK, subject=found.subject)
    look(viewer, found.id)
    choices, people = people_choices(viewer, found)
    staff = {str(each.id): each for each in colleagues()}
    belongs, behind = procedure_choices(request, found)
    form = PlanForm(
        request.POST or None,
        people=choices,
        staff=[(code, each.account.name) for code, each in staff.items()],
        belongs=belongs,
        initial=_first(found, people) | {"belongs": belongs[0][0] if belongs else ""},
    )

    def act(cleaned: dict[str, Any]) -> str:
        row = actions.plan_hearing(
            viewer,
            case=found,
            person=people[cleaned["person"]],
            given=given_of(cleaned["kind"], cleaned, behind),
            starts=cleaned["starts"],
            ends=cleaned["ends"],
            staff=staff.get(cleaned["staff"]),
            in_spite=cleaned["in_spite"],
            token=cleaned["token"],
        )
        return address(row.id)

    context = frame(found, _("Hearing or interview"), _("Keep it"), back=_of(found))
    return doubting(request, form, act, context, template="legal/hearing_form.html", now=_when)


def _first(case: Case, people: dict[str, Any]) -> dict[str, Any]:
    """What the form begins with: the first on the case, their language, whoever looks after the deadlines."""
    owner = owner_of(case)
    person = next(iter(people.values()), None)
    spoken = parts.languages(person).spoken if person is not None else ()
    return {
        "person": str(person.id) if person else "",
        "language": next((each.code for each in spoken), ""),
        "staff": str(owner.id) if owner else "",
        "mode": "in-person",
        "interpreter": "to-ask",
        "minutes": 120,
    }


def _of(case: Case) -> str:
    return reverse("legal:hearings", args=[case.id])


@page(can.WORK_ON_FILES)
def change(request: SignedInRequest, hearing: UUID) -> HttpResponse:
    viewer = request.viewer
    row, case = opened(request, hearing)
    belongs, behind = procedure_choices(request, case)
    form = ChangeForm(request.POST or None, belongs=belongs, initial=_values(row) | {"seen_version": row.version})

    def act(cleaned: dict[str, Any]) -> str:
        given = given_of(row.kind, cleaned, behind)
        actions.change_hearing(viewer, hearing=row, given=given, seen_version=cleaned["seen_version"])
        return address(row.id)

    context = frame(case, words.KINDS[row.kind], _("Keep it"), back=address(row.id))
    return save(request, form, act, context=context, now=_values)


def _values(row: Hearing) -> dict[str, Any]:
    simple = {name: getattr(row, name) for name in ("authority", "address", "mode", "language", "interpreter")}
    return simple | {"belongs": f"{row.procedure_id}:{row.stage}" if row.procedure_id else ""}


@page(can.WORK_ON_FILES)
def move(request: SignedInRequest, hearing: UUID) -> HttpResponse:
    viewer = request.viewer
    row, case = opened(request, hearing)
    policy.require(viewer, can.BOOK, subject=case.subject)
    form = MoveForm(request.POST or None, initial=_when(row) | {"seen_version": row.version})

    def act(cleaned: dict[str, Any]) -> str:
        said = {name: cleaned[name] for name in ("starts", "ends", "reason", "in_spite", "seen_version")}
        actions.move_hearing(viewer, hearing=row, **said)
        return address(row.id)

    context = frame(case, _("Another day"), _("Change the date"), back=address(row.id))
    return doubting(request, form, act, context, template="legal/hearing_form.html", now=_when)


def _when(row: Hearing) -> dict[str, Any]:
    return when(row.appointment)


@page(can.WORK_ON_FILES)
def end(request: SignedInRequest, hearing: UUID) -> HttpResponse:
    viewer = request.viewer
    row, case = opened(request, hearing)
    policy.require(viewer, can.BOOK, subject=case.subject)
    form = EndForm(request.POST or None, initial=_ended(row) | {"seen_version": row.version})

    def act(cleaned: dict[str, Any]) -> str:
        actions.end_hearing(viewer, hearing=row, **cleaned)
        return address(row.id)

    context = frame(case, _("How it ended"), _("Keep it"), back=address(row.id))
    return save(request, form, act, context=context, now=_ended)


def _ended(row: Hearing) -> dict[str, Any]:
    outcome = "" if row.state == Hearing.State.PLANNED else row.state
    return {"outcome": outcome, "next_day": next_day(row)}


def next_day(row: Hearing) -> date | None:
    return date.fromisoformat(row.next_day["day"]) if row.next_day else None
