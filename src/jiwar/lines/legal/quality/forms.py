"""Drawing a file, going through it, and writing down time."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer, words
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField
from jiwar.lines.legal.models import Argument, FileReview, TimeEntry
from jiwar.lines.legal.quality.checklist import VERDICTS, Verdict, items
from jiwar.lines.legal.quality.looking_back import AGAIN
from jiwar.lines.legal.quality.reviewing import Found
from jiwar.lines.legal.quality.timekeeping import A_DAY

CLOSED: Final = "closed"


class DrawForm(forms.Form):
    how = forms.ChoiceField(
        label=_("Which file?"),
        widget=forms.RadioSelect,
        choices=FileReview.How.choices,
        initial=FileReview.How.LONGEST.value,
    )
    among = forms.ChoiceField(
        label=_("From which files?"),
        widget=forms.RadioSelect,
        choices=[("running", _("those that run")), (CLOSED, _("those that were closed"))],
        initial="running",
        required=False,
    )
    adviser = forms.ChoiceField(
        label=_("Whose?"), required=False, help_text=_("Only where you draw a file of one adviser.")
    )

    def __init__(self, *args: Any, advisers: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "adviser", [("", _("anybody’s")), *advisers])


class FileReviewForm(forms.Form):
    """Three fields an item: what the reviewer says, why, and by when it is mended; in a closed file two."""

    word = words(_("To the file’s adviser, as a whole"), rows=3, most=4000, required=False)

    def __init__(self, *args: Any, closed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.closed = closed
        for item in items():
            self.fields[f"verdict_{item.id}"] = forms.ChoiceField(
                label=str(item.asks),
                choices=[(each.value, label) for each, label in VERDICTS.items()],
                widget=forms.RadioSelect,
            )
            self.fields[f"note_{item.id}"] = words(_("Note"), rows=2, most=2000, required=False)
            if not closed:
                self.fields[f"by_{item.id}"] = CivilDateField(label=_("To be mended by"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for item in items():
            if cleaned.get(f"verdict_{item.id}") != Verdict.MEND:
                continue
            if not cleaned.get(f"note_{item.id}", "").strip():
                self.add_error(f"note_{item.id}", _("Write what is to be mended."))
            if not self.closed and f"by_{item.id}" not in self.errors and not cleaned.get(f"by_{item.id}"):
                self.add_error(f"by_{item.id}", _("Give a day that is still to come for what is to be mended."))
        return cleaned

    def found(self) -> dict[str, Found]:
        data = self.cleaned_data
        return {
            item.id: Found(Verdict(data[f"verdict_{item.id}"]), data[f"note_{item.id}"], data.get(f"by_{item.id}"))
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


class AskLookForm(SentForm):
    """`papers` and `whom` are what stands open to whoever asks."""

    whom = forms.ChoiceField(label=_("Who shall look?"))
    papers = forms.MultipleChoiceField(
        label=_("What shall they look at?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    question = words(_("What shall they look for?"), rows=3, most=4000, required=False)
    until = CivilDateField(label=_("Until when?"))

    def __init__(self, *args: Any, colleagues: Sequence[Choice], papers: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", clock.today() + timedelta(days=2))
        offer(self, "whom", colleagues)
        if papers:
            offer(self, "papers", papers)
        else:
            del self.fields["papers"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("papers") and not cleaned.get("question", "").strip():
            self.add_error("question", _("Choose what to look at, or write it."))
        return cleaned


class LookForm(forms.Form):
    go = forms.ChoiceField(
        label=_("Can it be filed as it is?"),
        widget=forms.RadioSelect,
        choices=[("go", _("go")), ("mend", _("mend first"))],
    )
    word = words(
        _("Your word"), rows=4, most=4000, required=False, help_text=_("What is to be mended, where something is.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("go") == "mend" and not cleaned.get("word", "").strip():
            self.add_error("word", _("Write what is to be mended."))
        return cleaned


class LookingBackForm(forms.Form):
    claim = forms.ChoiceField(
        label=_("On what ground was protection asked for, above all?"),
        widget=forms.RadioSelect,
        choices=Argument.Claim.choices,
        help_text=_("It is counted in Results, where nobody is told from others."),
    )
    outcome = words(_("How did it end?"), rows=4, most=4000, help_text=_("As it was recorded. Put right what is not."))
    worked = words(_("What worked?"), rows=4, most=4000)
    did_not = words(_("What did not?"), rows=4, most=4000)
    again = forms.ChoiceField(
        label=_("Would we do it again the same way?"),
        widget=forms.RadioSelect,
        choices=[(code.value, label) for code, label in AGAIN.items()],
    )
    arguments = forms.MultipleChoiceField(
        label=_("Which arguments worked?"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, arguments: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if arguments:
            offer(self, "arguments", arguments)
        else:
            del self.fields["arguments"]
