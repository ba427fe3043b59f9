"""Who has a second factor, and who must have one."""

from typing import Final

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from jiwar.foundation.access.models import Account
from jiwar.foundation.access.viewer import Viewer

SEEN: Final = "second_factor_seen"
_COUNT: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_one(account: Account, *, but: Authenticator | None = None) -> bool:
    """Recovery codes alone are none: they are what is left when the factor is lost."""
    rows = Authenticator.objects.filter(user=account, type__in=_COUNT)
    return bool((rows.exclude(pk=but.pk) if but is not None else rows).exists())


def is_missing(request: HttpRequest, viewer: Viewer) -> bool:
    """Whether the viewer may only enrol one now. Invented groups are exempt, so that the demo can be tried."""
    if viewer.group.fictional or request.session.get(SEEN):
        return False
    if not has_one(viewer.account):
        return True
    request.session[SEEN] = True
    return False
