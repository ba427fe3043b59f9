"""What the data guardian types: only a number, said by somebody else. There is no search."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the person or the case"), max_length=20, help_text=_("For example P-0142 or C-0142.")
    )
