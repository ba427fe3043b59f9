"""The data guardian's desk: what waits for the second word, and what only the guardian may know."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import grants, policy, told
from jiwar.foundation.access.actions import hiding, member_roles, own, resets
from jiwar.foundation.access.forms.guardian import NumberForm
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.pages.answering import attempt, same_person
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.queries import guardian, lendings, reading
from jiwar.foundation.vault.models import Subject


@page(can.GUARD_DATA)
@same_person()
def desk(request: SignedInRequest) -> HttpResponse:
    by_number = NumberForm(request.POST if request.POST.get("do") == "find" else None)
    if by_number.is_bound:
        found = _numbered(request, by_number)
        if found is not None:
            page = "access:opened" if request.POST.get("to") == "opened" else "access:hide"
            return redirect(page, subject_id=found)
    elif request.method == "POST":
        _STEPS.get(request.POST.get("do", ""), _nothing)(request, _asked(request))
        return redirect("access:guardian")
    tasks = guardian.silent_tasks(request.viewer)
    to_review, alarms = lendings.how_many_to_review(request.viewer), reading.how_many_alarms(request.viewer)
    context = {
        "roles": guardian.waiting_roles(request.viewer),
        "grants": guardian.waiting_grants(request.viewer),
        "resets": guardian.waiting_resets(request.viewer),
        "to_review": to_review,
        "alarms": alarms,
        "tasks": list(zip(tasks, told.in_words(tasks), strict=True)),
        "by_number": by_number if request.viewer.can(can.HIDE_FILES) else None,
        "hidden": guardian.hidden_files(request.viewer) if request.viewer.can(can.HIDE_FILES) else [],
    }
    return render(request, "access/guardian.html", context)


def _numbered(request: SignedInRequest, form: NumberForm) -> UUID | None:
    """The file of a number somebody gave the guardian; without one the form says so."""
    found = guardian.file_numbered(request.viewer, form.cleaned_data["number"]) if form.is_valid() else None
    if found is None and form.is_valid():
        form.add_error("number", _("No file has this number. Write it as it stands on the page: P-0142 or C-0142."))
    return found


def _asked(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("what", ""))
    except ValueError:
        raise NotThere from None


def _yes(request: SignedInRequest) -> bool:
    return request.POST.get("word") == "yes"


def _role(request: SignedInRequest, row_id: UUID) -> None:
    row = next((waiting.row for waiting in guardian.waiting_roles(request.viewer) if waiting.row.id == row_id), None)
    if row is not None:
        act = member_roles.confirm_role if _yes(request) else member_roles.refuse_role
        attempt(request, lambda: act(request.viewer, row=row), _said(request))


def _grant(request: SignedInRequest, row_id: UUID) -> None:
    row = next((waiting.row for waiting in guardian.waiting_grants(request.viewer) if waiting.row.id == row_id), None)
    if row is not None:
        act = grants.confirm_grant if _yes(request) else grants.refuse_grant
        attempt(request, lambda: act(request.viewer, grant=row), _said(request))


def _reset(request: SignedInRequest, row_id: UUID) -> None:
    row = next((waiting.row for waiting in guardian.waiting_resets(request.viewer) if waiting.row.id == row_id), None)
    if row is not None:
        agreed = _yes(request)
        attempt(request, lambda: resets.decide_reset(request.viewer, request=row, agreed=agreed), _said(request))


def _task(request: SignedInRequest, row_id: UUID) -> None:
    for word in guardian.silent_tasks(request.viewer):
        if word.id == row_id:
            own.word_was_dealt_with(request.viewer, word=word)


def _unhide(request: SignedInRequest, subject_id: UUID) -> None:
    subject = Subject.objects.filter(policy.no_barrier(request.viewer, "pk"), id=subject_id, hidden=True).first()
    if subject is not None:
        attempt(request, lambda: hiding.unhide(request.viewer, subject=subject), _("The file is known again."))


def _nothing(_request: SignedInRequest, _row_id: UUID) -> None:
    raise NotThere


def _said(request: SignedInRequest) -> str:
    return _("You agreed. It counts from now on.") if _yes(request) else _("You refused. Those concerned are told.")


_STEPS: dict[str, Callable[[SignedInRequest, UUID], None]] = {
    "role": _role,
    "grant": _grant,
    "reset": _reset,
    "task": _task,
    "unhide": _unhide,
}
