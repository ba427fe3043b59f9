"""Where I am signed in, and ending that."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jiwar.foundation.access import sessions as running
from jiwar.foundation.access.actions import own
from jiwar.foundation.access.capabilities import SIGNED_IN
from jiwar.foundation.access.page import SignedInRequest, page

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@page(SIGNED_IN)
def sessions(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        _end(request)
        return redirect("usersessions_list")
    here = request.session.session_key
    shown = [
        {"id": row.pk, "since": row.created_at, "device": device(row.user_agent), "here": row.session_key == here}
        for row in running.of_account(request.viewer.account)
    ]
    return render(request, "access/sessions.html", {"sessions": shown})


def _end(request: SignedInRequest) -> None:
    asked = request.POST.get("session", "")
    if asked == "others":
        own.end_other_sessions(request.viewer, keep=request.session.session_key or "")
        messages.success(request, _("You are signed in here only."))
    elif _is_number(asked) and own.end_session(request.viewer, session_id=int(asked)):
        messages.success(request, _("That session has ended."))


def _is_number(asked: str) -> bool:
    return asked.isascii() and asked.isdigit() and len(asked) < 19


def device(user_agent: str) -> str:
    """Enough to recognise one's own device: 'Firefox, Android'."""
    parts = [next((name for mark, name in known if mark in user_agent), "") for known in (_BROWSERS, _SYSTEMS)]
    return ", ".join(part for part in parts if part) or _("another browser")
