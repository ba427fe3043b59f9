"""Who works on a case and whom it is about."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import actions, queries, rights
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.forms import AssignForm, HandOverForm, PersonForm
from jiwar.casework.cases.models import CaseMember
from jiwar.casework.cases.queries.page import people_on
from jiwar.casework.cases.views.case import household
from jiwar.casework.cases.views.opened import address, frame, look, look_to_work, opened_href
from jiwar.casework.cases.views.saving import do, save
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, roles
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.queries.members import who_work_on_files
from jiwar.foundation.access.viewer import Viewer


@page(can.SIGNED_IN)
def team(request: SignedInRequest, case: UUID) -> HttpResponse:
    """Everyone who may know the case sees who works on it; who may give it away finds the form here."""
    viewer, found = request.viewer, look(request.viewer, case)
    rows = queries.team(found)
    members = {str(member.id): (member, label) for member, label in who_work_on_files()}
    choices = [(code, label) for code, (_member, label) in members.items()]
    initial = {"lead": not any(row.lead for row in rows)}
    form = AssignForm(request.POST or None, members=choices, initial=initial)

    def act(cleaned: dict[str, Any]) -> str:
        member, _label = members[cleaned["member"]]
        actions.assign(viewer, case=found, member=member, lead=cleaned["lead"], handover=cleaned["handover"])
        return address(found, "team")

    context = frame(
        found,
        _("Who works on it"),
        _("Give the case"),
        team=[(row, roles.role(row.role).name) for row in rows],
        may_assign=viewer.can(can.ASSIGN) and not found.is_closed,
        reads=queries.handovers(viewer, found),
        opened_href=opened_href(viewer, found, holds=policy.holds_file(viewer, found.subject)),
    )
    return save(request, form, act, template="cases/team.html", context=context)


@page(can.WORK_ON_FILES)
@require_POST
def take(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.case(request.viewer, case)
    return do(request, lambda: actions.assign(viewer, case=found, member=viewer.member), address(found))


@page(can.SIGNED_IN)
def hand_over(request: SignedInRequest, case: UUID, assignment: UUID) -> HttpResponse:
    viewer, found = request.viewer, look(request.viewer, case)
    row = queries.assignment(viewer, found, assignment)
    rights.to_hand_over(viewer, row)
    members = {str(member.id): (member, label) for member, label in who_work_on_files() if member != row.member}
    form = HandOverForm(request.POST or None, members=[(code, label) for code, (_who, label) in members.items()])

    def act(cleaned: dict[str, Any]) -> str:
        actions.hand_over(viewer, assignment=row, to=members[cleaned["to"]][0], note=cleaned["note"])
        still = any(each.member_id == viewer.id for each in queries.team(found))
        return address(found, "team") if still or viewer.can(can.TRIAGE) else "/"

    title = _("Hand over from %(name)s") % {"name": row.member.account.name}
    return save(request, form, act, context=frame(found, title, _("Hand over"), back=address(found, "team")))


@page(can.SIGNED_IN)
@require_POST
def end(request: SignedInRequest, case: UUID, assignment: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.case(request.viewer, case)
    actions.end_assignment(viewer, assignment=queries.assignment(viewer, found, assignment))
    return HttpResponseRedirect(address(found, "team") if viewer.can(can.TRIAGE) else "/")


@page(can.WORK_ON_FILES)
def people(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    on_case = people_on(viewer, found)
    living = _living(viewer, [each.person for each in on_case])
    form = PersonForm(request.POST or None, household=[choice for choice, _row in living])

    def act(cleaned: dict[str, Any]) -> str:
        rows = {code: row for (code, _label), row in living}
        person = rows.get(cleaned.get("person", "")) or _by_number(viewer, cleaned["number"])
        actions.add_member(viewer, case=found, person=person, role=cleaned["role"])
        return address(found, "people")

    context = frame(
        found,
        _("People on the case"),
        _("Add to the case"),
        people=[(each, CaseMember.Role(each.member.role).label) for each in on_case],
        back=address(found),
    )
    return save(request, form, act, template="cases/people.html", context=context)


def _living(viewer: Viewer, on_case: list[Person]) -> list[tuple[tuple[str, Any], Person]]:
    there = {person.id for person in on_case}
    found = {row.id: (choice, row) for person in on_case for choice, row in household(viewer, person)}
    return [pair for row_id, pair in found.items() if row_id not in there]


def _by_number(viewer: Viewer, typed: str) -> Person:
    person = queries.person_by_number(viewer, typed)
    if person is None:
        raise NotPossible(_("There is nobody with this number whom you may see."))
    return person


@page(can.WORK_ON_FILES)
@require_POST
def remove(request: SignedInRequest, case: UUID, member: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.workable(request.viewer, case)
    row = queries.case_member(viewer, found, member)
    return do(request, lambda: actions.remove_member(viewer, member=row), address(found, "people"))
