"""Opening, describing, flagging and closing a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer, words
from jiwar.casework.cases.models import Case

FLAGS = [(code, label) for code, label in Case.Danger.choices if code]


class OpenForm(SentForm):
    asks = words(
        _("What does the person ask for?"),
        rows=3,
        most=2000,
        help_text=_("In their own words, short. Seen by everyone who sorts the queue: no reasons for the flight."),
    )
    danger = forms.ChoiceField(
        label=_("Is there danger now?"),
        choices=Case.Danger.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Detained or in danger now: the case stands on top of everyone’s day."),
    )
    danger_words = forms.CharField(
        label=_("Where, and since when?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    others = forms.MultipleChoiceField(
        label=_("Who else of the household is it about?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, household: list[Choice], **options: Any) -> None:
        super().__init__(data, **options)
        if household:
            offer(self, "others", household)
        else:
            del self.fields["others"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("danger") and not cleaned.get("danger_words"):
            self.add_error("danger_words", _("Write where the person is and since when: someone must act on it."))
        return cleaned


class DescribeForm(SeenForm):
    asks = words(_("What does the person ask for?"), rows=3, most=2000)


class DangerForm(forms.Form):
    danger = forms.ChoiceField(label=_("What is it?"), choices=FLAGS, widget=forms.RadioSelect)
    words = words(
        _("Where, and since when?"),
        rows=2,
        most=500,
        help_text=_("For whoever must act. Seen by all who know the case."),
    )


class WhyForm(forms.Form):
    why = words(_("Why?"), rows=2, most=500)


class StepForm(forms.Form):
    step = forms.ChoiceField(
        label=_("Step"), choices=[choice for choice in Case.Step.choices if choice[0] != Case.Step.CLOSURE]
    )


class CloseForm(SeenForm):
    reason = forms.ChoiceField(
        label=_("Why is the case closed?"), choices=Case.Closing.choices, widget=forms.RadioSelect
    )
    words = words(_("How it ended"), rows=3, required=False, help_text=_("For whoever opens the file again one day."))
