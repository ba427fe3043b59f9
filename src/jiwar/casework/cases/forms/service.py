"""Asking a line for help, and moving it on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework import service_lines
from jiwar.casework.cases.actions.services import NEXT
from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer, whom, words
from jiwar.casework.cases.models import Service


class ServiceForm(SentForm):
    service = forms.ChoiceField(label=_("Which help?"))
    person = forms.ChoiceField(label=_("For whom"), required=False)
    asked = words(_("What exactly?"), rows=3, most=2000, required=False)
    field_order = ["service", "person", "asked"]

    def __init__(self, data: Any = None, *, people: list[Choice], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "service", _offered())
        offer(self, "person", whom(people))

    def line_and_kind(self) -> tuple[str, str]:
        line, kind = self.cleaned_data["service"].split("/", 1)
        return line, kind


def _offered() -> list[Choice]:
    return [
        (str(line.name), [(f"{line.code}/{kind.code}", kind.name) for kind in line.services])
        for line in service_lines.installed()
    ]


class ProgressForm(SeenForm):
    state = forms.ChoiceField(label=_("Where does it stand now?"), widget=forms.RadioSelect)
    outcome = words(
        _("What came of it?"),
        rows=3,
        most=2000,
        required=False,
        help_text=_("Needed when the help ends, in a few words."),
    )

    def __init__(self, data: Any = None, *, state: str, **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "state", [(code, Service.State(code).label) for code in NEXT[state]])
