"""Forms that never write what they did not show."""

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from django import forms

T = TypeVar("T")


def offer_stored(form: forms.BaseForm) -> None:
    """A stored choice that is no longer on offer is offered here, so that saving does not lose it."""
    for name, field in form.fields.items():
        stored = form.get_initial_for_field(field, name)
        if isinstance(field, forms.ChoiceField) and isinstance(stored, str) and not field.valid_value(stored):
            offered: list[Any] = list(field.widget.choices)
            field.choices = [*offered, (stored, stored)]


class KeepsUnshown(forms.Form):
    """A field the posted page did not carry keeps the value that is stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_stored(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            omitted = field.widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))
            if omitted and name not in self.errors:
                cleaned[name] = self.get_initial_for_field(field, name)
        return cleaned


class RowForm(forms.Form, Generic[T]):
    """One row of several. `row` says which stored row it shows; a row emptied by the writer is taken away."""

    row = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_stored(self)

    def given(self) -> T | None:
        """What was typed, or None for a row left empty."""
        raise TypeError("only its kinds are used")


def merged(stored: Sequence[T], rows: Iterable[RowForm[T]]) -> tuple[T, ...]:
    """The stored rows as the page changed them, then the new ones. A stored row the page did not show stays."""
    kept: dict[int, T] = dict(enumerate(stored))
    fresh: list[T] = []
    for form in rows:
        given, position = form.given(), form.cleaned_data.get("row")
        if position is None or position not in range(len(stored)):
            fresh += [given] if given is not None else []
        elif given is None:
            kept.pop(position, None)
        else:
            kept[position] = given
    return (*kept.values(), *fresh)
