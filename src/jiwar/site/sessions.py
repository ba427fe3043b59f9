"""How long a sign-in lasts: until nothing was asked for a while, and never longer than a working day."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.db import OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

BEGAN = "_began"
SEEN = "_seen"
SECONDS_BETWEEN_MARKS = 60
SECONDS_A_CLOCK_IS_CORRECTED_BY = 300

logger = logging.getLogger("jiwar.sessions")


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
            too_long = now - seen > settings.SESSION_COOKIE_AGE or now - began > settings.SESSION_LIFETIME
            # A clock that was set back would let a session live for as long again.
            if too_long or max(began, seen) > now + SECONDS_A_CLOCK_IS_CORRECTED_BY:
                session.flush()
            elif BEGAN not in session or now - seen >= SECONDS_BETWEEN_MARKS:
                session[BEGAN], session[SEEN] = began, now
                _keep(session)
        return self.get_response(request)


def _keep(session: SessionBase) -> None:
    """Writes the mark now. Where the disk is full it is not written, and the page can still be read: the session then
    ends the sooner.
    """
    try:
        session.save()
    except UpdateError:
        return  # it ended elsewhere meanwhile, which Django says in its own way
    except OperationalError:
        logger.warning("the moment of the last request could not be written")
    session.modified = False
