"""What every page knows without its view saying so."""

from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input

from jiwar.foundation.languages.directions import DESK_LANGUAGES
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.ui import navigation
from jiwar.foundation.ui.navigation import Place


def page(request: HttpRequest) -> dict[str, Any]:
    """`viewer` is None for someone signed out; `reader` always is someone.

    Every page has a form (the languages), so the form's token is made once instead of in each form.
    """
    viewer = getattr(request, "viewer", None)
    return {
        "viewer": viewer,
        "reader": current_reader(),
        "desk_languages": DESK_LANGUAGES,
        "navigation": lambda: navigation.shown_to(request, viewer),
        "own_pages": lambda: navigation.shown_to(request, viewer, Place.OWN),
        "search_box": navigation.search_box(viewer),
        "messages": lambda: _messages(request),
        "csrf_input": csrf_input(request),
    }


def _messages(request: HttpRequest) -> list[Any]:
    if not hasattr(request, "_messages"):
        return []
    from django.contrib.messages import get_messages

    return list(get_messages(request))
