"""Who is a member, in which role; inviting, placing, ending, resetting."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import roles
from jiwar.foundation.access.actions import member_roles, resets
from jiwar.foundation.access.actions import members as acting
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.forms.members import InviteForm, PlaceForm, ResetForm, RoleForm
from jiwar.foundation.access.models import Membership, ResetRequest
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.pages.answering import attempt, same_person
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.queries import members


@page(can.SEE_MEMBERS)
def listed(request: SignedInRequest) -> HttpResponse:
    left = request.GET.get("left") == "yes"
    rows = [(row, members.held_roles(row)) for row in members.members(request.viewer, left=left)[:500]]
    may_invite = request.viewer.can(can.MANAGE_MEMBERS)
    return render(request, "access/members.html", {"rows": rows, "left": left, "may_invite": may_invite})


@page(can.MANAGE_MEMBERS)
@same_person(reading=True)
def invite(request: SignedInRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            invitation = acting.invite(
                request.viewer,
                username=given["username"],
                name=given["name"],
                email=given["email"],
                held=form.chosen_roles(),
                office=given["office"],
            )
        except Impossible as rule:
            form.add_error(None, str(rule.says))
        else:
            return _secret(request, invitation.member, invitation.secret)
    return render(request, "access/invite.html", {"form": form, "roles": roles.all_roles()})


def _secret(request: SignedInRequest, member: Membership, secret: str) -> HttpResponse:
    """Shown once: the page is kept by no browser, the secret by nobody."""
    return render(request, "access/secret.html", {"member": member, "secret": secret})


@page(can.SEE_MEMBERS)
@same_person()
def one(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    member = members.member(request.viewer, member_id)
    if request.method == "POST":
        step = _STEPS.get(request.POST.get("do", ""))
        answer = step(request, member) if step else None
        return answer or redirect("access:member", member_id=member.id)
    manages = request.viewer.can(can.MANAGE_MEMBERS) and member.ended_at is None
    first = {"office": member.office_id, "supervisor": member.supervisor_id}
    context = {
        "member": member,
        "held": members.held_roles(member),
        "manages": manages,
        "myself": member == request.viewer.member,
        "resets": members.resets_of(member) if manages else [],
        "role_form": RoleForm(member=member) if manages else None,
        "place_form": PlaceForm(initial=first, viewer=request.viewer, member=member) if manages else None,
    }
    return render(request, "access/member.html", context)


def _give(request: SignedInRequest, member: Membership) -> None:
    form = RoleForm(request.POST, member=member)
    if form.is_valid():
        role = roles.role(form.cleaned_data["role"])
        said = _("Given. It waits for the data guardian.") if role.needs_second_person else _("The role is given.")
        attempt(request, lambda: member_roles.give_role(request.viewer, member=member, role=role), said)


def _end(request: SignedInRequest, member: Membership) -> None:
    asked = request.POST.get("role")
    row = next((held.row for held in members.held_roles(member) if str(held.row.id) == asked), None)
    if row is not None:
        attempt(request, lambda: member_roles.end_role(request.viewer, row=row), _("The role has ended."))


def _place(request: SignedInRequest, member: Membership) -> None:
    form = PlaceForm(request.POST, viewer=request.viewer, member=member)
    if form.is_valid():
        office, supervisor = form.cleaned_data["office"], form.cleaned_data["supervisor"]
        acting.place(request.viewer, member=member, office=office)
        attempt(
            request,
            lambda: acting.set_supervisor(request.viewer, member=member, supervisor=supervisor),
            _("Office and supervisor are kept."),
        )


def _leave(request: SignedInRequest, member: Membership) -> None:
    attempt(
        request,
        lambda: acting.end_membership(request.viewer, member=member),
        _("The membership has ended. All sessions ended with it."),
    )


def _hand_over(request: SignedInRequest, member: Membership) -> HttpResponse | None:
    for row in members.resets_of(member):
        if str(row.id) == request.POST.get("reset"):
            try:
                return _secret(request, member, resets.hand_over_reset(request.viewer, request=row))
            except Impossible as rule:
                messages.error(request, str(rule.says))
    return None


_STEPS: dict[str, Callable[[SignedInRequest, Membership], HttpResponse | None]] = {
    "give-role": _give,
    "end-role": _end,
    "place": _place,
    "leave": _leave,
    "hand-over": _hand_over,
}


@page(can.MANAGE_MEMBERS)
@same_person(reading=True)
def reset(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    member = members.member(request.viewer, member_id)
    if member.ended_at is not None:
        raise NotThere
    form = ResetForm(request.POST or None, initial={"kind": request.GET.get("kind", "password")})
    if request.method == "POST" and form.is_valid():
        kind, reason = ResetRequest.Kind(form.cleaned_data["kind"]), form.cleaned_data["reason"]
        attempt(
            request,
            lambda: resets.ask_reset(request.viewer, member=member, kind=kind, reason=reason),
            _("Asked. It waits for the data guardian; the member is told."),
        )
        return redirect("access:member", member_id=member.id)
    return render(request, "access/reset.html", {"form": form, "member": member})
