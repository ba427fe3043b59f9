"""For whoever cannot sign in. The answer is the same whether there is such an account or not."""

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jiwar.foundation.access.actions import resets
from jiwar.foundation.access.forms.own import CannotSignInForm
from jiwar.foundation.access.models import ResetRequest


def cannot_sign_in(request: HttpRequest) -> HttpResponse:
    form = CannotSignInForm(request.POST or None, initial={"kind": "password"})
    heard = False
    if request.method == "POST" and form.is_valid():
        heard = True
        # Whoever asks too often gets the same answer, and nobody is woken again.
        if consume(request, action="reset_password", key=form.cleaned_data["who"].casefold()):
            resets.wish_reset(said=form.cleaned_data["who"].strip(), kind=ResetRequest.Kind(form.cleaned_data["kind"]))
    return render(request, "access/cannot_sign_in.html", {"form": form, "heard": heard})
