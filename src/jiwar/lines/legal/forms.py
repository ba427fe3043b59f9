"""Forms of the legal line. Every field that is stored is shown; the date takes four calendars."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.languages.fields import CivilDateField, GivenDateField
from jiwar.knowledge.procedures import VOCABULARY, EventKind, HowNotified, Need, Pack, Proof, Rule, ToWhom
from jiwar.lines.legal import words
from jiwar.lines.legal.models import ProcedureEvent
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.recorded import Recorded

PRINTED = "printed_"
WHY_UNSEEN = _(
    "It is recorded in any case. As nobody said ‘go’, whoever supervises is told that it was filed. Leave it empty "
    "where it was filed before we had this procedure."
)


class TokenForm(forms.Form):
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)


class OpenForm(TokenForm):
    """Pack and tracks in one choice: `tr:regular`."""

    tracks = forms.MultipleChoiceField(
        label=_("Which procedure"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several may run side by side. Where it is not known yet, take the general one."),
    )
    note = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Seen by everyone who works on the case."),
    )

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("tracks").choices = track_choices(pack)

    def _choices(self, name: str) -> forms.MultipleChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # declared so above
        return field


class TracksForm(OpenForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, pack=pack, **kwargs)
        del self.fields["note"]


class EventForm(TokenForm):
    """One event of a procedure; its fields follow from its kind. For a correction, `row` is what it corrects."""

    when = GivenDateField(
        label=_("When"),
        with_age=False,
        help_text=_("As it stands on the paper or as the person said it. If only the month is known, write the month."),
    )
    how_notified = forms.ChoiceField(label=_("How it reached the person"), required=False)
    to_whom = forms.ChoiceField(label=_("Who received it"), required=False)
    proof = forms.ChoiceField(label=_("Proof of the date in the file"), required=False)
    type_uncertain = forms.BooleanField(
        label=_("It is not certain which kind of decision this is"),
        required=False,
        help_text=_("Then the shortest time limit of the country is shown as a precaution."),
    )
    about = forms.MultipleChoiceField(
        label=_("It concerns only"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Leave empty when it concerns all of them."),
    )
    note = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Seen by everyone who works on the case."),
    )
    why_unseen = forms.CharField(
        label=_("Why without a second look?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=WHY_UNSEEN,
    )
    remark = forms.CharField(
        label=_("Remark for the legal team"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Privileged: only those with the legal-privileged part of this file read it."),
    )

    def __init__(
        self,
        *args: Any,
        kind: EventKind,
        rules: tuple[Rule, ...],
        concerned: tuple[Rule, ...],
        privileged: bool,
        row: ProcedureEvent | None = None,
        asks_why: bool = False,
        **kwargs: Any,
    ) -> None:
        if row is not None:
            kwargs.setdefault("initial", _initial(row))
        super().__init__(*args, **kwargs)
        self.kind, self.rules, self.concerned = kind, rules, concerned
        needs = VOCABULARY[kind].needs
        self._date().not_after_today = not VOCABULARY[kind].may_lie_ahead
        self._choose("how_notified", words.HOW_NOTIFIED, wanted=Need.HOW_NOTIFIED in needs)
        self._choose("to_whom", words.TO_WHOM, wanted=Need.TO_WHOM in needs)
        self._choose("proof", words.PROOF, wanted=Need.PROOF in needs)
        if not VOCABULARY[kind].notification:
            del self.fields["type_uncertain"]
        self._about(concerned, wanted=Need.ABOUT in needs or (row is not None and bool(row.details.get("about"))))
        if Need.PRINTED_DATE in needs and row is None:
            self._printed()
        if not asks_why:
            del self.fields["why_unseen"]
        if not privileged:
            del self.fields["remark"]

    def _date(self) -> GivenDateField:
        field = self.fields["when"]
        assert isinstance(field, GivenDateField)  # noqa: S101  # declared so above
        return field

    def _choose(self, name: str, known: dict[Any, Any], *, wanted: bool) -> None:
        field = self.fields[name]
        if not wanted or not isinstance(field, forms.ChoiceField):
            del self.fields[name]
            return
        field.choices = [("", _("not said")), *((code.value, label) for code, label in known.items())]

    def _about(self, concerned: tuple[Rule, ...], *, wanted: bool) -> None:
        field = self.fields["about"]
        if not wanted or len(concerned) < 2 or not isinstance(field, forms.MultipleChoiceField):
            del self.fields["about"]
            return
        field.choices = [(rule.id, phrase(rule.action)) for rule in concerned]

    def _printed(self) -> None:
        """Beside each deadline this event starts, the last day its letter prints, if it prints one."""
        for rule in self.rules:
            self.fields[f"{PRINTED}{rule.id}"] = CivilDateField(
                label=phrase(rule.action), required=False, help_text=_("Last day as printed on the letter, if any.")
            )

    @property
    def offered(self) -> frozenset[str]:
        """The deadlines that 'it concerns only' offers on this page."""
        return frozenset(rule.id for rule in self.concerned) if "about" in self.fields else frozenset()

    @property
    def printed_fields(self) -> list[str]:
        return [name for name in self.fields if name.startswith(PRINTED)]

    def recorded(self) -> Recorded:
        data = self.cleaned_data
        return Recorded(
            kind=self.kind,
            given=data["when"],
            how_notified=HowNotified(data["how_notified"]) if data.get("how_notified") else None,
            to_whom=ToWhom(data["to_whom"]) if data.get("to_whom") else None,
            proof=Proof(data["proof"]) if data.get("proof") else None,
            about=tuple(data.get("about") or ()),
            type_certain=not data.get("type_uncertain", False),
        )

    def printed(self) -> dict[str, date]:
        found = {name.removeprefix(PRINTED): self.cleaned_data.get(name) for name in self.printed_fields}
        return {rule: day for rule, day in found.items() if day}


class PrintedForm(forms.Form):
    day = CivilDateField(label=_("Last day as printed"))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Kept with the file.")
    )


class ClosingForm(ReasonForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


def track_choices(pack: Pack) -> list[tuple[str, Any]]:
    return [(track.id, phrase(track.label)) for track in pack.tracks]


def _initial(row: ProcedureEvent) -> dict[str, Any]:
    was = Recorded.of(row)
    return {
        "when": was.given,
        "how_notified": was.how_notified.value if was.how_notified else "",
        "to_whom": was.to_whom.value if was.to_whom else "",
        "proof": was.proof.value if was.proof else "",
        "type_uncertain": not was.type_certain,
        "about": list(was.about),
        "note": row.note,
    }
