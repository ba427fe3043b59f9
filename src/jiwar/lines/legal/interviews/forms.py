"""One question as a form; beginning and finishing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer
from jiwar.foundation.languages.directions import DESK_LANGUAGES, endonym
from jiwar.foundation.languages.fields import GivenDateField
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.instruments import Asks, Question, given_date, said
from jiwar.knowledge.instruments.questionnaires import LONGEST_TEXT, NO, YES


class StartForm(SentForm):
    person = forms.ChoiceField(label=_("With whom?"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("In which language are the questions read?"),
        widget=forms.RadioSelect,
        help_text=_("Any other language: through an interpreter, from yours."),
    )

    def __init__(self, *args: Any, people: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people)
        offer(self, "language", [(code, endonym(code)) for code in DESK_LANGUAGES])


class AnswerForm(SeenForm):
    """The field `answer` follows from the question; a note has none. `needed` off: going back with nothing typed."""

    def __init__(self, *args: Any, question: Question, language: str, before: Any, needed: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.question = question
        if question.asks is not Asks.NOTE:
            self.fields["answer"] = _field(question, language, before, required=question.required and needed)

    def value(self) -> Any:
        """Plain, as it is kept; None where it was left empty."""
        given = self.cleaned_data.get("answer")
        if isinstance(given, GivenDate):
            return given.as_plain()
        if isinstance(given, str):
            return given.strip() or None
        return given if given or given == 0 else None


def _field(question: Question, language: str, before: Any, *, required: bool) -> forms.Field:
    common: dict[str, Any] = {
        "label": said(question.texts, language),
        "help_text": said(question.help, language),
        "required": required,
        "initial": before,
    }
    choices = [(choice.id, said(choice.texts, language)) for choice in question.choices]
    match question.asks:
        case Asks.YES_NO:
            return forms.ChoiceField(choices=[(YES, _("Yes")), (NO, _("No"))], widget=forms.RadioSelect, **common)
        case Asks.ONE_OF:
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case Asks.MANY_OF:
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        case Asks.DATE:
            common["initial"] = given_date(before) if isinstance(before, dict) else None
            return GivenDateField(with_age=False, not_after_today=not question.ahead, **common)
        case Asks.NUMBER:
            return forms.IntegerField(min_value=0, max_value=999_999, **common)
        case _:
            area = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
            return forms.CharField(max_length=LONGEST_TEXT, widget=area, **common)


class FinishForm(SeenForm):
    """`letters`: there is something the letters of the case ask for too."""

    sheet = forms.BooleanField(
        label=_("Keep the sheet with the documents of the case"),
        required=False,
        initial=True,
        help_text=_("In the legal-privileged part."),
    )
    for_case = forms.BooleanField(
        label=_("Keep authority and numbers for the letters of the case"),
        required=False,
        initial=True,
        help_text=_("They are then asked for no more. Everybody who works on the case can read them."),
    )

    def __init__(self, *args: Any, letters: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not letters:
            del self.fields["for_case"]
