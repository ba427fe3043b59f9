"""Booking and moving."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.appointments import actions, queries
from jiwar.casework.appointments.doubts import Doubtful
from jiwar.casework.appointments.forms import BookForm, MoveForm
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.queries.page import people_on
from jiwar.casework.cases.views.opened import look as look_at_case
from jiwar.casework.cases.views.saving import Compare, save
from jiwar.casework.people import queries as people
from jiwar.casework.people.models import Person
from jiwar.casework.people.views.opened import look
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page

Act = Callable[[dict[str, Any]], str]


@page(can.BOOK)
def book(request: SignedInRequest, person: UUID) -> HttpResponse:
    about = look(request.viewer, person, page="book")
    names = people.names_of(request.viewer, [about.id])
    back = reverse("people:person", args=[about.id])
    return _book(request, {str(about.id): (about, names[about.id])}, None, back)


@page(can.BOOK)
def book_on(request: SignedInRequest, case: UUID) -> HttpResponse:
    found = look_at_case(request.viewer, case)
    about = {str(each.person.id): (each.person, each.name) for each in people_on(request.viewer, found)}
    return _book(request, about, found, reverse("cases:case", args=[found.id]))


def _book(request: SignedInRequest, about: dict[str, tuple[Person, str]], case: Case | None, back: str) -> HttpResponse:
    viewer = request.viewer
    staff = {str(each.id): each for each in queries.colleagues()}
    offices = {str(each.id): each for each in queries.offices()}
    office = viewer.member.office_id
    shown = {"day": clock.today(), "staff": str(viewer.id) if case else "", "office": str(office) if office else ""}
    form = BookForm(
        request.POST or None,
        people=[(code, name) for code, (_person, name) in about.items()],
        staff=[(code, each.account.name) for code, each in staff.items()],
        offices=[(code, each.name) for code, each in offices.items()],
        initial=shown | {"person": next(iter(about), "")},
    )

    def act(cleaned: dict[str, Any]) -> str:
        said = {name: cleaned[name] for name in ("starts", "ends", "room", "interpreter_language", "purpose")}
        made = actions.book(
            viewer,
            person=about[cleaned["person"]][0],
            case=case,
            staff=staff.get(cleaned["staff"]),
            office=offices.get(cleaned["office"]),
            in_spite=cleaned["in_spite"],
            token=cleaned["token"],
            **said,
        )
        return reverse("appointments:appointment", args=[made.id])

    return doubting(request, form, act, {"title": _("Book an appointment"), "submit": _("Book it"), "back": back})


@page(can.BOOK)
def move(request: SignedInRequest, appointment: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.appointment(request.viewer, appointment)
    shown = when(row) | {"seen_version": row.version}
    form = MoveForm(request.POST or None, initial=shown)

    def act(cleaned: dict[str, Any]) -> str:
        said = {name: cleaned[name] for name in ("starts", "ends", "in_spite", "seen_version")}
        made = actions.move(viewer, appointment=row, **said)
        return reverse("appointments:appointment", args=[made.id])

    back = reverse("appointments:appointment", args=[row.id])
    return doubting(request, form, act, {"title": _("Move the appointment"), "submit": _("Move it"), "back": back})


def when(row: Any) -> dict[str, Any]:
    """An appointment's time as the forms have it."""
    local = timezone.localtime(row.starts, clock.zone())
    return {"day": local.date(), "at": local.time(), "minutes": int((row.ends - row.starts).total_seconds() // 60)}


def doubting(
    request: SignedInRequest,
    form: forms.Form,
    act: Act,
    context: dict[str, Any],
    *,
    template: str = "appointments/book.html",
    now: Compare = when,
) -> HttpResponse:
    """Saves; where something speaks against the time, shows what, and offers to book in spite of it."""
    context["doubts"] = []

    def trying(cleaned: dict[str, Any]) -> str:
        try:
            return act(cleaned)
        except Doubtful as doubtful:
            context["doubts"] = doubtful.doubts
            raise

    try:
        return save(request, form, trying, template=template, context=context, now=now)
    except Doubtful:
        form.add_error("in_spite", _("Something speaks against this time. Choose another, or book in spite of it."))
        return save(request, form, act, template=template, context=context, now=now)
