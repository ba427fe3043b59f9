"""The calendar address: made and revoked by its owner, fetched by calendar programs that cannot sign in."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from jiwar.casework.appointments import actions, queries
from jiwar.casework.appointments import feed as calendar_feed
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, open_to_all, page
from jiwar.foundation.access.requests import asks_too_often
from jiwar.foundation.ui import errors
from jiwar.foundation.ui.shortcuts import render

ASKS_A_MINUTE = 30


@page(can.SEE_DESK)
def address(request: SignedInRequest) -> HttpResponse:
    """Making one shows it once, on this very page."""
    viewer = request.viewer
    shown = ""
    if request.method == "POST" and "revoke" in request.POST:
        actions.revoke_feed(viewer)
    elif request.method == "POST":
        secret = actions.make_feed(viewer)
        shown = settings.JIWAR_ORIGIN.rstrip("/") + reverse("appointments:feed", args=[secret])
    return render(request, "appointments/address.html", {"shown": shown, "feed": queries.running_feed(viewer)})


@open_to_all
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever holds the secret; a wrong one looks like any address that does not exist."""
    if asks_too_often(request, "feed", a_minute=ASKS_A_MINUTE):
        return errors.too_many(request)
    found = calendar_feed.behind(secret)
    if found is None:
        raise Http404
    response = HttpResponse(calendar_feed.written(found), content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Content-Disposition"] = 'attachment; filename="jiwar.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
