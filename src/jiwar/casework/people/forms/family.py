"""Who somebody is to the person, and what must not be told of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people.contributions import Found
from jiwar.casework.people.models import Relation, RelationCircumstance


class RelateForm(forms.Form):
    """Choose among `found`, people the viewer may know; say what they are to the person."""

    other = forms.ChoiceField(label=_("Who"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("They are the person’s"), choices=[("", _("No relation, or not said")), *Relation.Kind.choices],
        required=False,
    )  # fmt: skip
    together = forms.BooleanField(label=_("They live together"), required=False)

    def __init__(self, data: Any = None, *, found: Sequence[Found]) -> None:
        super().__init__(data)
        field = self.fields["other"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = [(str(row.id), f"{row.name} · {row.number}") for row in found]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("kind") and not cleaned.get("together"):
            self.add_error("kind", _("Say what they are to the person, or that they live together."))
        return cleaned


class CircumstanceForm(forms.Form):
    codes = forms.MultipleChoiceField(
        label=_("What must not be told"),
        choices=RelationCircumstance.Code.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
