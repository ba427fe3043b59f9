"""Asking for a placement, beginning one, one answer, the teacher's decision."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer, words
from jiwar.knowledge.instruments import Mark
from jiwar.knowledge.levels import Level
from jiwar.lines.learning.words import LEVELS, languages


class AskForm(SentForm):
    teacher = forms.ChoiceField(label=_("Which teacher?"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Which language is to be learned?"))

    def __init__(self, *args: Any, teachers: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "teacher", teachers)
        offer(self, "language", languages())


class BeginForm(SentForm):
    language = forms.ChoiceField(label=_("Which language is to be learned?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", languages())


class MarkForm(SeenForm):
    mark = forms.ChoiceField(choices=[(mark.value, mark.value) for mark in Mark])


class DecideForm(SeenForm):
    level = forms.ChoiceField(label=_("Your decision"), choices=[("", _("choose a level")), *LEVELS.items()])
    why = words(
        _("Why"),
        rows=3,
        most=1000,
        required=False,
        help_text=_("Needed where you decide otherwise than suggested. Write nothing of why the person fled."),
    )

    def level_chosen(self) -> Level:
        return Level(self.cleaned_data["level"])
