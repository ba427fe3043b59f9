from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people import specific_needs


class NeedForm(forms.Form):
    """Restricted ones are offered only where the viewer may write them."""

    code = forms.ChoiceField(label=_("What makes it harder"))
    note = forms.CharField(
        label=_("In their own words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only what helps to help. No names of others, no opinion on the story."),
    )

    def __init__(self, data: Any = None, *, restricted: bool) -> None:
        super().__init__(data)
        field = self.fields["code"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = [("", _("Choose")), *specific_needs.choices(restricted=restricted)]
