"""An official holiday was announced: first what it would move, then it counts."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.views.saving import do
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.languages.countries import country_name
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.calendars import LocalDay
from jiwar.lines.legal import previewed
from jiwar.lines.legal.announcing import actions, queries
from jiwar.lines.legal.announcing.forms import HolidayForm
from jiwar.lines.legal.previewed import Preview
from jiwar.lines.legal.rights import CORRECT_RULES
from jiwar.lines.legal.standings import Trial


@page(CORRECT_RULES)
def announce(request: SignedInRequest) -> HttpResponse:
    """Sent with 'look' it shows what would move and keeps what was typed; with 'keep' it counts."""
    form = HolidayForm(request.POST or None, countries=queries.countries())
    preview = None
    if request.method == "POST" and form.is_valid():
        try:
            days = actions.days_of(form.cleaned_data["first"], form.cleaned_data["last"])
            if request.POST.get("step") == "keep":
                return _keep(request, form, days)
            preview = _look(request, form, days)
        except NotPossible as reason:
            form.add_error(None, str(reason.words))
    context = {
        "form": form,
        "preview": preview,
        "holidays": queries.recorded(),
        "country_name": country_name,
        "today": clock.today(),
    }
    failed = request.method == "POST" and preview is None
    return render(request, "legal/holidays.html", context, status=422 if failed else 200)


def _look(request: SignedInRequest, form: HolidayForm, days: list[date]) -> Preview:
    data = form.cleaned_data
    closed = tuple((data["country"], LocalDay(day, closed=True, name=data["name"])) for day in days)
    trial = Trial(closed=closed)
    return previewed.would_move(request.viewer, trial, clock.today(), packs=queries.packs_of(data["country"]))


def _keep(request: SignedInRequest, form: HolidayForm, days: list[date]) -> HttpResponse:
    data = form.cleaned_data
    actions.announce(request.viewer, country=data["country"], days=days, name=data["name"], source=data["source"])
    messages.success(
        request, _("Recorded. The deadlines are counted anew; whoever looks after one that moves is told.")
    )
    return redirect("legal:holidays")


@page(CORRECT_RULES)
@require_POST
def withdraw(request: SignedInRequest, holiday: UUID) -> HttpResponse:
    row = queries.one(holiday)

    def act() -> None:
        actions.withdraw(request.viewer, holiday=row)
        messages.success(request, _("Taken back. The deadlines are counted anew."))

    return do(request, act, reverse("legal:holidays"))
