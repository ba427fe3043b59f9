"""For the team of a case: who is opposed to its people, and what looking for conflicts brought."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.views.opened import frame, look_to_work
from jiwar.casework.cases.views.saving import do, save
from jiwar.casework.conflicts import actions, queries
from jiwar.casework.conflicts.forms import OpposedForm, WithdrawForm
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer


@page(can.WORK_ON_FILES)
def opposed(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    form = OpposedForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.mark(
            viewer,
            case=found,
            kind=cleaned["kind"],
            names=[cleaned["name"], cleaned["other_name"]],
            person=_person(viewer, cleaned["number"]),
            phone=cleaned["phone"],
            note=cleaned["note"],
            token=cleaned["token"],
        )
        return _address(found)

    context = frame(
        found,
        _("Conflicts of interest"),
        _("Write down"),
        opposed=queries.of_case(viewer, found),
        outcome=queries.outcome(found),
        checks=queries.checks(viewer, found),
    )
    return save(request, form, act, template="conflicts/of_case.html", context=context)


def _person(viewer: Viewer, number: str) -> Person | None:
    if not number:
        return None
    person = cases.person_by_number(viewer, number)
    if person is None:
        raise NotPossible(_("There is nobody with this number whom you may see."))
    return person


@page(can.WORK_ON_FILES)
@require_POST
def check(request: SignedInRequest, case: UUID) -> HttpResponse:
    found = cases.workable(request.viewer, case)

    def act() -> None:
        row = actions.check(request.viewer, case=found)
        messages.success(request, _("Looked for: %(outcome)s.") % {"outcome": row.get_outcome_display()})

    return do(request, act, _address(found))


@page(can.WORK_ON_FILES)
def withdraw(request: SignedInRequest, opposed: UUID) -> HttpResponse:
    row = queries.opposed(request.viewer, opposed)
    found = look_to_work(request.viewer, row.case_id)
    form = WithdrawForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        actions.withdraw(request.viewer, opposed=row, reason=cleaned["reason"])
        return _address(found)

    context = frame(found, _("They do not stand against the person"), _("Withdraw"))
    return save(request, form, act, context={**context, "back": _address(found)})


def _address(case: Case) -> str:
    return reverse("conflicts:of-case", args=[case.id])
