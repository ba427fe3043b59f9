"""Sending a list in, saying what its columns mean, deciding about a row."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people.forms.fields import LazyChoiceField
from jiwar.casework.people.imports.fields import FIELDS, field_name
from jiwar.casework.people.imports.headers import Plan
from jiwar.casework.people.queries.finding import Likely
from jiwar.foundation.languages.countries import country_choices
from jiwar.foundation.languages.fields import AnyDigitsIntegerField
from jiwar.foundation.sheets.cells import Row, letters
from jiwar.foundation.sheets.text import DELIMITERS, ENCODINGS

MARKS = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("upright line")}
SAMPLES = 3


class SendForm(forms.Form):
    file = forms.FileField(
        label=_("The list"),
        help_text=_("XLSX, ODS or CSV, up to 25 MB. Nothing is brought in yet: you look at the columns first."),
        max_length=2000,
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)


class ReadForm(forms.Form):
    """Another sheet, or how a text file is to be read."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    encoding = forms.ChoiceField(label=_("Letters are kept as"), required=False)
    delimiter = forms.ChoiceField(label=_("Columns are separated by"), required=False)

    has_choice = False

    def __init__(self, data: Any = None, *, about: dict[str, Any]) -> None:
        super().__init__(data, initial={name: about[name] for name in ("sheet", "encoding", "delimiter")})
        if about["sheets"]:
            names = [
                (name, _("%(name)s (hidden)") % {"name": name} if hidden else name) for name, hidden in about["sheets"]
            ]
            self._offer("sheet", names)
            del self.fields["encoding"], self.fields["delimiter"]
        else:
            encodings = dict.fromkeys((*ENCODINGS, about["encoding"]))
            self._offer("encoding", [(name, name.upper()) for name in encodings])
            marks = dict.fromkeys((*DELIMITERS, about["delimiter"]))
            self._offer("delimiter", [(mark, MARKS.get(mark, mark)) for mark in marks])
            del self.fields["sheet"]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = choices
        self.has_choice = self.has_choice or len(choices) > 1


class ColumnsForm(forms.Form):
    """One choice for each column, under the row that holds the headings."""

    header = AnyDigitsIntegerField(
        label=_("Row with the headings"),
        min_value=0,
        max_value=1000,
        help_text=_("What stands above it is left out. 0 where the list has no headings."),
    )

    country = LazyChoiceField(
        country_choices,
        label=_("Telephones without a country are from"),
        help_text=_("Where the list was kept, if that was in another country."),
    )

    def __init__(self, data: Any = None, *, plan: Plan, rows: list[Row], country: str) -> None:
        super().__init__(data, initial={"header": plan.header, "country": country})
        self.plan = plan
        self.below = [row for row in rows if row.number > plan.header]
        choices = [("", _("Leave out")), *((code, field_name(code)) for code in FIELDS)]
        for column, (meant, heading) in enumerate(zip(plan.fields, plan.headings, strict=True)):
            name = " ".join(heading.split())[:60]
            label = f"{letters(column)}: {name}" if name else letters(column)
            self.fields[f"column_{column}"] = forms.ChoiceField(
                label=label, choices=choices, initial=meant, required=False
            )

    @property
    def columns(self) -> list[tuple[Any, list[str]]]:
        """Each choice with what stands in the first rows."""
        return [
            (self[f"column_{column}"], [row.at(column).text[:60] for row in self.below if row.at(column)][:SAMPLES])
            for column in range(len(self.plan.fields))
        ]

    def meant(self) -> list[str] | None:
        """None where another row holds the headings: the columns are guessed anew."""
        if self.cleaned_data["header"] != self.plan.header:
            return None
        return [self.cleaned_data[f"column_{column}"] for column in range(len(self.plan.fields))]


class DecideForm(forms.Form):
    """`choice`: 'create', 'leave', 'same' with a number typed, or 'same:' with the number of somebody shown."""

    choice = forms.ChoiceField(label=_("What shall become of this row?"), widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("Number of the person"),
        required=False,
        max_length=20,
        help_text=_("For example P-0142."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, likely: list[Likely], may_create: bool, unread: bool) -> None:
        super().__init__(data)
        create = _("Register a new person, without what cannot be read") if unread else _("Register a new person")
        choices: list[tuple[str, Any]] = [
            (f"same:{each.found.number}", _("The same as %(number)s") % {"number": each.found.number})
            for each in likely
        ]
        choices += [("create", create)] if may_create else []
        choices += [("same", _("The same as somebody else, by number")), ("leave", _("Leave the row out"))]
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("choice") == "same" and not cleaned.get("number"):
            self.add_error("number", _("Write the number of the person."))
        return cleaned

    def chosen(self) -> tuple[str, str]:
        choice, _colon, number = self.cleaned_data["choice"].partition(":")
        return choice, number or self.cleaned_data["number"]
