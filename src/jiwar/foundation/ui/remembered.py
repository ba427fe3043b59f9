"""The language chosen by the switch in the bar is remembered by the account, so that the next device knows it too."""

from typing import Any

from django.http import HttpRequest

from jiwar.foundation.access.models import Account
from jiwar.foundation.languages.views import language_chosen


def remember_language(*, request: HttpRequest, language: str, **_signal: Any) -> None:
    """Writes the choice down for a signed-in person; one's own display language is no one else's concern."""
    viewer = getattr(request, "viewer", None)
    if viewer is not None and isinstance(viewer.account, Account):
        Account.objects.filter(pk=viewer.account.pk).update(language=language)


def connect() -> None:
    language_chosen.connect(remember_language, dispatch_uid="jiwar.remember-language")
