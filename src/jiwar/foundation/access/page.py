"""The guard at every page: no view without a stated capability, and no default.

`@page(capability)` requires sign-in and the capability, turns `NotThere` into 404 and `Refused` into an audited 403.
`@open_to_all` marks the few pages that need no sign-in. The route table refuses any view that carries neither.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from jiwar.foundation.access.capabilities import Capability
from jiwar.foundation.access.policy import NotThere, Refused, require
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit import record

P = ParamSpec("P")
View = Callable[Concatenate["SignedInRequest", P], HttpResponseBase]
PlainView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request behind `@page`: `viewer` is there."""

    viewer: Viewer


def page(capability: Capability) -> Callable[[View[P]], PlainView[P]]:
    def guard(view: View[P]) -> PlainView[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            viewer: Viewer | None = getattr(request, "viewer", None)
            if viewer is None:
                return redirect_to_login(request.get_full_path())
            try:
                require(viewer, capability)
                return view(request, *args, **kwargs)  # type: ignore[arg-type]  # viewer was just checked
            except NotThere as absent:
                name = request.resolver_match.view_name if request.resolver_match else ""
                record.refuse(viewer, code="not-there", page=name, subject=absent.subject_id)
                raise Http404 from None

        guarded.capability = capability  # type: ignore[attr-defined]  # read by the route table
        return guarded

    return guard


def open_to_all(view: Callable[..., Any]) -> Callable[..., Any]:
    view.capability = None  # type: ignore[attr-defined]  # read by the route table
    return view


__all__ = ["NotThere", "Refused", "SignedInRequest", "open_to_all", "page"]
