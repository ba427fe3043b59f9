"""The addresses of the gallery: every component on one page, in any desk language."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField, GivenDateField, TimeOfDayField
from jiwar.foundation.ui import errors
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.calendars import Calendar, GivenDate

HOSTILE = "Ahmed <svg/onload=alert(1)>\u202e\u2066gpj.exe\u2069 \"'&"
TODAY = date(2026, 3, 6)
WHY = [
    "The refusal was notified on 2 March 2026 (13 Ramadan 1447).",
    "Ten days to object to the Commission. The other way, a suit within thirty days, ends 1 April 2026.",
    "Whether the first day counts is not stated by any source read, so we work one day earlier.",
]


class RegisterForm(forms.Form):
    name = forms.CharField(
        label="Name as they say it", help_text="In any script. Reception sees names, not what is in the file."
    )
    born = GivenDateField(label="Date of birth", required=False, help_text="We keep what was said as it was said.")
    arrived = CivilDateField(label="Date of arrival", required=False)
    at = TimeOfDayField(label="Time", required=False)
    children = AnyDigitsIntegerField(label="Children", required=False, min_value=0)
    sex = forms.ChoiceField(
        label="Sex", choices=[("f", "Woman"), ("m", "Man"), ("", "Not said")], widget=forms.RadioSelect, required=False
    )
    needs = forms.MultipleChoiceField(
        label="Needs",
        choices=[("a", "Alone with children"), ("b", "Older person")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    country = forms.ChoiceField(label="Country", choices=[("SD", "Sudan"), ("SY", "Syria")], required=False)
    shared = forms.BooleanField(
        label="The phone is shared", required=False, help_text="Then no message names the organisation."
    )
    story = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    letter = forms.FileField(label="Letter", required=False)


def things() -> dict[str, Any]:
    moment = datetime(2026, 3, 6, 11, 30, tzinfo=ZoneInfo("UTC"))
    stages = [
        ("Arrived", "past", TODAY),
        ("Registered", "past", TODAY),
        ("Refused", "past", TODAY),
        ("Appeal", "here", "open"),
        ("Court", "", None),
    ]
    return {
        "name": "أحمد إبراهيم آدم",
        "other_name": "Ahmed Ibrahim Adam",
        "hostile": HOSTILE,
        "birth": GivenDate(Calendar.HIJRI, 1410, 2),
        "today": TODAY,
        "later": TODAY + timedelta(days=5),
        "why": WHY,
        "moment": moment,
        "note": "First line\nثم سطر بالعربية",
        "icons": [
            "my-day",
            "people",
            "deadlines",
            "legal",
            "forward",
            "back",
            "sign-out",
            "detained",
            "household",
            "phone",
            "speech",
        ],
        "stages": [{"name": name, "state": state, "note": note} for name, state, note in stages],
        "entries": [
            {
                "when": TODAY,
                "title": "Statement, first session",
                "text": HOSTILE,
                "tags": [("legal-privileged", "")],
                "who": "ليلى",
            },
            {"when": moment, "title": "Refusal recorded", "href": "#e", "icon": "document"},
        ],
        "week": [
            {
                "date": TODAY + timedelta(days=n),
                "is_today": n == 0,
                "closed": "weekend" if n in (1, 2) else None,
                "entries": [{"start": moment, "end": moment, "title": "First advice", "href": "#w", "note": "room 2"}]
                if n in (0, 3)
                else [],
            }
            for n in range(7)
        ],
    }


def gallery(request: HttpRequest) -> HttpResponse:
    typed = {"born_0": "hijri", "born_1": "٣١ / ٢ / ١٤١٠", "name": "محمد عبدالرحمن نور", "children": "٣"}
    form = RegisterForm(typed if "faults" in request.GET else None)
    return render(request, "gallery/all.html", {**things(), "form": form}, block="parts")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault on purpose")


def door(request: HttpRequest) -> HttpResponse:
    template = engines["jiwar"].from_string(
        '{% extends "ui/door.html" %}{% block main %}<h1>{{ _("Sign in") }}</h1><form method="post">'
        "{{ csrf_input }}{{ ui.fields(form) }}"
        '{{ ui.button(_("Sign in"), "first") }}</form>{% endblock %}'
    )

    class SignIn(forms.Form):
        user = forms.CharField(label="User name")
        password = forms.CharField(label="Password", widget=forms.PasswordInput)

    return HttpResponse(template.render({"form": SignIn()}, request))


def paper(request: HttpRequest) -> HttpResponse:
    template = engines["jiwar"].from_string(
        '{% extends "ui/print.html" %}{% block main %}<h1>{{ today|full_day }}</h1>{% endblock %}'
    )
    return HttpResponse(template.render({"today": TODAY}, request))


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


class Viewer(SimpleNamespace):
    def can(self, capability: object) -> bool:
        return capability != "never"


app_places = [path("", gallery, name=name) for name in ("day", "list", "board", "cases", "own")]
urlpatterns = [
    path("", gallery, name="gallery"),
    path("door/", door),
    path("paper/", paper),
    path("broken/", broken),
    path("people/", include((app_places, "people"))),
    path("language/", include("jiwar.foundation.languages.urls")),
    path("account/logout/", nothing, name="account_logout"),
]
handler400 = errors.bad_request
handler403 = errors.refused
handler404 = errors.not_there
handler500 = errors.fault
