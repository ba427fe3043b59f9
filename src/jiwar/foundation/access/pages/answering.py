"""How these pages answer: done, or one sentence why not; and first, that it is still the same person."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.page import SignedInRequest

P = ParamSpec("P")
View = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


def attempt(request: HttpRequest, act: Callable[[], object], said: str | Promise) -> bool:
    """Does it and says so; a rule that forbids it is said instead."""
    try:
        act()
    except Impossible as rule:
        messages.error(request, str(rule.says))
        return False
    messages.success(request, str(said))
    return True


def same_person(*, reading: bool = False) -> Callable[[View[P]], View[P]]:
    """What is posted here is done only if the person confirmed within five minutes who they are.

    `reading`: already opening the page asks, so that nothing typed is lost by being asked later.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if (reading or request.method == "POST") and not did_recently_reauthenticate(request):
                if request.method == "POST":
                    messages.warning(request, _("Nothing was done yet. Confirm that it is you, then do it again."))
                return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")
            return view(request, *args, **kwargs)

        return guarded

    return guard
