"""A hearing on one page, another day for it, who goes along, what was noted, how it ended."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jiwar.casework.appointments.forms import WhenForm
from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer, words
from jiwar.foundation.languages.fields import CivilDateField, PhoneField
from jiwar.foundation.languages.spoken import language_choices
from jiwar.lines.legal.hearings.words import INTERPRETERS, KINDS, MODES, OUTCOMES, PARTS, READ_BACK


class _WhereForm(forms.Form):
    authority = forms.CharField(label=_("At which authority or court?"), max_length=200)
    address = words(
        _("Where exactly?"),
        rows=2,
        most=500,
        required=False,
        help_text=_("Street, floor, room; or the address of the online meeting."),
    )
    mode = forms.ChoiceField(label=_("How?"), choices=list(MODES.items()), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("In which language does the person speak there?"), required=False)
    interpreter = forms.ChoiceField(label=_("Interpreter"), choices=list(INTERPRETERS.items()))
    belongs = forms.ChoiceField(label=_("For which procedure, at which stage?"), required=False)

    def offer_where(self, belongs: list[Choice]) -> None:
        offer(self, "belongs", [("", _("no procedure, or not known")), *belongs])
        offer(self, "language", [("", _("not known yet")), *language_choices(get_language() or "en")])


class PlanForm(_WhereForm, WhenForm, SentForm):
    kind = forms.ChoiceField(label=_("What is it?"), choices=list(KINDS.items()))
    person = forms.ChoiceField(label=_("For whom?"))
    staff = forms.ChoiceField(
        label=_("Who leads it from our side?"),
        required=False,
        help_text=_("It stands in their calendar, without its kind."),
    )
    field_order = (
        "kind", "person", "day", "at", "minutes", "authority", "address", "mode", "language", "interpreter", "belongs",
        "staff", "in_spite",
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: list[Choice], staff: list[Choice], belongs: list[Choice], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people)
        offer(self, "staff", [("", _("nobody in particular")), *staff])
        self.offer_where(belongs)


class ChangeForm(_WhereForm, SeenForm):
    def __init__(self, *args: Any, belongs: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_where(belongs)


class MoveForm(WhenForm, SeenForm):
    reason = words(
        _("Why has the date changed?"), rows=2, most=1000, help_text=_("Who moved it, and how we learned of it.")
    )
    field_order = ("day", "at", "minutes", "reason", "in_spite")


class CompanyForm(SentForm):
    part = forms.ChoiceField(label=_("As what?"), choices=list(PARTS.items()))
    member = forms.ChoiceField(
        label=_("Colleague on the case"),
        required=False,
        help_text=_("Is the colleague not here? Give them the case first: they then see place and time."),
    )
    name = forms.CharField(label=_("Or somebody outside: name"), max_length=120, required=False)
    phone = PhoneField(label=_("Telephone"), max_length=40, required=False)

    def __init__(self, *args: Any, team: list[Choice], country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "member", [("", _("nobody of ours")), *team])
        self.fields["phone"] = PhoneField(label=_("Telephone"), max_length=40, required=False, country=country)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("member") and not (cleaned.get("name") or "").strip():
            self.add_error("name", _("Choose a colleague, or write the name of somebody outside."))
        return cleaned


class ItemForm(SentForm):
    text = forms.CharField(label=_("What else is to be prepared?"), max_length=300)


class TravelForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    way = words(_("How do they get there, and back?"), rows=2, most=2000, required=False)
    who_knows = words(_("Who knows where they are?"), rows=2, most=2000, required=False)
    avoid = words(_("What is to be avoided on the way?"), rows=2, most=2000, required=False)
    childcare = words(_("Who minds the children?"), rows=2, most=1000, required=False)
    carry = words(_("What do they carry with them, what not?"), rows=2, most=2000, required=False)
    if_held = words(_("What is done if they are held?"), rows=3, most=2000, required=False)


class AskedForm(SentForm):
    question = words(_("What was asked?"), rows=2, most=4000)
    answer = words(_("What was answered?"), rows=3, most=8000, required=False)


class CorrectForm(SeenForm):
    question = words(_("What was asked?"), rows=2, most=4000)
    answer = words(_("What was answered?"), rows=3, most=8000, required=False)


class NotesForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    breaks = words(_("Breaks"), rows=2, most=2000, required=False, help_text=_("When, how long, asked for by whom."))
    interpretation = words(_("Was there trouble with the interpretation?"), rows=2, most=4000, required=False)
    exhibits = forms.MultipleChoiceField(
        label=_("Handed over, of the evidence"), required=False, widget=forms.CheckboxSelectMultiple
    )
    handed_over = words(_("Handed over besides"), rows=2, most=2000, required=False)
    read_back = forms.ChoiceField(
        label=_("Was the authority’s record read back to the person?"),
        choices=list(READ_BACK.items()),
        required=False,
        widget=forms.RadioSelect,
    )
    note = words(_("What else is to be kept?"), rows=4, most=8000, required=False)

    def __init__(self, *args: Any, exhibits: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "exhibits", exhibits)
        if not exhibits:
            del self.fields["exhibits"]


class EndForm(SeenForm):
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    next_day = CivilDateField(
        label=_("Was a next day named?"),
        required=False,
        help_text=_(
            "Then write the next one down too. Is only the day of this one changed? Choose another day instead."
        ),
    )
