"""Registering: short, in the order a person tells it. More can be added on their page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people.forms.fields import YES_NO, NameField, SaidDateField, language_field, nationality_field
from jiwar.casework.people.forms.parts import SEXES_OR_NOT
from jiwar.casework.people.models import Identifier, PersonName
from jiwar.casework.people.parts import (
    Birth,
    Contact,
    IdentifierGiven,
    Identifiers,
    Languages,
    NameGiven,
    PhoneGiven,
    Spoken,
    Who,
)
from jiwar.casework.people.queries.finding import Sought
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.languages.fields import PhoneField

KINDS_OF_PAPER = (("", _("No paper shown")), *Identifier.Kind.choices)


class RegisterForm(forms.Form):
    """Everything but the name may stay empty."""

    name = NameField(
        label=_("Name as they say it"),
        help_text=_("In any script. The front desk sees names, not what is in the file."),
    )
    other_name = NameField(
        label=_("The same name in other letters"), required=False, help_text=_("As on a paper, if there is one.")
    )
    born = SaidDateField(
        label=_("Date of birth"),
        required=False,
        help_text=_("We keep what was said as it was said, and show the civil date beside it."),
    )
    sex = forms.ChoiceField(
        label=_("Woman or man"), choices=SEXES_OR_NOT, required=False, widget=forms.RadioSelect, initial=""
    )
    nationality = nationality_field(label=_("Nationality"))
    first_language = language_field(label=_("Language they speak best"))
    second_language = language_field(label=_("Another language"))
    phone = PhoneField(
        label=_("Telephone"), required=False, help_text=_("We never leave a message that says who we are.")
    )
    shared_phone = forms.ChoiceField(
        label=_("Do others use or answer the telephone?"), choices=YES_NO, required=False, widget=forms.RadioSelect
    )
    paper = forms.ChoiceField(label=_("Paper they show"), choices=KINDS_OF_PAPER, required=False)
    paper_number = forms.CharField(
        label=_("Number on it"), required=False, max_length=60, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    father = NameField(label=_("Father’s name"), required=False)
    mother = NameField(label=_("Mother’s name"), required=False)
    area = forms.CharField(label=_("Where they live"), required=False, max_length=200)
    arrived = SaidDateField(label=_("When they arrived in this country"), required=False, with_age=False)

    first = ("name", "other_name", "born", "sex", "nationality", "first_language", "second_language", "phone")
    more = ("shared_phone", "paper", "paper_number", "father", "mother", "area", "arrived")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phone = self.fields["phone"]
        assert isinstance(phone, PhoneField)  # noqa: S101  # declared above
        phone.country = current_group().country

    def typed(self) -> dict[str, list[str]]:
        """What stands in the fields, as it was typed: for a draft."""
        names = {key for name in self.fields for key in (name, f"{name}_0", f"{name}_1")}
        data: Any = self.data
        return {key: data.getlist(key) for key in sorted(names) if key in data}

    def parts(self) -> dict[str, Any]:
        """What `actions.register` takes."""
        data = self.cleaned_data
        kinds = PersonName.Kind
        names = [("name", kinds.OWN), ("other_name", kinds.OWN), ("father", kinds.FATHER), ("mother", kinds.MOTHER)]
        spoken = dict.fromkeys(code for code in (data["first_language"], data["second_language"]) if code)
        contact = Contact(
            phones=(PhoneGiven(data["phone"], "shared" if data["shared_phone"] == "yes" else "own"),),
            shared_phone=data["shared_phone"],
        )
        return {
            "who": Who(
                names=tuple(NameGiven(data[field], kind.value) for field, kind in names if data[field]),
                sex=data["sex"],
                nationalities=(data["nationality"],) if data["nationality"] else (),
                area=data["area"],
                arrived=data["arrived"],
            ),
            "birth": Birth(data["born"]),
            "contact": contact if data["phone"] else None,
            "languages": Languages(
                tuple(Spoken(code, speaks="well" if at else "first") for at, code in enumerate(spoken))
            ),
            "identifiers": self._papers(),
        }

    def _papers(self) -> Identifiers:
        number = " ".join(self.cleaned_data["paper_number"].split())
        kind = self.cleaned_data["paper"] or Identifier.Kind.OTHER.value
        return Identifiers((IdentifierGiven(number, kind),) if number else ())

    def sought(self) -> Sought:
        """As much of it as can be read so far; a field with an error is left out."""
        self.is_valid()
        data = self.cleaned_data
        return Sought(
            names=tuple(data[name] for name in ("name", "other_name") if data.get(name)),
            phones=(data["phone"],) if data.get("phone") else (),
            identifiers=(data["paper_number"],) if data.get("paper_number") else (),
            birth=data.get("born"),
            sex=data.get("sex", ""),
            nationalities=(data["nationality"],) if data.get("nationality") else (),
            father=data.get("father", ""),
            mother=data.get("mother", ""),
        )
