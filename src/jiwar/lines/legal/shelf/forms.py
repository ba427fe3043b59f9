"""Putting a source on the shelf, setting it aside, citing it; writing an argument and saying where it was used."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SentForm, offer, words
from jiwar.foundation.languages.countries import country_choices
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.languages.spoken import language_choices
from jiwar.lines.legal.models import Argument
from jiwar.lines.legal.shelf.actions import MOST_QUOTED, Described

LONGEST_TEXT: Final = 2_000_000


def _countries() -> list[Choice]:
    return [("", "–"), *country_choices(current_reader().language)]


class FindForm(forms.Form):
    q = forms.CharField(
        label=_("Find in the sources"),
        max_length=400,
        required=False,
        help_text=_("In any language, with or without accents. Words in “quotes” stand together."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", [("", _("all countries")), *country_choices(current_reader().language)])


class ArgumentsForm(forms.Form):
    """`countries`: those that were argued about."""

    claim = forms.ChoiceField(label=_("Kind of claim"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    worked = forms.BooleanField(
        label=_("Only those that worked"),
        required=False,
        help_text=_("More often granted than refused in the files you may open, told from three files on."),
    )

    def __init__(self, *args: Any, countries: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "claim", [("", _("all")), *Argument.Claim.choices])
        offer(self, "country", [("", _("all countries")), *countries])


class SourceForm(SentForm):
    title = forms.CharField(label=_("Title"), max_length=300)
    publisher = forms.CharField(label=_("Publisher"), max_length=200)
    published_on = CivilDateField(label=_("Published on"))
    language = forms.ChoiceField(label=_("Language"))
    country = forms.ChoiceField(label=_("Country"))
    second_country = forms.ChoiceField(label=_("A second country"), required=False)
    third_country = forms.ChoiceField(label=_("A third country"), required=False)
    reference = forms.CharField(
        label=_("Reference or address"),
        max_length=500,
        required=False,
        help_text=_("Kept as text. The program never opens it."),
    )
    topics = forms.CharField(label=_("Topics"), max_length=300, required=False)
    licence = forms.CharField(
        label=_("Licence"), max_length=300, required=False, help_text=_("What its publisher says of copying it.")
    )
    text = words(
        _("Text"),
        rows=12,
        most=LONGEST_TEXT,
        required=False,
        help_text=_(
            "Paragraphs apart by an empty line. Their own numbers (12. or 2.3.1) are kept. Nothing about people."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        max_length=2000,
        help_text=_("A PDF with text in it, a DOCX or a text file, up to 25 MB. Only its text is kept."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", [("", "–"), *language_choices(current_reader().language)])
        for name in ("country", "second_country", "third_country"):
            offer(self, name, _countries())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool((cleaned.get("text") or "").strip()) == bool(cleaned.get("file")):
            self.add_error("text", _("Paste the text, or choose a file: one of both."))
        return cleaned

    def described(self) -> Described:
        given = self.cleaned_data
        countries = dict.fromkeys(given[name] for name in ("country", "second_country", "third_country"))
        return Described(
            title=given["title"],
            publisher=given["publisher"],
            countries=tuple(code for code in countries if code),
            published_on=given["published_on"],
            language=given["language"],
            reference=given["reference"],
            topics=given["topics"],
            licence=given["licence"],
        )


class AsideForm(SentForm):
    why = forms.CharField(label=_("Why"), max_length=300)
    newer = forms.ChoiceField(label=_("A newer source replaces it"), required=False)

    def __init__(self, *args: Any, others: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "newer", [("", _("none")), *others])


class AgeForm(SentForm):
    months = AnyDigitsIntegerField(
        label=_("A source is old after so many months"), min_value=1, max_value=240, help_text=_("For the whole group.")
    )


class CaseForm(SentForm):
    case = forms.ChoiceField(label=_("Case"))

    def __init__(self, *args: Any, cases: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "case", cases)


class CiteForm(CaseForm):
    words = words(
        _("The words you quote"),
        rows=5,
        most=MOST_QUOTED,
        required=False,
        help_text=_("Shorten it to what you need; the words must stand in the paragraph as they are."),
    )


class ArgumentForm(SentForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    claim = forms.ChoiceField(label=_("Kind of claim"), choices=Argument.Claim.choices)
    country = forms.ChoiceField(label=_("Country"))
    text = words(
        _("Text that can be used again"), rows=10, help_text=_("Without names, or anything that says who it was.")
    )
    paragraphs = forms.MultipleChoiceField(label=_("It stands on"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, paragraphs: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", _countries())
        if paragraphs:
            offer(self, "paragraphs", paragraphs)
        else:
            del self.fields["paragraphs"]
