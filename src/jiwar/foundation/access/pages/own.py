"""One's own preferences, and the words of the house."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiwar.foundation.access import told
from jiwar.foundation.access.actions import own
from jiwar.foundation.access.capabilities import SIGNED_IN
from jiwar.foundation.access.forms.own import PreferencesForm
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.queries import members


@page(SIGNED_IN)
def preferences(request: SignedInRequest) -> HttpResponse:
    account, member = request.viewer.account, request.viewer.member
    first: dict[str, Any] = {
        "language": account.language,
        "calendar": account.calendar,
        "digits": account.digits,
        "languages": member.languages,
        "email": account.email,
        "wants_reminders": account.wants_reminders,
    }
    form = PreferencesForm(request.POST or None, initial=first, account=account)
    if request.method == "POST" and form.is_valid():
        own.keep_preferences(request.viewer, preferences=own.Preferences(**form.cleaned_data))
        messages.success(request, _("Your preferences are kept."))
        return redirect("access:me")
    new = members.words_to(request.viewer).filter(read_at__isnull=True)[:100]
    context = {"form": form, "new_words": len(new), "roles": members.held_roles(member)}
    return render(request, "access/me.html", context)


@page(SIGNED_IN)
def own_words(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        own.words_were_read(request.viewer)
        return redirect("access:words")
    rows = list(members.words_to(request.viewer)[:100])
    return render(
        request, "access/words.html", {"words": told.in_words(rows), "new": any(not row.read_at for row in rows)}
    )
