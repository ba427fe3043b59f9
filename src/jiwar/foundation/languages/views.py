"""The language switch. Works signed out, by a cookie; an account remembers it by listening to `language_chosen`."""

from django.conf import settings
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from jiwar.foundation.languages.directions import DESK_LANGUAGES
from jiwar.foundation.languages.middleware import COOKIE

language_chosen = Signal()
"""Sent with `request` and `language`; the room that keeps accounts listens and writes the choice down."""

_A_YEAR = 365 * 24 * 3600


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Writes the page in another desk language and goes back to where the reader was."""
    language = request.POST.get("language", "")
    if language not in DESK_LANGUAGES:
        return HttpResponseBadRequest(gettext("This language is not offered."))
    language_chosen.send(sender=None, request=request, language=language)
    response = HttpResponseRedirect(_way_back(request))
    response.set_cookie(
        COOKIE, language, max_age=_A_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return response


# Open to everyone, signed in or not; the route table reads this. The guard itself lives in a room above.
choose.capability = None  # type: ignore[attr-defined]


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe and target.startswith("/") else "/"
