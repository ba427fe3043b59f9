"""How long a sign-in lasts: until nothing was asked for a while, and never longer than a working day."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

BEGAN = "_began"
SEEN = "_seen"
SECONDS_BETWEEN_MARKS = 60


class SessionLimits:
    """Middleware that ends sessions by idle time and by age.

    The moment of the last request is written once a minute at most, so that reading pages does not become writing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session = request.session
        if not session.is_empty():
            now = int(time.time())
            began, seen = session.get(BEGAN, now), session.get(SEEN, now)
            if now - seen > settings.SESSION_COOKIE_AGE or now - began > settings.SESSION_LIFETIME:
                session.flush()
            elif BEGAN not in session or now - seen >= SECONDS_BETWEEN_MARKS:
                session[BEGAN], session[SEEN] = began, now
        return self.get_response(request)
