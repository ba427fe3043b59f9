"""What this room adds to the case page and the person's page, and what it says on the timeline and before closing."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.appointments import queries
from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case, TimelineEntry
from jiwar.casework.cases.sectors import word
from jiwar.casework.cases.timeline import HELP, tells
from jiwar.casework.people.models import Person
from jiwar.casework.service_lines import OpenMatter
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_moment


class OfCase:
    template = "appointments/panel.html"

    def context(self, viewer: Viewer, case: Case, today: date) -> dict[str, Any] | None:
        rows = queries.coming_on(viewer, case)
        may_book = viewer.can(can.BOOK) and not case.is_closed
        if not rows and not may_book:
            return None
        return {"rows": rows, "book_href": reverse("appointments:book-on", args=[case.id]) if may_book else None}


class OfPerson:
    template = "appointments/panel.html"

    def context(self, viewer: Viewer, person: Person) -> dict[str, Any] | None:
        rows = queries.coming_of(viewer, person.id)
        may_book = viewer.can(can.BOOK)
        if not rows and not may_book:
            return None
        return {"rows": rows, "book_href": reverse("appointments:book", args=[person.id]) if may_book else None}


def open_matters(viewer: Viewer, case: Case) -> list[OpenMatter]:
    """Appointments still to come stand in the way of closing."""
    coming = Appointment.objects.filter(case=case, state=Appointment.State.BOOKED, ends__gte=timezone.now()).count()
    shown = queries.coming_on(viewer, case)
    matters = [
        OpenMatter(
            "appointment",
            _("Appointment: %(when)s") % {"when": format_moment(each.starts)},
            reverse("appointments:appointment", args=[each.row.id]),
        )
        for each in shown
    ]
    if coming and not shown:
        words = _("Colleagues who work on a part you do not see still have something open. Ask the team.")
        matters.append(OpenMatter("elsewhere", words, reverse("cases:team", args=[case.id])))
    return matters


@tells("appointment-ended", HELP)
def ended(entry: TimelineEntry) -> str:
    state = word(Appointment.State, entry.facts["state"])
    return _("Appointment of %(when)s: %(state)s") % {"when": _when(entry), "state": state}


def _when(entry: TimelineEntry) -> str:
    return format_moment(timezone.localtime(datetime.fromisoformat(entry.facts["starts"]), clock.zone()))
