"""Registering: search first, then register, with the same search again at the moment of saving."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.people import actions, queries
from jiwar.casework.people.forms import RegisterForm
from jiwar.casework.people.models import RegistrationDraft
from jiwar.casework.people.queries import Likely, Sought
from jiwar.casework.people.views.beside import typed_beside
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render


@page(can.REGISTER_PEOPLE)
def register(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return show(request, RegisterForm(), [])
    draft = _draft(request)
    form = RegisterForm(request.POST)
    if "keep" in request.POST:
        actions.keep_draft(request.viewer, typed=form.typed(), draft=draft, token=_uuid(request, "token"))
        messages.success(request, _("Kept as a draft. Nobody else sees it."))
        return redirect("people:list")
    return _save(request, form, draft)


def _save(request: SignedInRequest, form: RegisterForm, draft: RegistrationDraft | None) -> HttpResponse:
    none_of_these = request.POST.get("none_of_these") == "yes"
    if not form.is_valid():
        return show(request, form, queries.likely(request.viewer, form.sought()), draft=draft)
    try:
        person = actions.register(
            request.viewer, none_of_these=none_of_these, token=_uuid(request, "token"), **form.parts()
        )
    except actions.MaybeKnown as maybe:
        return show(request, form, list(maybe.likely), draft=draft, asked=True)
    if draft is not None:
        actions.discard_draft(request.viewer, draft=draft)
    messages.success(request, _("Registered. Their number is %(number)s.") % {"number": person.written_number})
    return redirect("people:person", person.id)


@require_POST
@page(can.REGISTER_PEOPLE)
def like(request: SignedInRequest) -> HttpResponse:
    """The part of the page that asks 'is it one of these?', while the form is being filled in."""
    form = RegisterForm(request.POST)
    return show(request, form, queries.likely(request.viewer, form.sought()), block="like")


def show(
    request: SignedInRequest,
    form: RegisterForm,
    likely: list[Likely],
    *,
    draft: RegistrationDraft | None = None,
    asked: bool = False,
    block: str | None = None,
) -> HttpResponse:
    """`asked`: the person was nearly registered, and the question must be answered first."""
    sought = form.sought() if likely else Sought()
    context = {
        # Asked whether it is one of these, the sending is still the same.
        "token": _uuid(request, "token") or uuid4(),
        "form": form,
        "likely": [(each, typed_beside(sought, each.person)) for each in likely],
        "draft": draft,
        "asked": asked,
    }
    return render(request, "people/register.html", context, block=block)


def _draft(request: SignedInRequest) -> RegistrationDraft | None:
    draft_id = _uuid(request, "draft")
    return None if draft_id is None else queries.draft(request.viewer, draft_id)


def _uuid(request: SignedInRequest, name: str) -> UUID | None:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None
