"""Fields of this room: dates as they were said, countries and languages named in the reader's language."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people import search
from jiwar.casework.people.said_dates import SaidDate
from jiwar.foundation.languages.countries import country_choices, nationality_choices
from jiwar.foundation.languages.fields import GivenDateField
from jiwar.foundation.languages.fields.ages import read_age
from jiwar.foundation.languages.fields.given_dates import AGE, GivenDateWidget
from jiwar.foundation.languages.spoken import language_choices

YES_NO = (("", _("Not asked")), ("yes", _("Yes")), ("no", _("No")))


class SaidDateWidget(GivenDateWidget):
    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, SaidDate):
            return [AGE, str(value.age)] if value.age is not None else super().decompress(value.given)
        return super().decompress(value)


class SaidDateField(GivenDateField):
    """Gives a `SaidDate`: a date keeps its calendar and precision, an age the day it was said on."""

    def __init__(self, *, with_age: bool = True, **options: Any) -> None:
        super().__init__(with_age=with_age, **options)
        self.widget = SaidDateWidget(with_age=with_age)

    def clean(self, value: Any) -> Any:
        given = super().clean(value)
        if given is None:
            return None
        age = read_age(value[1]) if isinstance(value, list) and value[0] == AGE else None
        if age is not None:
            return SaidDate.of_age(age, timezone.localdate())
        return SaidDate(given)


class LazyChoiceField(forms.ChoiceField):
    """Choices named in the language of the page at hand."""

    def __init__(self, of: Callable[[str], tuple[tuple[str, str], ...]], *, empty: Any = "", **options: Any) -> None:
        self.of = of
        super().__init__(choices=lambda: [("", empty), *of(get_language() or "en")], **options)


def nationality_field(**options: Any) -> LazyChoiceField:
    return LazyChoiceField(nationality_choices, empty=_("Not said"), required=False, **options)


def country_field(**options: Any) -> LazyChoiceField:
    return LazyChoiceField(country_choices, empty=_("Not said"), required=False, **options)


def language_field(**options: Any) -> LazyChoiceField:
    return LazyChoiceField(language_choices, empty=_("Choose a language"), required=False, **options)


class NameField(forms.CharField):
    """A name in any script; something must be left of it when marks and signs are taken away."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=search.LONGEST, **options)

    def clean(self, value: Any) -> str:
        text = " ".join(super().clean(value).split())
        if text and not search.words(text):
            raise ValidationError(_("Write the name with letters, in any script."), code="no-letters")
        return text
