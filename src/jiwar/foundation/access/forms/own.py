"""One's own preferences."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access.models import Account
from jiwar.foundation.groups.models import Digits
from jiwar.foundation.languages.directions import DESK_LANGUAGES, endonym
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.languages.spoken import language_choices
from jiwar.knowledge.calendars import Calendar

CALENDARS = {
    Calendar.HIJRI: _("Hijri"),
    Calendar.SOLAR_HIJRI: _("Solar Hijri (Persian, Afghan)"),
    Calendar.ETHIOPIAN: _("Ethiopian"),
}


class PreferencesForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the desk"), required=False)
    calendar = forms.ChoiceField(
        label=_("Calendar beside the civil one"),
        required=False,
        choices=[("", _("none")), *((calendar.value, name) for calendar, name in CALENDARS.items())],
    )
    digits = forms.ChoiceField(
        label=_("Digits"), required=False, choices=[("", _("as usual in the language")), *Digits.choices]
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you work in"),
        required=False,
        help_text=_("So that people are given to someone who understands them."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    wants_reminders = forms.BooleanField(
        label=_("Send me an e-mail when something waits"),
        required=False,
        help_text=_("It says only that something waits, never what or about whom."),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)
        own = [(code, endonym(code)) for code in DESK_LANGUAGES]
        self.fields["language"].choices = [("", _("as usual in the group")), *own]  # type: ignore[attr-defined]
        self.fields["languages"].choices = language_choices(current_reader().language)  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        """An address is a way to sign in, so it belongs to one account."""
        email = str(self.cleaned_data["email"])
        if email and Account.objects.filter(email__iexact=email).exclude(id=self.account.id).exists():
            raise forms.ValidationError(_("Another account uses this address."))
        return email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("wants_reminders") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write the address the e-mail shall go to."))
        return cleaned


class CannotSignInForm(forms.Form):
    who = forms.CharField(label=_("Your user name or e-mail"), max_length=254)
    kind = forms.ChoiceField(
        label=_("What is lost?"),
        choices=[("password", _("my password")), ("second-factor", _("my phone or passkey"))],
        widget=forms.RadioSelect,
    )
