"""Choosing words, answering, an address, and a native speaker's word."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jiwar.casework.cases.forms.sent import SeenForm, SentForm, offer
from jiwar.knowledge.phrases import HOSTS, LONGEST, TONGUES, Wording, faults_of
from jiwar.knowledge.phrases.recall import Grade
from jiwar.lines.learning.models import OwnDeck
from jiwar.lines.learning.phrases import words
from jiwar.lines.learning.phrases.decking import Written, faults_in_words
from jiwar.lines.learning.phrases.importing import BYTES
from jiwar.lines.learning.phrases.queries import DeckShown
from jiwar.lines.learning.phrases.studying import DAYS

_ANSWERS = [(grade.value, grade.name) for grade in Grade]


class StudyForm(forms.Form):
    learned = forms.ChoiceField(label=_("Which language is learned?"))
    own = forms.ChoiceField(
        label=_("In which language is it explained?"),
        help_text=_("The one the learner knows best. Not every word is there in every language."),
    )
    decks = forms.MultipleChoiceField(label=_("Which words?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, decks: list[DeckShown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "learned", tongues(HOSTS))
        offer(self, "own", tongues(TONGUES))
        offer(self, "decks", [(each.code, _named(each)) for each in decks])


class AnswerForm(forms.Form):
    card = forms.CharField(max_length=80)
    grade = forms.TypedChoiceField(choices=_ANSWERS, coerce=lambda given: Grade(int(given)))
    seen = forms.IntegerField(min_value=0)


class LinkForm(forms.Form):
    days = forms.TypedChoiceField(label=_("For how long?"), coerce=int, initial=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "days",
            [(str(days), ngettext("%(days)s day", "%(days)s days", days) % {"days": days}) for days in DAYS],
        )


class WordingForm(forms.Form):
    """As somebody who speaks the language says it."""

    text = forms.CharField(label=_("The word or phrase"), max_length=LONGEST)
    said = forms.CharField(
        label=_("How it is said, in Latin letters"),
        max_length=LONGEST,
        required=False,
        help_text=_("For who does not read this script yet."),
    )
    example = forms.CharField(label=_("An example"), max_length=LONGEST, required=False)
    native = forms.BooleanField(label=_("I speak this language as my own, and this is right."))

    def __init__(self, *args: Any, tongue: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tongue = tongue

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for fault in faults_of(self.tongue, self.wording()):
                self.add_error(None, str(words.FAULTS[fault]))
        return cleaned

    def wording(self) -> Wording:
        data = self.cleaned_data
        return Wording(data["text"], data["said"], data["example"], confirmed=True)


def _named(deck: DeckShown) -> str:
    """One of the group's own says between which languages it stands."""
    if not deck.learned:
        return deck.title
    return f"{deck.title} ({words.tongue_in_words(deck.learned)} – {words.tongue_in_words(deck.own)})"


def tongues(codes: Any) -> list[tuple[str, str]]:
    """In the order of the reader's alphabet."""
    return sorted(((code, words.tongue_in_words(code)) for code in codes), key=lambda pair: pair[1].casefold())


class BetweenForm(forms.Form):
    """Which two languages a shipped deck is looked at in; sent with the address, so a look can be kept."""

    learned = forms.ChoiceField(label=_("Learned"))
    own = forms.ChoiceField(label=_("Explained in"))

    def __init__(self, *args: Any, said: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "learned", tongues(said))
        offer(self, "own", tongues(said))


class DeckForm(SentForm):
    name = forms.CharField(
        label=_("What is it called?"), max_length=80, help_text=_("Everybody in the group reads it. No names, no case.")
    )
    learned = forms.ChoiceField(label=_("Which language is learned?"))
    own = forms.ChoiceField(label=_("In which language is it explained?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "learned", tongues(TONGUES))
        offer(self, "own", tongues(TONGUES))


class WordForm(forms.Form):
    text = forms.CharField(label=_("The word or phrase"), max_length=LONGEST)
    meaning = forms.CharField(label=_("What it means"), max_length=LONGEST)
    said = forms.CharField(label=_("How it is said, in Latin letters"), max_length=LONGEST, required=False)
    example = forms.CharField(label=_("An example"), max_length=LONGEST, required=False)
    icon = forms.ChoiceField(label=_("A picture"), required=False)

    def __init__(self, *args: Any, deck: OwnDeck, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deck = deck
        offer(self, "icon", [("", _("none")), *words.ICONS.items()])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for fault in faults_in_words(self.written(), self.deck):
                self.add_error(None, fault)
        return cleaned

    def written(self) -> Written:
        data = self.cleaned_data
        return Written(data["text"], data["meaning"], data["said"], data["example"], data["icon"])


class MendForm(WordForm, SeenForm):
    """A word that stands there."""


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("The sheet"),
        max_length=2000,
        help_text=_("XLSX, ODS or CSV. Columns in this order: word, meaning, how it is said, an example."),
    )
    headed = forms.BooleanField(label=_("The first row names the columns"), required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > BYTES:
            raise forms.ValidationError(_("This file is too large."))
        return file
