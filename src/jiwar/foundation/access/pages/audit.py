"""The group's audit for the data guardian: who did what, cut by kind, member and day; and whether the chain holds."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.foundation.access import audit_kinds
from jiwar.foundation.access.capabilities import GUARD_DATA
from jiwar.foundation.access.keyset import entries_page
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.queries import files
from jiwar.foundation.audit import verification
from jiwar.foundation.audit.kinds import all_kinds
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.fields import CivilDateField


class FilterForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    member = forms.ModelChoiceField(
        label=gettext_lazy("Who"),
        queryset=Membership.across_groups.none(),
        required=False,
        empty_label=gettext_lazy("everyone"),
    )
    day = CivilDateField(label=gettext_lazy("Day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = sorted(((kind.code, str(kind.words)) for kind in all_kinds()), key=lambda pair: pair[1])
        self.fields["kind"].choices = [("", gettext_lazy("everything")), *kinds]  # type: ignore[attr-defined]
        self.fields["member"].queryset = Membership.objects.select_related("account").order_by("account__name")  # type: ignore[attr-defined]


@page(GUARD_DATA)
def listed(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        check = verification.check()
        record(request.viewer, audit_kinds.AUDIT_CHECKED, about={"holds": check.holds})
        messages.success(request, _("The chain was checked.")) if check.holds else messages.error(
            request, _("The chain does not hold.")
        )
        return redirect("access:audit")
    form = FilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    member = asked.get("member")
    rows = files.audit_entries(
        request.viewer, kind=asked.get("kind") or "", member=member.id if member else None, day=asked.get("day")
    )
    shown = entries_page(request, rows)
    if "before" not in request.GET:
        record(request.viewer, audit_kinds.AUDIT_READ)
    context = {
        "form": form,
        "page": shown,
        "entries": files.in_words(shown.rows),
        "sealed": verification.last_sealed(),
        "check": verification.last_check(),
    }
    return render(request, "access/audit.html", context)
