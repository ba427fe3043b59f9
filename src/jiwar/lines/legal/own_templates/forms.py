"""Bringing a template."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SentForm, offer
from jiwar.foundation.languages.directions import endonym
from jiwar.foundation.papers.docx_templates.asking import LARGEST
from jiwar.lines.legal.letters.texts import ORDER


class TemplateForm(SentForm):
    name = forms.CharField(label=_("What is it called?"), max_length=120)
    file = forms.FileField(
        label=_("The text document (DOCX)"),
        max_length=2000,
        help_text=_("With {{ field }} where something is filled in."),
    )
    language = forms.ChoiceField(label=_("Language of the letter"), help_text=_("Names and dates are written in it."))
    pack = forms.ChoiceField(label=_("For which procedure?"), required=False)
    step = forms.ChoiceField(
        label=_("After what?"), required=False, help_text=_("It stands first once this has happened.")
    )

    def __init__(self, *args: Any, packs: list[Choice], steps: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", [(code, endonym(code)) for code in ORDER])
        offer(self, "pack", [("", _("any")), *packs])
        offer(self, "step", [("", _("anything")), *steps])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is too large."))
        return file
