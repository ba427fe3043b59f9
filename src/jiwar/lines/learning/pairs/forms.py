"""What a member offers, what a learner wishes, time together, the end of a pair."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SentForm, offer, words
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField
from jiwar.knowledge.levels import Level
from jiwar.knowledge.pairing import Kind
from jiwar.lines.learning.pairs import wording
from jiwar.lines.learning.pairs.given import WHOM, Offered, Wished
from jiwar.lines.learning.progress.forms import not_ahead
from jiwar.lines.learning.words import LEVELS, languages

_SEVERAL = forms.CheckboxSelectMultiple


class WhenForm(SentForm):
    """What offer and wish have in common."""

    times = forms.MultipleChoiceField(label=_("When?"), widget=_SEVERAL)
    places = forms.MultipleChoiceField(label=_("Where?"), widget=_SEVERAL)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "times", wording.times())
        offer(self, "places", wording.places())


class OfferForm(WhenForm):
    kinds = forms.MultipleChoiceField(label=_("As what?"), choices=list(wording.KINDS.items()), widget=_SEVERAL)
    languages = forms.MultipleChoiceField(label=_("In which languages?"), widget=_SEVERAL)
    levels = forms.MultipleChoiceField(
        label=_("At which levels?"),
        choices=list(LEVELS.items()),
        required=False,
        widget=_SEVERAL,
        help_text=_("Nothing ticked: at any."),
    )
    woman = forms.ChoiceField(
        label=_("Some learners would rather learn with a woman, or with a man. You are"),
        choices=[("", _("rather not said")), ("woman", wording.WHOM["woman"]), ("man", wording.WHOM["man"])],
        required=False,
        widget=forms.RadioSelect,
    )
    room_for = AnyDigitsIntegerField(label=_("With how many people at most?"), min_value=1, max_value=20)

    def __init__(self, *args: Any, known: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "languages", known)

    def offered(self) -> Offered:
        data = self.cleaned_data
        return Offered(
            kinds=[Kind(each) for each in data["kinds"]],
            languages=data["languages"],
            levels=[Level(each) for each in data["levels"]],
            times=data["times"],
            places=data["places"],
            woman=WHOM.get(data["woman"]),
            room_for=data["room_for"],
        )


class WishForm(WhenForm):
    kind = forms.ChoiceField(label=_("Whom are they looking for?"), choices=list(wording.KINDS.items()))
    language = forms.ChoiceField(label=_("Language"))
    level = forms.ChoiceField(label=_("Level"), choices=list(LEVELS.items()))
    whom = forms.ChoiceField(
        label=_("They would like to learn with"),
        choices=list(wording.WHOM.items()),
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", languages())

    def wished(self) -> Wished:
        data = self.cleaned_data
        return Wished(
            kind=Kind(data["kind"]),
            language=data["language"],
            level=Level(data["level"]),
            times=data["times"],
            places=data["places"],
            whom=data["whom"],
        )


class TimeForm(SentForm):
    day = CivilDateField(label=_("Day"), validators=[not_ahead])
    minutes = AnyDigitsIntegerField(label=_("Minutes"), min_value=5, max_value=600)


class EndPairForm(SentForm):
    said = words(_("Why does it end?"), rows=2, most=500, required=False, help_text=_("Nothing of the learner’s case."))


class PairForm(forms.Form):
    offer = forms.UUIDField()
