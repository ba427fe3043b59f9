"""The form of a letter: what the file does not know, and how the letter is to look."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, Final, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SentForm, offer
from jiwar.casework.people.models import Identifier
from jiwar.casework.people.parts import IdentifierGiven
from jiwar.foundation.languages.directions import endonym
from jiwar.lines.legal.letters import marks
from jiwar.lines.legal.letters.asked import ASKED, Shape
from jiwar.lines.legal.letters.catalogue import LetterKind
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED

CITED: Final = "cited"
LOOKS: Final = ("beside", "hijri", "office", "adviser", "compartment")


class LetterForm(SentForm):
    """Its fields follow from the letter. `lacks_paper`: the record of the person has no number yet."""

    paper_kind = forms.ChoiceField(
        label=_("Which paper of the person"), choices=Identifier.Kind.choices, required=False
    )
    paper_number = forms.CharField(
        label=_("Its number"),
        max_length=64,
        required=False,
        help_text=_("The person’s record has none yet; it is kept there."),
    )
    cited = forms.MultipleChoiceField(
        label=_("Put in what is cited for this case"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each as it was cited, with where it stands. What you tick is added to the text above."),
    )
    beside = forms.ChoiceField(
        label=_("A second language beside it"),
        required=False,
        help_text=_("So that the person can read what they sign, and the office what it gets."),
    )
    hijri = forms.BooleanField(label=_("The Hijri date beside the civil one"), required=False)
    office = forms.ChoiceField(label=_("Office in the head of the letter"), required=False)
    adviser = forms.ChoiceField(label=_("Who answers for it"))
    compartment = forms.ChoiceField(label=_("Who may see it?"), widget=forms.RadioSelect)

    def __init__(
        self,
        data: Any = None,
        *,
        kind: LetterKind,
        language: str,
        languages: Sequence[str],
        lacks_paper: bool,
        bases: Sequence[tuple[str, str]],
        offices: Sequence[Choice],
        team: Sequence[Choice],
        compartments: Sequence[Choice],
        cited: Sequence[Choice] = (),
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.kind = kind
        for name in kind.asks:
            self.fields[name] = ASKED[name].field()
        if not (lacks_paper and "paper" in kind.shows):
            del self.fields["paper_kind"], self.fields["paper_number"]
        others = [(code, endonym(code)) for code in languages if code != language]
        self._offer_or_leave_out("beside", [("", _("none")), *others])
        self._offer_or_leave_out("office", offices)
        self._offer_or_leave_out("basis", [("", _("none")), *bases])
        offer(self, "adviser", team)
        offer(self, "compartment", compartments)
        papers = [name for name in ("paper_kind", "paper_number") if name in self.fields]
        if kind.cites and cited:
            offer(self, CITED, cited)
        else:
            del self.fields[CITED]
        self.order_fields([*papers, *_with_cited(kind), *LOOKS])

    def _offer_or_leave_out(self, name: str, choices: Sequence[Choice]) -> None:
        """What leaves nothing to choose is not asked; what is asked of an office is which of several."""
        if name not in self.fields:
            return
        if len(choices) < 2:
            del self.fields[name]
        else:
            offer(self, name, choices)

    def answers(self) -> dict[str, Any]:
        """Raw, as they are kept."""
        given = {name: self.cleaned_data.get(name) for name in self.kind.asks}
        if chosen := self.cleaned_data.get(CITED):
            written = given[self.kind.cites] or ""
            new = [line for line in chosen if line not in written]
            given[self.kind.cites] = "\n".join(line for line in (written, *new) if line)
        return {name: _raw(value) for name, value in given.items() if value}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get(CITED) and cleaned.get("compartment") not in (None, LEGAL_PRIVILEGED.code):
            self.add_error(
                "compartment", _("What is cited can tell why somebody fled. Keep this letter in the privileged part.")
            )
        return cleaned

    def paper(self) -> IdentifierGiven | None:
        number = self.cleaned_data.get("paper_number", "")
        return IdentifierGiven(number, self.cleaned_data["paper_kind"]) if number else None


class SignForm(SentForm):
    """Drawn on the screen, or photographed; one of both."""

    drawn = forms.CharField(required=False, max_length=1_000_000, widget=forms.HiddenInput)
    picture = forms.FileField(
        label=_("A photo of the signature or the thumbprint"),
        required=False,
        max_length=2000,
        help_text=_("On white paper, by daylight. Where and when it was taken is not kept."),
    )
    how = forms.ChoiceField(
        label=_("How do they sign?"),
        widget=forms.RadioSelect,
        choices=[("signature", _("by signature")), ("thumbprint", _("by thumbprint"))],
        initial="signature",
    )
    witness = forms.CharField(
        label=_("Who watched?"),
        max_length=200,
        required=False,
        help_text=_("A thumbprint needs a witness. The name stands on the letter."),
    )
    understood = forms.BooleanField(
        label=_("The letter was read to the person in a language they understand, and they want to sign it")
    )

    def signed(self) -> dict[str, str]:
        return {name: self.cleaned_data[name].strip() for name in ("how", "witness")}

    def mark(self) -> bytes:
        """Raises `NotPossible`."""
        file = self.cleaned_data.get("picture")
        if file is not None:
            return bytes(file.read(marks.MOST + 1))
        return marks.from_drawing(self.cleaned_data.get("drawn", ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("drawn") and not cleaned.get("picture"):
            self.add_error("picture", _("Let the person sign on the screen, or add a photo."))
        if cleaned.get("how") == "thumbprint" and not cleaned.get("witness", "").strip():
            self.add_error("witness", _("Write who watched."))
        return cleaned


def _with_cited(kind: LetterKind) -> list[str]:
    """What is cited stands below the field it goes into."""
    return [name for asked in kind.asks for name in ((asked, CITED) if asked == kind.cites else (asked,))]


def _raw(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:%H:%M}" if isinstance(value, time) else value


def shown(kind: LetterKind, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Kept answers as the form begins with them."""
    return {name: _typed(ASKED[name].shape, answers[name]) for name in kind.asks if answers.get(name)}


def _typed(shape: Shape, value: Any) -> Any:
    if shape is Shape.DAY and isinstance(value, str):
        return date.fromisoformat(value)
    return time.fromisoformat(cast(str, value)) if shape is Shape.TIME else value
