"""Asking for a course, answering a place, leaving a class."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SentForm, offer, words
from jiwar.lines.learning.places.wishes import Wishes
from jiwar.lines.learning.words import DROPPED, ENDINGS, PARTS_OF_DAY, SCRIPTS, WAYS


class AskForm(SentForm):
    """What the rules for places read, and nothing else. No word of why somebody is here."""

    person = forms.ChoiceField(label=_("Who wants to learn?"))
    course = forms.ChoiceField(label=_("Which course?"))
    scripts = forms.MultipleChoiceField(
        label=_("In which scripts do they read?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: they learn to read and write first. The teacher sees this."),
    )
    parts = forms.MultipleChoiceField(
        label=_("When can they come?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: at any time."),
    )
    ways = forms.MultipleChoiceField(label=_("How?"), widget=forms.CheckboxSelectMultiple)
    needs_childcare = forms.BooleanField(label=_("Somebody has to look after their children meanwhile"), required=False)
    only_with_women = forms.BooleanField(label=_("Only in a class for women"), required=False)

    def __init__(self, *args: Any, people: list[Choice], courses: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people)
        offer(self, "course", courses)
        offer(self, "scripts", SCRIPTS.items())
        offer(self, "parts", PARTS_OF_DAY.items())
        offer(self, "ways", WAYS.items())

    def wishes(self) -> Wishes:
        said = self.cleaned_data
        return Wishes(said["only_with_women"], said["needs_childcare"], tuple(said["ways"]), tuple(said["parts"]))


class AnswerForm(SentForm):
    answer = forms.ChoiceField(
        label=_("What did they say?"),
        widget=forms.RadioSelect,
        choices=[
            ("accept", _("They take it")),
            ("decline", _("Not this class: they keep waiting, with all their days")),
        ],
    )
    words = forms.CharField(
        label=_("Why not?"), max_length=300, required=False, help_text=_("Only what matters for another class.")
    )


class WhyForm(SentForm):
    why = words(_("Why?"), rows=2, most=300, required=False)


class OutsideForm(SentForm):
    """A place outside of the order."""

    learner = forms.ChoiceField(label=_("Who?"))
    why = words(
        _("Why outside of the order?"),
        rows=2,
        most=300,
        help_text=_("It stays with the place: others wait. Nothing about a case or about health."),
    )

    def __init__(self, *args: Any, learners: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "learner", learners)


class TransferForm(SentForm):
    to = forms.ChoiceField(label=_("Into which class?"), help_text=_("Those of this language with a free place."))
    words = words(_("Why?"), rows=2, most=300, required=False)

    def __init__(self, *args: Any, classes: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", classes)


class EndForm(SentForm):
    how = forms.ChoiceField(label=_("How did it end?"), widget=forms.RadioSelect)
    words = words(
        _("In a few words"),
        rows=2,
        most=300,
        required=False,
        help_text=_("Nothing about a case or about health. The caseworker is asked to find out what would help."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "how", [(code, ENDINGS[code]) for code in ("finished", *DROPPED)])
