"""Forms that never write what they did not show."""

from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from django import forms

T = TypeVar("T")


class KeepsUnshown(forms.Form):
    """A field the posted page did not carry keeps the value that is stored."""

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
