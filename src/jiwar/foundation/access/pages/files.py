"""About one file: why I can or cannot see its parts, who looked at it, and hiding that it exists."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.foundation.access import audit_kinds, file_names, lending_rights, policy
from jiwar.foundation.access.actions import hiding
from jiwar.foundation.access.capabilities import SIGNED_IN
from jiwar.foundation.access.keyset import entries_page
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.queries import files, lendings
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.vault.models import Subject


class HideForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Kept sealed under this file, for the audit."),
    )


@page(SIGNED_IN)
def why(request: SignedInRequest, subject_id: UUID) -> HttpResponse:
    subject = files.known_subject(request.viewer, subject_id)
    context = {
        "subject": subject,
        "name": file_names.of([subject])[subject.id],
        "parts": files.why(request.viewer, subject),
        "may_see_who_looked": files.may_see_who_looked(request.viewer, subject),
        "may_hide": hiding.may_hide(request.viewer, subject),
        "may_see_who_may_open": lendings.may_see_who_may_open(request.viewer, subject),
        "may_break_glass": _may_break_glass(request.viewer, subject),
    }
    return render(request, "access/why.html", context)


def _may_break_glass(viewer: Viewer, subject: Subject) -> bool:
    """Whether to offer it: the page itself asks again."""
    return policy.breaks_glass(viewer) and bool(lending_rights.emergency_parts(viewer, subject))


@page(SIGNED_IN)
def looked(request: SignedInRequest, subject_id: UUID) -> HttpResponse:
    subject = files.known_subject(request.viewer, subject_id)
    shown = entries_page(request, files.entries_of(request.viewer, subject))
    record(request.viewer, audit_kinds.WHO_LOOKED, subject=subject)
    name = file_names.of([subject])[subject.id]
    return render(
        request,
        "access/looked.html",
        {"name": name, "page": shown, "entries": files.in_words(shown.rows)},
    )


@page(SIGNED_IN)
def hide(request: SignedInRequest, subject_id: UUID) -> HttpResponse:
    subject = files.known_subject(request.viewer, subject_id)
    if not hiding.may_hide(request.viewer, subject):
        policy.refuse("not-owner", subject=subject)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = hiding.unhide if subject.hidden else hiding.hide
        act(request.viewer, subject=subject, reason=form.cleaned_data["reason"])
        messages.success(request, _("The file is hidden.") if subject.hidden else _("The file is known again."))
        return redirect("access:why", subject_id=subject.id)
    name = file_names.of([subject])[subject.id]
    return render(request, "access/hide.html", {"form": form, "subject": subject, "name": name})
