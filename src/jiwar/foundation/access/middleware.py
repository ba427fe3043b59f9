"""Who asks, for which group; keys kept for the request; refusals answered and audited."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from jiwar.foundation.access import policy, reading, requests
from jiwar.foundation.access.models import Account
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.access.sign_in import second_factor
from jiwar.foundation.access.viewer import Viewer, viewer_of_account
from jiwar.foundation.audit import record
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.vault import keys

Answer = Callable[[HttpRequest], HttpResponseBase]

GONE: Final = 410
_ALWAYS_OPEN: Final = {"account_logout", "account_reauthenticate", "languages:choose"}
_FIRST_PASSWORD: Final = {"account_change_password"}
_FIRST_FACTOR: Final = {
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn", "account_change_password",
}  # fmt: skip


class ViewerMiddleware:
    """Sets `request.viewer` (None when signed out) and chooses the group for everything below."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        viewer = _viewer(request)
        request.viewer = viewer  # type: ignore[attr-defined]  # declared by SignedInRequest
        request.unfinished = False  # type: ignore[attr-defined]  # read by the pages of signing in
        if viewer is None:
            return self.get_response(request)
        with acting_for(viewer.group), keys.session(), reading.watched(request):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Who came with a one-time secret chooses a password; who has no second factor enrols one; nothing before."""
        viewer: Viewer | None = getattr(request, "viewer", None)
        if viewer is None or not request.resolver_match:
            return None
        if viewer.account.one_time_until is not None:
            step, opened = "account_change_password", _FIRST_PASSWORD
        elif second_factor.is_missing(request, viewer):
            step, opened = "mfa_index", _FIRST_FACTOR
        else:
            return None
        request.unfinished = True  # type: ignore[attr-defined]  # read by the pages of signing in
        if request.resolver_match.view_name in opened | _ALWAYS_OPEN:
            return None
        return redirect(step)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal is kept in a transaction of its own: the one it happened in has been rolled back."""
        if isinstance(exception, reading.Slowed | reading.TooMany):
            return _too_many(request, exception)
        if not isinstance(exception, Refused):
            return None
        decision = exception.decision
        record.refuse(
            getattr(request, "viewer", None),
            code=decision.code,
            page=request.resolver_match.view_name if request.resolver_match else "",
            subject=decision.subject_id,
            compartment=decision.compartment,
        )
        viewer = getattr(request, "viewer", None)
        offers = viewer is not None and policy.breaks_glass(viewer)
        return render(
            request,
            "403.html",
            {"decision": decision, "may_break_glass": offers},
            status=GONE if decision.code == "erased" else 403,
        )


def _too_many(request: HttpRequest, exception: reading.Slowed | reading.TooMany) -> HttpResponse:
    """The next file opens in a while, or the account is locked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # only a viewer's look is counted
    page = request.resolver_match.view_name if request.resolver_match else ""
    record.refuse(viewer, code="too-many", page=page)
    if isinstance(exception, reading.Slowed):
        answer = render(request, "access/slowed.html", {"seconds": exception.seconds}, status=429)
        answer["Retry-After"] = str(exception.seconds)
        return answer
    reading.lock(viewer, exception.shown)
    logout(request)
    request.viewer = None  # type: ignore[attr-defined]  # nobody is signed in any more
    return render(request, "access/locked.html", status=403)


def _viewer(request: HttpRequest) -> Viewer | None:
    if not isinstance(request.user, Account):
        return None
    return viewer_of_account(
        request.user, session=requests.session_mark(request), address=requests.coarse_address(request)
    )
