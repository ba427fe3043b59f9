"""Edit pages: one form for each part a person tells in one breath, with its rows."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people import parts, search
from jiwar.casework.people.forms.fields import (
    YES_NO,
    NameField,
    SaidDateField,
    country_field,
    language_field,
    nationality_field,
)
from jiwar.casework.people.forms.keeping import KeepsUnshown, RowForm, merged
from jiwar.casework.people.models import Identifier, PersonName, Phone
from jiwar.casework.people.models.person import Sex
from jiwar.casework.people.parts import (
    Birth,
    Contact,
    IdentifierGiven,
    Identifiers,
    InterpreterGender,
    InterpreterWishes,
    Languages,
    NameGiven,
    PhoneGiven,
    Reads,
    Speaks,
    Spoken,
    Who,
)
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.languages.fields import CivilDateField, PhoneField

SEXES = [(Sex.FEMALE.value, Sex.FEMALE.label), (Sex.MALE.value, Sex.MALE.label), (Sex.OTHER.value, Sex.OTHER.label)]
SEXES_OR_NOT = [*SEXES, (Sex.NOT_SAID.value, Sex.NOT_SAID.label)]


class NameRow(RowForm[NameGiven]):
    text = NameField(label=_("Name"), required=False)
    kind = forms.ChoiceField(
        label=_("What kind of name"), choices=PersonName.Kind.choices, required=False, initial="own"
    )

    def given(self) -> NameGiven | None:
        text = self.cleaned_data.get("text")
        return NameGiven(text, self.cleaned_data["kind"] or PersonName.Kind.OWN.value) if text else None


class PhoneRow(RowForm[PhoneGiven]):
    number = PhoneField(label=_("Telephone"), required=False)
    whose = forms.ChoiceField(label=_("Whose telephone"), choices=Phone.Whose.choices, required=False, initial="own")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["number"]
        assert isinstance(field, PhoneField)  # noqa: S101  # declared above
        field.country = current_group().country

    def given(self) -> PhoneGiven | None:
        number = self.cleaned_data.get("number")
        return PhoneGiven(number, self.cleaned_data["whose"] or Phone.Whose.OWN.value) if number else None


class LanguageRow(RowForm[Spoken]):
    code = language_field(label=_("Language"))
    dialect = forms.CharField(label=_("Dialect or region"), required=False, max_length=80)
    speaks = forms.ChoiceField(label=_("How well"), choices=Speaks.choices, required=False, initial="well")
    reads = forms.ChoiceField(label=_("Reads it"), choices=Reads.choices, required=False)

    def given(self) -> Spoken | None:
        data = self.cleaned_data
        if not data.get("code"):
            return None
        return Spoken(data["code"], data["dialect"], data["speaks"] or Speaks.WELL.value, data["reads"])


class IdentifierRow(RowForm[IdentifierGiven]):
    kind = forms.ChoiceField(label=_("Kind of paper"), choices=Identifier.Kind.choices, required=False, initial="unhcr")
    number = forms.CharField(
        label=_("Number on it"), required=False, max_length=60, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    country = country_field(label=_("Country that gave it"))
    valid_until = CivilDateField(label=_("Valid until"), required=False)

    def clean_number(self) -> str:
        text = " ".join(str(self.cleaned_data["number"]).split())
        if text and not search.normalised_identifier(text):
            raise ValidationError(_("Write the letters and digits that stand on the paper."), code="no-digits")
        return text

    def given(self) -> IdentifierGiven | None:
        data = self.cleaned_data
        if not data.get("number"):
            return None
        return IdentifierGiven(
            data["number"], data["kind"] or Identifier.Kind.OTHER.value, data["country"], data["valid_until"]
        )


NameRows = forms.formset_factory(NameRow, extra=2, max_num=20, validate_max=True)
PhoneRows = forms.formset_factory(PhoneRow, extra=1, max_num=10, validate_max=True)
LanguageRows = forms.formset_factory(LanguageRow, extra=1, max_num=20, validate_max=True)
IdentifierRows = forms.formset_factory(IdentifierRow, extra=1, max_num=20, validate_max=True)


class PartForm(KeepsUnshown):
    """`stored` is the part as it is now; `part()` the part as the page wants it."""

    rows_of: Any = None
    rows_title: Any = ""

    def __init__(self, data: Any = None, *, stored: Any) -> None:
        self.stored = stored
        super().__init__(data, initial=self.as_initial(stored))
        self.rows: Any = self.rows_of(data, initial=self.row_initial(), prefix="rows") if self.rows_of else None

    def as_initial(self, stored: Any) -> dict[str, Any]:
        return {name: getattr(stored, name) for name in self.base_fields if hasattr(stored, name)}

    def stored_rows(self) -> tuple[Any, ...]:
        return ()

    def row_initial(self) -> list[dict[str, Any]]:
        return [
            {"row": position, **{name: getattr(row, name) for name in row.__dataclass_fields__}}
            for position, row in enumerate(self.stored_rows())
        ]

    def is_valid(self) -> bool:
        rows_valid = self.rows.is_valid() if self.rows is not None else True
        return super().is_valid() and rows_valid

    def merged_rows(self) -> tuple[Any, ...]:
        return merged(self.stored_rows(), [form for form in self.rows if form.cleaned_data])

    def part(self) -> Any:
        """The part as the page wants it. Only after `is_valid()`."""
        raise TypeError("only its kinds are used")

    def said(self, name: str) -> Any:
        """A date left as it was stays exactly as it was said, with the day it was said on."""
        return self.cleaned_data[name] if name in self.changed_data else getattr(self.stored, _AS.get(name, name))


_AS = {"born": "said"}


class WhoForm(PartForm):
    sex = forms.ChoiceField(label=_("Woman or man"), choices=SEXES_OR_NOT, required=False, widget=forms.RadioSelect)
    nationality = nationality_field(label=_("Nationality"))
    second_nationality = nationality_field(label=_("Another nationality"))
    area = forms.CharField(
        label=_("Where they live"),
        required=False,
        max_length=200,
        help_text=_("An area is enough. Write an address only if somebody must go there."),
    )
    arrived = SaidDateField(label=_("When they arrived in this country"), required=False, with_age=False)

    rows_of = NameRows
    rows_title = _("Names")

    def as_initial(self, stored: Who) -> dict[str, Any]:
        first, second = (*stored.nationalities, "", "")[:2]
        return {**super().as_initial(stored), "nationality": first, "second_nationality": second}

    def stored_rows(self) -> tuple[NameGiven, ...]:
        return tuple(self.stored.names)

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if valid and not self.merged_rows():
            self.add_error(None, _("A person needs at least one name, even if it is only what others call them."))
            return False
        return valid

    def part(self) -> Who:
        data = self.cleaned_data
        beyond = self.stored.nationalities[2:]
        nationalities = (data["nationality"], data["second_nationality"], *beyond)
        return Who(
            names=self.merged_rows(),
            sex=data["sex"],
            nationalities=tuple(dict.fromkeys(code for code in nationalities if code)),
            area=data["area"],
            arrived=self.said("arrived"),
        )


class BirthForm(PartForm):
    born = SaidDateField(
        label=_("Date of birth"),
        required=False,
        help_text=_("We keep what was said as it was said, and show the civil date beside it."),
    )
    disputed = forms.ChoiceField(
        label=_("Does an authority say another age?"),
        choices=(("no", _("No")), ("yes", _("Yes, the age is disputed"))),
        widget=forms.RadioSelect,
        required=False,
    )

    def as_initial(self, stored: Birth) -> dict[str, Any]:
        return {"born": stored.said, "disputed": "yes" if stored.disputed else "no"}

    def part(self) -> Birth:
        return Birth(self.said("born"), self.cleaned_data["disputed"] == "yes")


class ContactForm(PartForm):
    when = forms.CharField(
        label=_("When it is safe to call"), required=False, max_length=200, help_text=_("For example: after five.")
    )
    shared_phone = forms.ChoiceField(
        label=_("Do others use or answer the telephone?"), choices=YES_NO, required=False, widget=forms.RadioSelect
    )
    never_name_us = forms.ChoiceField(
        label=_("Never say the name of our organisation?"), choices=YES_NO, required=False, widget=forms.RadioSelect
    )
    code_word = forms.CharField(
        label=_("Code word"),
        required=False,
        max_length=80,
        help_text=_("Agreed with the person: who says it may be answered."),
    )
    note = forms.CharField(
        label=_("What else to mind"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    rows_of = PhoneRows
    rows_title = _("Telephones")

    def stored_rows(self) -> tuple[PhoneGiven, ...]:
        return tuple(self.stored.phones)

    def part(self) -> Contact:
        data = self.cleaned_data
        return Contact(
            phones=self.merged_rows(),
            when=data["when"],
            shared_phone=data["shared_phone"],
            never_name_us=data["never_name_us"],
            code_word=data["code_word"],
            note=data["note"],
        )


class LanguagesForm(PartForm):
    gender = forms.ChoiceField(
        label=_("The interpreter should be"),
        choices=InterpreterGender.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    not_from = forms.CharField(
        label=_("The interpreter should not be from"),
        required=False,
        max_length=200,
        help_text=_("A place, a people, a family. We ask nothing more."),
    )
    note = forms.CharField(label=_("Other wishes"), required=False, max_length=300)

    rows_of = LanguageRows
    rows_title = _("Languages")

    def as_initial(self, stored: Languages) -> dict[str, Any]:
        return {name: getattr(stored.interpreter, name) for name in ("gender", "not_from", "note")}

    def stored_rows(self) -> tuple[Spoken, ...]:
        return tuple(self.stored.spoken)

    def part(self) -> Languages:
        data = self.cleaned_data
        return Languages(self.merged_rows(), InterpreterWishes(data["gender"], data["not_from"], data["note"]))


class IdentifiersForm(PartForm):
    rows_of = IdentifierRows
    rows_title = _("Numbers on papers")

    def stored_rows(self) -> tuple[IdentifierGiven, ...]:
        return tuple(self.stored.given)

    def part(self) -> Identifiers:
        return Identifiers(self.merged_rows())


FORMS: dict[str, type[PartForm]] = {
    parts.WHO: WhoForm,
    parts.BIRTH: BirthForm,
    parts.CONTACT: ContactForm,
    parts.LANGUAGES: LanguagesForm,
    parts.IDENTIFIERS: IdentifiersForm,
}
