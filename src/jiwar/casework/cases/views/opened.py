"""The case of a page, and what its forms offer."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import actions, queries
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.queries.page import people_on
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer

Choice = tuple[str, Any]


def look(viewer: Viewer, case_id: UUID) -> Case:
    """The case, for a page that shows something of it: looking is recorded."""
    found = queries.case(viewer, case_id)
    actions.looked_at(viewer, case=found)
    return found


def look_to_work(viewer: Viewer, case_id: UUID) -> Case:
    """The same for a page that writes into it; a reader is refused."""
    found = queries.workable(viewer, case_id)
    actions.looked_at(viewer, case=found)
    return found


def address(case: Case, name: str = "case", *more: UUID) -> str:
    return reverse(f"cases:{name}", args=[case.id, *more])


def opened_href(viewer: Viewer, case: Case, *, holds: bool) -> str | None:
    """Where to see who may open the case file, for those who hold it or give cases away."""
    return reverse("access:opened", args=[case.subject_id]) if holds or viewer.can(can.ASSIGN) else None


def frame(case: Case, title: Any, submit: Any, **more: Any) -> dict[str, Any]:
    """What `cases/form.html` needs beside the form."""
    return {"case": case, "title": title, "submit": submit, "back": address(case), **more}


def people_choices(viewer: Viewer, case: Case) -> tuple[list[Choice], dict[str, Person]]:
    """Those on the case whom the viewer may know, and the rows behind the choices."""
    found = people_on(viewer, case)
    rows = {str(each.person.id): each.person for each in found}
    return [(str(each.person.id), each.name) for each in found], rows


def compartment_choices(viewer: Viewer, case: Case) -> list[Choice]:
    opened = queries.note_compartments(viewer, case)
    return [(each.code, _("everyone who works on the case") if each is GENERAL else each.name) for each in opened]


def team_choices(case: Case) -> list[Choice]:
    return [(str(row.member_id), row.member.account.name) for row in queries.team(case)]
