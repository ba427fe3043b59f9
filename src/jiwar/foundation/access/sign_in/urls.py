"""The part of allauth that is open here: signing in and out, one's own password, second factors and sessions.

Sign-up, resets by e-mail and changes of address are left out on purpose: a reset needs a second person.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from jiwar.foundation.access.capabilities import SIGNED_IN
from jiwar.foundation.access.page import open_to_all, page
from jiwar.foundation.access.pages.own_sessions import sessions

own = page(SIGNED_IN)


@open_to_all
def sign_out(request: HttpRequest) -> HttpResponse:
    """allauth's way out; and the browser forgets what it kept of us. Browsers heed that over https only."""
    response: HttpResponse = views.logout(request)
    if request.method == "POST" and request.is_secure():
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What a browser says of a passkey is read by libraries that trust its form: what has none is a bad request."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (RecursionError, ValueError) as broken:
            raise BadRequest("an answer of a passkey cannot be read") from broken

    return guarded


urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", open_to_all(views.login), name="account_login"),
    path("logout/", sign_out, name="account_logout"),
    path("inactive/", open_to_all(views.account_inactive), name="account_inactive"),
    path("reauthenticate/", own(views.reauthenticate), name="account_reauthenticate"),
    path("password/", own(views.password_change), name="account_change_password"),
    path("second-factor/", own(mfa.index), name="mfa_index"),
    path("second-factor/ask/", open_to_all(mfa.authenticate), name="mfa_authenticate"),
    path("second-factor/again/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/app/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/remove/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/codes/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("second-factor/codes/download/", own(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("passkeys/", own(keys.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", own(answered(keys.add_webauthn)), name="mfa_add_webauthn"),
    path("passkeys/sign-in/", open_to_all(answered(keys.login_webauthn)), name="mfa_login_webauthn"),
    path("passkeys/again/", own(answered(keys.reauthenticate_webauthn)), name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/", own(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", own(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("sessions/", sessions, name="usersessions_list"),
]
