"""What a lawyer says of a limit: how long, from when, since which day, and where they read it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import SentForm, offer, words
from jiwar.foundation.languages.fields import CivilDateField
from jiwar.knowledge.calendars import Unit
from jiwar.knowledge.procedures import VOCABULARY, DayType, Rule
from jiwar.lines.legal.overriding.actions import Value
from jiwar.lines.legal.words import DAY_TYPES, EFFECTS, EVENTS, UNITS

MOST = 3660


class ValueForm(SentForm):
    known = forms.ChoiceField(
        label=_("Is it known how long it is?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("yes")), ("no", _("no: nobody can verify it"))],
    )
    value = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST, required=False)
    unit = forms.ChoiceField(label=_("Of what"), required=False)
    day_type = forms.ChoiceField(
        label=_("Which days count?"),
        help_text=_("Where it is not said, calendar days are counted: the shorter reading."),
    )
    starts_from = forms.MultipleChoiceField(
        label=_("It starts when this has happened"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("A start you leave out still counts where nothing better is recorded."),
    )
    suspensive_effect = forms.ChoiceField(label=_("Does using it stop the decision from being carried out?"))
    since = CivilDateField(
        label=_("From which day does this hold?"),
        help_text=_("What happened before keeps its old limit. If it always was so, the day from which the law holds."),
    )
    reason = words(
        _("Why is it otherwise than Jiwar says?"),
        rows=3,
        most=1000,
        help_text=_("Everybody in the group reads it, and it goes out with the value. No names, no case."),
    )
    legal_basis = forms.CharField(label=_("Law and article"), max_length=200, required=False)
    source_title = forms.CharField(label=_("Where did you read it?"), max_length=300)
    source_publisher = forms.CharField(label=_("Who published it?"), max_length=200)
    source_place = forms.CharField(label=_("Number, page or address"), max_length=500)
    source_date = CivilDateField(label=_("Of which day is it?"))
    knows_it_is_later = forms.BooleanField(
        label=_("I know that a date can come later by this than by Jiwar’s value"),
        required=False,
        help_text=_("Needed only where it is so. Jiwar’s day stays the one to act by, as a precaution."),
    )

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _as_it_is(rule))
        super().__init__(*args, **kwargs)
        offer(self, "unit", [("", _("choose")), *((unit.value, label) for unit, label in UNITS.items())])
        offer(self, "day_type", [(kind.value, label) for kind, label in DAY_TYPES.items()])
        offer(self, "suspensive_effect", list(EFFECTS.items()))
        offer(self, "starts_from", [(kind.value, EVENTS[kind]) for kind in VOCABULARY])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("known") == "yes":
            for name, missing in (
                ("value", _("Write how many.")),
                ("unit", _("Choose of what.")),
                ("starts_from", _("Choose at least one event.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, missing)
            if cleaned.get("day_type") == DayType.WORKING and cleaned.get("unit") not in (Unit.DAY.value, "", None):
                self.add_error("day_type", _("Only days can be working days."))
        return cleaned

    def told(self) -> Value:
        data = self.cleaned_data
        known = data["known"] == "yes"
        return Value(
            known=known,
            value=data["value"] if known else None,
            unit=data["unit"] if known else "",
            day_type=data["day_type"],
            starts_from=tuple(data["starts_from"]),
            suspensive_effect=data["suspensive_effect"],
            since=data["since"],
            reason=data["reason"],
            legal_basis=data["legal_basis"],
            source_title=data["source_title"],
            source_publisher=data["source_publisher"],
            source_place=data["source_place"],
            source_date=data["source_date"],
        )


def _as_it_is(rule: Rule) -> dict[str, Any]:
    return {
        "known": "yes" if rule.known else "no",
        "value": rule.value,
        "unit": rule.unit.value if rule.unit else "",
        "day_type": rule.day_type.value,
        "starts_from": sorted(kind.value for kind in rule.reading.starts_from),
        "suspensive_effect": rule.suspensive_effect,
        "legal_basis": rule.legal_basis[:200],
    }


class EndForm(SentForm):
    reason = words(
        _("Why go back to what Jiwar says?"), rows=2, most=1000, help_text=_("Everybody in the group reads it.")
    )
