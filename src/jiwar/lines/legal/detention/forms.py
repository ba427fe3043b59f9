"""The safety plan on one page, a check-in beside the rhythm, and what an alarm found."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SentForm, offer, words
from jiwar.foundation.access.models import Membership
from jiwar.foundation.languages.fields import (
    AnyDigitsIntegerField,
    CivilDateField,
    GivenDateField,
    PhoneField,
    TimeOfDayField,
)
from jiwar.lines.legal.detention import agreed, rhythm
from jiwar.lines.legal.detention.actions import PlanGiven, RungGiven
from jiwar.lines.legal.models import Rung, SafetyPlan

RUNGS: Final = 5
OUTSIDE: Final = "outside"


class PlanForm(SentForm):
    """`who_0` … `phone_4`: the call tree. `said_power`, `said_power_on` …: what was agreed to."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    every_days = AnyDigitsIntegerField(
        label=_("A check-in every how many days?"),
        min_value=1,
        max_value=60,
        required=False,
        help_text=_("1: every day. Empty: only those you agree on one by one."),
    )
    at = TimeOfDayField(label=_("At what hour?"), initial=time(18))
    grace_minutes = AnyDigitsIntegerField(
        label=_("Minutes until the alarm"),
        min_value=5,
        max_value=1440,
        initial=60,
        help_text=_("After the agreed hour, if nobody heard from them."),
    )
    climb_minutes = AnyDigitsIntegerField(
        label=_("Minutes until the next is called"),
        min_value=5,
        max_value=720,
        initial=20,
        help_text=_("Whoever is called has so long to say: I have it."),
    )
    contact = words(
        _("How do we hear from them?"),
        rows=2,
        most=1000,
        required=False,
        help_text=_("Which telephone, at what hours, which word tells that all is well. All on the case read it."),
    )
    what_to_do = words(
        _("What do we do when they are not heard from?"),
        rows=4,
        most=4000,
        required=False,
        help_text=_("Step by step, as it was agreed with them: whom we ask, where we look, which lawyer goes."),
    )

    def __init__(self, *args: Any, team: list[Choice], country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = dict(team)
        for at in range(RUNGS):
            self.fields[f"who_{at}"] = forms.ChoiceField(label=_("Who is called"), required=at == 0)
            others = [] if at == 0 else [("", _("nobody")), (OUTSIDE, _("somebody outside"))]
            offer(self, f"who_{at}", [*others[:1], *team, *others[1:]])
            self.fields[f"name_{at}"] = forms.CharField(label=_("Name, if outside"), max_length=120, required=False)
            self.fields[f"phone_{at}"] = PhoneField(
                label=_("Telephone"), max_length=40, required=False, country=country
            )
        for code, question in agreed.ASKED.items():
            self.fields[f"said_{code}"] = forms.ChoiceField(
                label=str(question), choices=list(agreed.ANSWERS.items()), widget=forms.RadioSelect, required=False
            )
            self.fields[f"said_{code}_on"] = CivilDateField(label=_("On which day?"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for at in range(RUNGS):
            if cleaned.get(f"who_{at}") == OUTSIDE:
                for name in (f"name_{at}", f"phone_{at}"):
                    if not cleaned.get(name) and name not in self.errors:
                        self.add_error(name, _("Needed for somebody outside."))
        for code in agreed.ASKED:
            day = f"said_{code}_on"
            if cleaned.get(f"said_{code}") and not cleaned.get(day) and day not in self.errors:
                self.add_error(day, _("Write the day on which they said so."))
        return cleaned

    def given(self, members: dict[str, Membership]) -> PlanGiven:
        data = self.cleaned_data
        answers = {code: (data[f"said_{code}"], _day(data[f"said_{code}_on"])) for code in agreed.ASKED}
        return PlanGiven(
            rungs=tuple(self._rungs(members)),
            every_days=data["every_days"],
            at=data["at"],
            grace_minutes=data["grace_minutes"],
            climb_minutes=data["climb_minutes"],
            contact=data["contact"],
            what_to_do=data["what_to_do"],
            agreed={code: said for code, said in answers.items() if said[0]},
        )

    def _rungs(self, members: dict[str, Membership]) -> list[RungGiven]:
        data, found = self.cleaned_data, []
        for at in range(RUNGS):
            who = data[f"who_{at}"]
            if who:
                name = data[f"name_{at}"] if who == OUTSIDE else ""
                found.append(RungGiven(members.get(who), name, data[f"phone_{at}"]))
        return found


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def values_of(plan: SafetyPlan, rungs: list[Rung]) -> dict[str, Any]:
    """A stored plan as the form has it."""
    simple = ("every_days", "at", "grace_minutes", "climb_minutes", "contact", "what_to_do")
    found: dict[str, Any] = {name: getattr(plan, name) for name in simple}
    for at, rung in enumerate(rungs[:RUNGS]):
        who = str(rung.member_id) if rung.member_id else OUTSIDE
        found |= {f"who_{at}": who, f"name_{at}": rung.name, f"phone_{at}": rung.phone}
    for said in agreed.said(plan.agreed):
        found |= {f"said_{said.code}": said.answer, f"said_{said.code}_on": said.day}
    return found


class OnceForm(SentForm):
    day = CivilDateField(label=_("Day"))
    at = TimeOfDayField(label=_("At what hour?"))
    what_for = forms.CharField(
        label=_("What for?"), max_length=200, required=False, help_text=_("After the hearing; when they have arrived.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, at = cleaned.get("day"), cleaned.get("at")
        if isinstance(day, date) and isinstance(at, time):
            due_at = _moment(day, at)
            if due_at is None or due_at > timezone.now() + timedelta(days=3660):
                self.add_error("day", _("This day is too far away."))
            elif due_at <= timezone.now():
                self.add_error("at", _("This time has passed already."))
            else:
                cleaned["due_at"] = due_at
        return cleaned


def _moment(day: date, at: time) -> datetime | None:
    try:
        return rhythm.moment(day, at)
    except OverflowError:
        return None


class RaiseForm(SentForm):
    why = words(_("What happened?"), rows=3, most=2000, help_text=_("Read by who works on the case."))


class CloseForm(forms.Form):
    found = forms.ChoiceField(
        label=_("What did you find?"), widget=forms.RadioSelect, choices=list(agreed.FOUND.items())
    )
    where = forms.CharField(
        label=_("Where are they?"),
        max_length=300,
        required=False,
        help_text=_("Needed if they are held; write 'not known' if nobody says."),
    )
    since = GivenDateField(label=_("Since when?"), required=False, with_age=False)
    note = words(_("Who told us, and what else?"), rows=3, most=4000, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("found") == agreed.DETAINED and not (cleaned.get("where") or "").strip():
            self.add_error("where", _("Write where they are held, or that it is not known."))
        return cleaned


class EndPlanForm(forms.Form):
    reason = words(_("Why is it no longer needed?"), rows=3, most=2000)
