"""The screen, the decision, and what was agreed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SentForm, offer, words
from jiwar.foundation.languages.directions import endonym
from jiwar.foundation.languages.fields import CivilDateField
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.languages.spoken import language_choices
from jiwar.knowledge.instruments import Answer, Help
from jiwar.lines.legal.helping.actions import LETTER_LANGUAGES, Told
from jiwar.lines.legal.helping.criteria import ANSWERS, QUESTIONS, Asked
from jiwar.lines.legal.kinds_of_help import HELPS


def _spoken(form: forms.Form, name: str) -> None:
    offer(form, name, [("", _("not said")), *language_choices(current_reader().language)])


class ScreenForm(SentForm):
    """Two fields a criterion: the answer, and why."""

    def __init__(self, *args: Any, criteria: list[Asked], before: dict[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for each in criteria:
            code = each.criterion.id
            answer, reason = before.get(code, (Answer.UNKNOWN.value, ""))
            self.fields[f"answer_{code}"] = forms.ChoiceField(
                label=str(QUESTIONS[code]),
                choices=[(known.value, label) for known, label in ANSWERS.items()],
                widget=forms.RadioSelect,
                required=False,
                initial=answer,
                help_text=each.note,
            )
            self.fields[f"reason_{code}"] = forms.CharField(
                label=_("Why"), max_length=600, required=False, initial=reason
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for each in self.criteria:
            code = each.criterion.id
            if cleaned.get(f"answer_{code}") == Answer.NO and not cleaned.get(f"reason_{code}", "").strip():
                self.add_error(f"reason_{code}", _("Write a reason wherever the answer is no."))
        return cleaned

    def answers(self) -> dict[str, tuple[Answer, str]]:
        data = self.cleaned_data
        codes = [each.criterion.id for each in self.criteria]
        return {code: (Answer(data[f"answer_{code}"] or Answer.UNKNOWN), data[f"reason_{code}"]) for code in codes}


class DecisionForm(SentForm):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    outcome = forms.ChoiceField(label=_("What do we do?"), widget=forms.RadioSelect)
    reasons = words(
        _("Reasons"), rows=3, most=4000, help_text=_("Privileged: only those with the legal-privileged part read it.")
    )
    override = words(
        _("Why otherwise than suggested?"),
        rows=2,
        most=2000,
        required=False,
        help_text=_("Needed where you decide otherwise; a second adviser looks at it. Privileged."),
    )
    told_how = words(
        _("How was the person told?"), rows=2, most=1000, help_text=_("Face to face, by telephone; what they said.")
    )
    told_language = forms.ChoiceField(label=_("In which language?"))
    interpreter = forms.CharField(label=_("Through which interpreter?"), max_length=200, required=False)
    self_help = words(
        _("What can they do themselves? What did we give them?"),
        rows=2,
        most=2000,
        required=False,
        help_text=_("Needed with a refusal."),
    )
    referral = words(
        _("Where else were they sent?"), rows=2, most=2000, required=False, help_text=_("Needed with a refusal.")
    )
    field_order = [
        "outcome", "reasons", "override", "told_how", "told_language", "interpreter", "self_help", "referral",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "outcome", [(each.value, label) for each, label in HELPS.items()])
        _spoken(self, "told_language")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == Help.REFUSAL:
            for name in ("self_help", "referral"):
                if not cleaned.get(name, "").strip():
                    self.add_error(name, _("Needed with a refusal."))
        return cleaned

    def told(self) -> Told:
        data = self.cleaned_data
        return Told(data["told_how"], data["told_language"], data["interpreter"], data["self_help"], data["referral"])


class SecondForm(forms.Form):
    word = words(_("What do you think of it?"), rows=3, most=2000, help_text=_("Privileged."))


class ScopeForm(SentForm):
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        help_text=_("In any other language it is read out through an interpreter, from yours."),
    )
    does = words(_("What we do"), rows=4, most=4000, help_text=_("In the language of the letter, one thing a line."))
    does_not = words(_("What we do not do"), rows=3, most=4000, help_text=_("In the language of the letter."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(code, endonym(code)) for code in LETTER_LANGUAGES]
        others = [pair for pair in language_choices(current_reader().language) if pair[0] not in LETTER_LANGUAGES]
        offer(self, "language", [*own, (str(_("Another language, through an interpreter")), others)])


class AgreedForm(forms.Form):
    agreed_on = CivilDateField(label=_("When was it explained and agreed?"))
    how = forms.ChoiceField(
        label=_("How did they agree?"),
        widget=forms.RadioSelect,
        choices=[("paper", _("on paper: signed, or with a thumbprint")), ("aloud", _("aloud, having heard it all"))],
    )
    document = forms.ChoiceField(
        label=_("The signed paper"), required=False, help_text=_("Add it to the documents of the case first.")
    )
    interpreter = forms.CharField(label=_("Who interpreted?"), max_length=200, required=False)
    interpreter_language = forms.ChoiceField(label=_("Into which language?"), required=False)

    def __init__(self, *args: Any, documents: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "document", [("", _("none")), *documents])
        _spoken(self, "interpreter_language")


class EndForm(forms.Form):
    ended_on = CivilDateField(label=_("When?"))
    reason = words(_("Who ended it, and why?"), rows=3, most=2000)


class CriteriaForm(forms.Form):
    """Which criteria the group asks."""

    def __init__(self, *args: Any, criteria: list[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [each.criterion.id for each in criteria]
        for each in criteria:
            code = each.criterion.id
            self.fields[f"asked_{code}"] = forms.BooleanField(
                label=str(QUESTIONS[code]), required=False, initial=each.asked
            )
            self.fields[f"note_{code}"] = forms.CharField(
                label=_("What our advisers should know of it"), max_length=300, required=False, initial=each.note
            )

    def chosen(self) -> dict[str, tuple[bool, str]]:
        data = self.cleaned_data
        return {code: (data[f"asked_{code}"], data[f"note_{code}"]) for code in self.codes}
