"""Drawing a file, going through it, and writing down time."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer, words
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField
from jiwar.lines.legal.models import FileReview, TimeEntry
from jiwar.lines.legal.quality.checklist import VERDICTS, Verdict, items
from jiwar.lines.legal.quality.reviewing import Found
from jiwar.lines.legal.quality.timekeeping import A_DAY


class DrawForm(forms.Form):
    how = forms.ChoiceField(
        label=_("Which file?"),
        widget=forms.RadioSelect,
        choices=FileReview.How.choices,
        initial=FileReview.How.LONGEST.value,
    )
    adviser = forms.ChoiceField(
        label=_("Whose?"), required=False, help_text=_("Only where you draw a file of one adviser.")
    )

    def __init__(self, *args: Any, advisers: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "adviser", [("", _("anybody’s")), *advisers])


class FileReviewForm(forms.Form):
    """Three fields an item: what the reviewer says, why, and by when it is mended."""

    word = words(_("To the file’s adviser, as a whole"), rows=3, most=4000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items():
            self.fields[f"verdict_{item.id}"] = forms.ChoiceField(
                label=str(item.asks),
                choices=[(each.value, label) for each, label in VERDICTS.items()],
                widget=forms.RadioSelect,
            )
            self.fields[f"note_{item.id}"] = words(_("Note"), rows=2, most=2000, required=False)
            self.fields[f"by_{item.id}"] = CivilDateField(label=_("To be mended by"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for item in items():
            if cleaned.get(f"verdict_{item.id}") != Verdict.MEND:
                continue
            if not cleaned.get(f"note_{item.id}", "").strip():
                self.add_error(f"note_{item.id}", _("Write what is to be mended."))
            if f"by_{item.id}" not in self.errors and not cleaned.get(f"by_{item.id}"):
                self.add_error(f"by_{item.id}", _("Give a day that is still to come for what is to be mended."))
        return cleaned

    def found(self) -> dict[str, Found]:
        data = self.cleaned_data
        return {
            item.id: Found(Verdict(data[f"verdict_{item.id}"]), data[f"note_{item.id}"], data[f"by_{item.id}"])
            for item in items()
        }


class ConfirmForm(forms.Form):
    mended = forms.ChoiceField(
        label=_("Is it mended?"), widget=forms.RadioSelect, choices=[("yes", _("yes")), ("no", _("not yet"))]
    )
    again_by = CivilDateField(label=_("By when?"), required=False, help_text=_("Only where it is not mended yet."))


class _TimeFields(forms.Form):
    day = CivilDateField(label=_("Day"))
    minutes = AnyDigitsIntegerField(label=_("Minutes"), min_value=1, max_value=A_DAY)
    kind = forms.ChoiceField(label=_("What for?"), choices=TimeEntry.Kind.choices)


class TimeForm(_TimeFields, SentForm):
    field_order = ["day", "minutes", "kind"]


class MendTimeForm(_TimeFields, SeenForm):
    minutes = AnyDigitsIntegerField(
        label=_("Minutes"), min_value=0, max_value=A_DAY, help_text=_("0 takes it out. What stood here before stays.")
    )
    field_order = ["day", "minutes", "kind"]
