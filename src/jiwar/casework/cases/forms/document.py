"""Papers."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer
from jiwar.casework.cases.models import Document
from jiwar.foundation.languages.spoken import language_choices


class _Said(forms.Form):
    title = forms.CharField(label=_("What is it?"), max_length=200, help_text=_("For example: refusal of 2 March"))
    kind = forms.ChoiceField(label=_("Kind of paper"), choices=Document.Kind.choices)
    language = forms.ChoiceField(label=_("Language"), required=False)
    original_with = forms.ChoiceField(label=_("Who holds the original?"), choices=Document.Original.choices)
    translation = forms.ChoiceField(label=_("Translation"), choices=Document.Translation.choices)

    def offer_languages(self) -> None:
        offer(self, "language", [("", _("not known")), *language_choices(get_language() or "en")])


class DocumentForm(_Said, SentForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A PDF, a photo, a recording or a text document, up to 25 MB. Its content decides what it is."),
        max_length=2000,
    )
    without_traces = forms.BooleanField(
        label=_("Keep the picture without its traces"),
        help_text=_(
            "A photo tells where and when it was taken, and with which phone. It is then written anew without that. "
            "Leave this out where the picture itself may be evidence."
        ),
        required=False,
    )
    compartment = forms.ChoiceField(label=_("Who may see it?"), widget=forms.RadioSelect)
    field_order = ["file", "without_traces", "title", "kind", "language", "original_with", "translation", "compartment"]

    def __init__(self, data: Any = None, files: Any = None, *, compartments: list[Choice], **options: Any) -> None:
        super().__init__(data, files, **options)
        self.offer_languages()
        offer(self, "compartment", compartments)


class DescribeDocumentForm(_Said, SeenForm):
    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.offer_languages()
