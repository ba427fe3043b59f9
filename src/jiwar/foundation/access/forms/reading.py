"""How many files may be opened in an hour, when it is night, and who a decoy is said to be."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import reading
from jiwar.foundation.access.actions.alarms import MOST
from jiwar.foundation.access.actions.decoys import Invented
from jiwar.foundation.access.models import Membership
from jiwar.foundation.languages.countries import nationality_choices
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, PhoneField
from jiwar.foundation.languages.reader import current_reader


def _files(label: Any, help_text: Any) -> AnyDigitsIntegerField:
    return AnyDigitsIntegerField(label=label, min_value=reading.FEW, max_value=MOST, help_text=help_text)


def _hour(label: Any, help_text: Any) -> AnyDigitsIntegerField:
    return AnyDigitsIntegerField(label=label, min_value=0, max_value=23, help_text=help_text)


class LimitsForm(forms.Form):
    slow_at = _files(_("It slows from"), _("Files in one hour. From then on a new file opens every fifteen seconds."))
    alarm_at = _files(_("The data guardian is told from"), _("Files in one hour."))
    lock_at = _files(_("The account locks at"), _("Files in one hour. The data guardian unlocks it."))
    times_usual = AnyDigitsIntegerField(
        label=_("Times what is usual for the member"),
        min_value=2,
        max_value=50,
        help_text=_("So many times their own ordinary hour slows and is told, too. It never locks."),
    )

    night_from = _hour(_("It is night from"), _("Hour of the day, 0 to 23."))
    night_until = _hour(
        _("It is night until"),
        _("Files opened in these hours by somebody who seldom does are told. The same hour twice: none are."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        numbers = [cleaned.get(name) for name in ("slow_at", "alarm_at", "lock_at")]
        if None not in numbers and numbers != sorted(numbers):  # type: ignore[type-var]  # no None is among them
            self.add_error(
                "slow_at", _("It slows first, then it is told, then it locks: write the numbers in this order.")
            )
        return cleaned


class DecoyForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Of nobody. Like the names of your region."))
    other_name = forms.CharField(label=_("Name in another script"), max_length=120, required=False)
    nationality = forms.ChoiceField(label=_("Nationality"), required=False)
    born = AnyDigitsIntegerField(label=_("Year of birth"), min_value=1900, max_value=2100, required=False)
    phone = PhoneField(label=_("Telephone"), required=False, help_text=_("One that nobody has, or none."))
    registrar = forms.ChoiceField(
        label=_("As if registered by"),
        help_text=_("They would see it among their own registrations: choose somebody who has left, if you can."),
    )

    def __init__(self, *args: Any, registrars: Sequence[Membership], country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._registrars = {str(member.id): member for member in registrars}
        language = current_reader().language
        self.fields["phone"].country = country  # type: ignore[attr-defined]  # as the group's
        self.fields["nationality"].choices = [("", _("not said")), *nationality_choices(language)]  # type: ignore[attr-defined]
        self.fields["registrar"].choices = [  # type: ignore[attr-defined]
            (key, _("%(name)s (has left)") % {"name": member.account.name} if member.ended_at else member.account.name)
            for key, member in self._registrars.items()
        ]

    def clean_born(self) -> int | None:
        born: int | None = self.cleaned_data["born"]
        if born is not None and born > timezone.localdate().year:
            raise forms.ValidationError(_("This year has not come yet."))
        return born

    def invented(self) -> Invented:
        given = self.cleaned_data
        return Invented(
            name=given["name"],
            other_name=given["other_name"],
            nationality=given["nationality"],
            born=given["born"],
            phone=given["phone"],
            registrar=self._registrars[given["registrar"]],
        )
