"""Sessions, events, drafts, reading back, questions."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SentForm, offer, words
from jiwar.foundation.languages.directions import endonym
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.languages.spoken import language_choices
from jiwar.lines.legal import words as legal_words
from jiwar.lines.legal.statements.actions import Reading, Sitting
from jiwar.lines.legal.statements.paragraphs import Paragraph, begun, changed
from jiwar.lines.legal.statements.wording import STAGES

OURS: Final = ("ar", "en", "fr")
"""Languages in which the declaration below a statement is there."""
_CIRCLE: Final = _("For the narrower circle only")
_NARROW: Final = _("Seen only by those who hold both the privileged and the protection-restricted part of this case.")


def _spoken(form: forms.Form, name: str) -> None:
    offer(form, name, [("", _("not said")), *language_choices(current_reader().language)])


class _Interpreted(forms.Form):
    """Who interpreted: one of us, or a name."""

    interpreter = forms.ChoiceField(label=_("Interpreter, if one of us"), required=False)
    interpreter_name = forms.CharField(label=_("Interpreter, if somebody else"), max_length=200, required=False)

    def offer_interpreters(self, members: Sequence[Choice]) -> None:
        offer(self, "interpreter", [("", _("none of us")), *members])


class SittingForm(_Interpreted):
    """How a session was."""

    place = forms.CharField(label=_("Where?"), max_length=200, required=False)
    present = words(_("Who was there?"), rows=2, most=1000, required=False)
    language = forms.ChoiceField(label=_("In which language?"))
    gender = forms.ChoiceField(
        label=_("Interpreter’s gender, if the person asked for it"),
        required=False,
        choices=[("", _("not asked for")), ("female", _("a woman")), ("male", _("a man"))],
    )
    breaks = forms.CharField(label=_("Breaks"), max_length=300, required=False)
    how = words(
        _("How was the person?"),
        rows=2,
        most=1000,
        required=False,
        help_text=_("In plain words, as one would tell a friend: tired, calm, wept at the end. No diagnosis."),
    )
    notes_agreed = forms.ChoiceField(
        label=_("Do they agree that notes are kept?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("yes")), ("no", _("no"))],
    )

    def __init__(self, *args: Any, members: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_interpreters(members)
        _spoken(self, "language")

    def sitting(self) -> Sitting:
        names = ("place", "present", "interpreter_name", "language", "gender", "breaks", "how", "notes_agreed")
        return Sitting(**{name: self.cleaned_data[name] for name in names})


class SessionForm(SittingForm, SentForm):
    held_on = CivilDateField(label=_("When?"))
    minutes = AnyDigitsIntegerField(label=_("Minutes"), min_value=1, max_value=1440)
    about = words(_("What was spoken about?"), rows=3, help_text=_("Privileged: a note of this case."))
    field_order = [
        "held_on", "minutes", "about", "place", "present", "language", "interpreter", "interpreter_name", "gender",
        "breaks", "how", "notes_agreed",
    ]  # fmt: skip


class CorrectSessionForm(SittingForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    field_order = [
        "place", "present", "language", "interpreter", "interpreter_name", "gender", "breaks", "how", "notes_agreed",
    ]  # fmt: skip


class EventForm(SentForm):
    """Something that happened. The narrower circle is offered to whoever is in it."""

    what = words(_("What happened?"), rows=4, most=8000, help_text=_("In their words, as far as you can."))
    said = forms.CharField(
        label=_("When, as they said it?"),
        max_length=200,
        required=False,
        help_text=_("‘after Ramadan 2019’, ‘when the rains began’: kept as it is. What can be read is put into days."),
    )
    calendar = forms.ChoiceField(label=_("Which calendar are its years of?"), required=False)
    other = forms.ChoiceField(
        label=_("If it counts from another event: which?"),
        required=False,
        help_text=_("For ‘two months after the wedding’."),
    )
    earliest = CivilDateField(label=_("Earliest day, set by you"), required=False)
    latest = CivilDateField(
        label=_("Latest day, set by you"),
        required=False,
        help_text=_("Where the words cannot be read, or say it too widely. An end nobody knows stays empty."),
    )
    place = forms.CharField(label=_("Where?"), max_length=300, required=False)
    stage = forms.ChoiceField(label=_("At which time?"), required=False, choices=list(STAGES.items()))
    step = forms.ChoiceField(label=_("Is it a step of the procedure?"), required=False)
    session = forms.ChoiceField(label=_("Told in which session?"), required=False)
    narrow = forms.BooleanField(label=_CIRCLE, required=False, help_text=_NARROW)

    def __init__(
        self, *args: Any, others: Sequence[Choice], sessions: Sequence[Choice], narrow: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(code, gettext(name)) for code, name in legal_words.CALENDARS.items()]
        offer(self, "calendar", [("", _("as the words say")), *known])
        offer(self, "other", [("", _("no other")), *others])
        offer(self, "session", [("", _("not said")), *sessions])
        offer(self, "step", [("", _("no")), *((kind.value, name) for kind, name in legal_words.EVENTS.items())])
        if not narrow:
            del self.fields["narrow"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        earliest, latest = cleaned.get("earliest"), cleaned.get("latest")
        if earliest and latest and latest < earliest:
            self.add_error("latest", _("The latest day is before the earliest."))
        return cleaned


class ChangeEventForm(EventForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class SeenOnlyForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class BeginForm(SentForm):
    title = forms.CharField(label=_("What is it?"), max_length=200, initial=_("Statement"))
    language = forms.ChoiceField(label=_("In which language is it written?"))
    fill = forms.BooleanField(label=_("Begin with the chronology, in its order"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(code, endonym(code)) for code in OURS]
        others = [pair for pair in language_choices(current_reader().language) if pair[0] not in OURS]
        offer(self, "language", [*own, (str(_("Another language")), others)])


class WriteForm(SentForm):
    """Two fields a paragraph: its text, and whether it is for the narrower circle; and room for more at the end."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, data: Mapping[str, Any] | None, *, paragraphs: Sequence[Paragraph], seen: int, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.paragraphs = list(paragraphs)
        self.fields["seen_version"].initial = seen
        for number, each in enumerate(paragraphs, start=1):
            text = words(_("Paragraph %(number)s") % {"number": number}, rows=4, required=False)
            text.initial = each.text
            text.widget.attrs["dir"] = "auto"
            self.fields[f"text_{each.id}"] = text
            self.fields[f"narrow_{each.id}"] = forms.BooleanField(label=_CIRCLE, required=False, initial=each.narrow)
        more = words(_("Go on here"), rows=8, required=False, help_text=_("An empty line begins a new paragraph."))
        more.widget.attrs["dir"] = "auto"
        self.fields["more"] = more
        self.fields["narrow_more"] = forms.BooleanField(label=_CIRCLE, required=False, help_text=_NARROW)

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For the page: text and circle of each paragraph, then of what is added."""
        names = [*(each.id for each in self.paragraphs)]
        return [(self[f"text_{name}"], self[f"narrow_{name}"]) for name in names] + [
            (self["more"], self["narrow_more"])
        ]

    def written(self) -> list[Paragraph]:
        data, found = self.cleaned_data, []
        for each in self.paragraphs:
            found += changed(each, data[f"text_{each.id}"], narrow=data[f"narrow_{each.id}"])
        return found + begun([(data["more"], data["narrow_more"])])


class ReadBackForm(_Interpreted, SentForm):
    read_on = CivilDateField(label=_("When was it read to the person?"))
    language = forms.ChoiceField(label=_("In which language?"))
    answer = forms.ChoiceField(
        label=_("What did they say?"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("yes, this is what I told")),
            ("corrections", _("with corrections")),
            ("not-yet", _("not confirmed yet")),
        ],
    )
    corrections = words(_("What did they correct?"), rows=4, required=False, help_text=_("In their words."))
    field_order = ["read_on", "language", "interpreter", "interpreter_name", "answer", "corrections"]

    def __init__(self, *args: Any, members: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_interpreters(members)
        _spoken(self, "language")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "corrections" and not cleaned.get("corrections", "").strip():
            self.add_error("corrections", _("Write what the person corrected."))
        return cleaned

    def reading(self) -> Reading:
        names = ("read_on", "language", "answer", "interpreter_name", "corrections")
        return Reading(**{name: self.cleaned_data[name] for name in names})


class AskForm(SentForm):
    text = words(_("What is to be asked, or what does not fit yet?"), rows=3, most=4000)
    entries = forms.MultipleChoiceField(
        label=_("About which events?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    document = forms.ChoiceField(label=_("About which document?"), required=False)

    def __init__(self, *args: Any, entries: Sequence[Choice], documents: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "entries", entries)
        offer(self, "document", [("", _("none")), *documents])
        if not entries:
            del self.fields["entries"]


class AnswerForm(forms.Form):
    answer = words(
        _("What was said to it, or why is it no question any more?"),
        rows=4,
        most=4000,
        help_text=_("In their words where they said something."),
    )
