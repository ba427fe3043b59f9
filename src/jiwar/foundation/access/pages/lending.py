"""Who may open a file; opening parts of it for some hours or in an emergency; ending that."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import file_names, file_parts, grants, policy
from jiwar.foundation.access import lending_rights as rights
from jiwar.foundation.access.actions import lending as acting
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.forms.lending import EmergencyForm, LendForm
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.pages.answering import attempt, same_person
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.queries import files, lendings, members


@page(can.SIGNED_IN)
def opened(request: SignedInRequest, subject_id: UUID) -> HttpResponse:
    """Everybody to whom a part stands open. The data guardian closes one part to one member here."""
    subject = lendings.file_of_page(request.viewer, subject_id)
    if request.method == "POST":
        grant = lendings.grant(request.viewer, subject, _asked(request))
        attempt(request, lambda: grants.end_grant(request.viewer, grant=grant), _("Closed. Those concerned are told."))
        return redirect("access:opened", subject_id=subject.id)
    lends = request.viewer.can(can.ASSIGN) and policy.decide(request.viewer, can.ASSIGN, subject=subject).allowed
    context = {
        "subject": subject,
        "name": file_names.of([subject])[subject.id],
        "rows": lendings.open_to(request.viewer, subject),
        "may_lend": lends and bool(file_parts.of(subject.kind)),
        "may_close": request.viewer.can(can.GUARD_DATA),
    }
    return render(request, "access/opened.html", context)


def _asked(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("grant", ""))
    except ValueError:
        raise NotThere from None


@page(can.ASSIGN)
@same_person(reading=True)
def lend(request: SignedInRequest, subject_id: UUID) -> HttpResponse:
    subject = files.known_subject(request.viewer, subject_id)
    policy.require(request.viewer, can.ASSIGN, subject=subject)
    people = file_parts.people_of(subject)
    form = LendForm(
        request.POST or None,
        members=members.who_work_on_files(),
        parts=file_parts.of(subject.kind),
        of_people=file_parts.of(people[0].kind) if people else [],
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, lambda: acting.lend(request.viewer, subject=subject, **form.lent()))
    ):
        messages.success(request, _("It is open. It closes by itself when the time is over."))
        return redirect("access:opened", subject_id=subject.id)
    name = file_names.of([subject])[subject.id]
    return render(request, "access/lend.html", {"form": form, "subject": subject, "name": name})


@page(can.BREAK_GLASS)
@same_person(reading=True)
def emergency(request: SignedInRequest, subject_id: UUID) -> HttpResponse:
    subject = files.known_subject(request.viewer, subject_id)
    policy.require_for_emergency(request.viewer, subject)
    form = EmergencyForm(request.POST or None, parts=rights.emergency_parts(request.viewer, subject))
    name = file_names.of([subject])[subject.id]
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, lambda: acting.open_in_emergency(request.viewer, subject=subject, **form.opened()))
    ):
        messages.success(request, _("Those who hold the file and the data guardian have been told."))
        return redirect(name.href or "desk:day")
    return render(request, "access/emergency.html", {"form": form, "subject": subject, "name": name})


@page(can.SIGNED_IN)
@require_POST
def end(request: SignedInRequest, lending_id: UUID) -> HttpResponse:
    lending = lendings.lending(request.viewer, lending_id)
    attempt(request, lambda: acting.end(request.viewer, lending=lending), _("It has ended."))
    shown = lendings.may_see_who_may_open(request.viewer, lending.subject)
    if shown and (request.viewer.can(can.GUARD_DATA) or files.knows(request.viewer, lending.subject)):
        return redirect("access:opened", subject_id=lending.subject_id)
    return redirect("/")


def _done(form: LendForm | EmergencyForm, act: Callable[[], object]) -> bool:
    """A rule that forbids it is said in the form, so that what was typed is kept."""
    try:
        act()
    except Impossible as rule:
        form.add_error(None, str(rule.says))
        return False
    return True
