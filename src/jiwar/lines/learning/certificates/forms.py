"""What is to stand on a certificate, why one is withdrawn, a code to check, and whether the group is named."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import SentForm, words
from jiwar.foundation.papers.coverage import can_write
from jiwar.lines.learning.certificates import codes
from jiwar.lines.learning.progress.forms import InLanguageForm


class CertificateForm(InLanguageForm):
    name = forms.CharField(
        label=_("Name in Latin letters"), max_length=80, help_text=_("As on the holder’s papers; ask the learner.")
    )
    arabic_name = forms.CharField(
        label=_("Name in Arabic letters"), max_length=80, widget=forms.TextInput(attrs={"dir": "rtl", "lang": "ar"})
    )
    course = forms.CharField(
        label=_("Course"), max_length=80, required=False, help_text=_("Left empty, it does not stand there.")
    )
    hours = forms.CharField(
        label=_("Hours attended"), max_length=40, required=False, help_text=_("84 of 96, for example.")
    )
    shown = forms.BooleanField(label=_("The learner has seen the names and agrees that the certificate is given"))

    def clean_name(self) -> str:
        return self._writable("name")

    def clean_arabic_name(self) -> str:
        return self._writable("arabic_name")

    def clean_course(self) -> str:
        return self._writable("course")

    def _writable(self, field: str) -> str:
        text = str(self.cleaned_data[field]).strip()
        if not can_write(text):
            raise forms.ValidationError(_("Our paper has no letters for this. Write it in Latin or Arabic letters."))
        return text


class WithdrawForm(SentForm):
    why = words(
        _("Why is it withdrawn?"), rows=3, most=1000, help_text=_("Kept with the learner; strangers do not read it.")
    )


class CheckForm(forms.Form):
    code = forms.CharField(
        label=_("The code on the certificate"),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        found = codes.read(self.cleaned_data["code"])
        if found is None:
            raise forms.ValidationError(_("This can be no code: it has sixteen letters and digits."))
        return codes.shown(found)


class NameForm(forms.Form):
    shown = forms.BooleanField(
        label=_("The page that checks a certificate says the name of our group"),
        required=False,
        help_text=_(
            "Whoever holds a certificate, or its code, then reads who gave it. On the paper the name stands anyway."
        ),
    )
