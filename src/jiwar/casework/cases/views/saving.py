"""What every page with a form does: save and go on, or show again what was typed with the reason beside it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise

from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.foundation.ui.shortcuts import render

Compare = Callable[[Any], Mapping[str, Any]]
"""From the row as it is now to its values by field name."""


def save(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str],
    *,
    template: str = "cases/form.html",
    context: dict[str, Any],
    now: Compare | None = None,
) -> HttpResponse:
    """Shows `form`; when it was sent and is valid, does `act(cleaned)` and goes to the address it returns.

    `now` gives the values of a row somebody else changed meanwhile: the page shows both and keeps what was typed.
    """
    compare: Sequence[tuple[Any, ...]] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(act(form.cleaned_data))
        except NotPossible as reason:
            form.add_error(None, str(reason.words))
        except Stale as stale:
            if now is None:
                raise
            compare = _both(form, now(stale.current))
            form.data = {**form.data.dict(), "seen_version": str(stale.now)}  # type: ignore[attr-defined]  # POST data
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, "compare": compare, **context}, status=status)


def do(request: HttpRequest, act: Callable[[], object], go: str) -> HttpResponse:
    """For a single button: does `act` and goes on; what the work does not allow now is said at the top of that page."""
    try:
        act()
    except NotPossible as reason:
        messages.error(request, str(reason.words))
    return HttpResponseRedirect(go)


def _both(form: forms.Form, stored: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (
            form.fields[name].label,
            in_words(form.fields[name], value),
            in_words(form.fields[name], form.cleaned_data[name]),
            value != form.cleaned_data[name],
        )
        for name, value in stored.items()
        if name in form.fields
    ]


def in_words(field: forms.Field, value: Any) -> str | Promise:
    if isinstance(field, forms.ChoiceField):
        choices = cast(list[tuple[str, str | Promise]], field.choices)
        return next((label for code, label in choices if str(code) == str(value)), "") or "–"
    shown = field.prepare_value(value)
    return "–" if shown in (None, "") else str(shown)
