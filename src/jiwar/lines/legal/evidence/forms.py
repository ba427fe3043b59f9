"""Forms of the register and of a bundle. What is stored is shown; ordering works without script."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer, words
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField, GivenDateField
from jiwar.lines.legal.evidence import words as known
from jiwar.lines.legal.evidence.actions import Described, Pick
from jiwar.lines.legal.evidence.queries import Shown
from jiwar.lines.legal.forms import WHY_UNSEEN

MOVED_TO: Final = tuple(pair for pair in known.HOLDERS.items() if pair[0] != known.NEVER)


class _Said(forms.Form):
    title = forms.CharField(
        label=_("What is it?"), max_length=200, help_text=_("As it stands in the index of a bundle.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=list(known.KINDS.items()))
    shows = words(_("What does it show?"), rows=3, most=4000, required=False)
    paper = forms.ChoiceField(
        label=_("Its file"), required=False, help_text=_("Add it to the documents of the case first.")
    )
    translated = forms.ChoiceField(label=_("File of its translation"), required=False)
    received_on = CivilDateField(label=_("When did we receive it?"), required=False)
    received_from = forms.CharField(label=_("From whom?"), max_length=200, required=False)
    received_how = forms.CharField(
        label=_("How?"), max_length=200, required=False, help_text=_("By hand, by post, as a photo by message.")
    )
    translation = forms.ChoiceField(label=_("Certified translation"), choices=list(known.TRANSLATION.items()))
    translated_by = forms.CharField(label=_("Translated by"), max_length=200, required=False)
    translated_on = CivilDateField(label=_("Translated on"), required=False)
    legalisation = forms.ChoiceField(label=_("Legalisation or apostille"), choices=list(known.LEGALISATION.items()))
    procedure = forms.ChoiceField(label=_("For which procedure?"), required=False)

    def offer_rows(self, documents: Sequence[Choice], procedures: Sequence[Choice]) -> None:
        offer(self, "paper", [("", _("none yet")), *documents])
        offer(self, "translated", [("", _("none yet")), *documents])
        if procedures:
            offer(self, "procedure", [("", _("the whole case")), *procedures])
        else:
            del self.fields["procedure"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("paper") and cleaned.get("paper") == cleaned.get("translated"):
            self.add_error("translated", _("This is the file of the paper itself. Choose that of the translation."))
        return cleaned

    def described(self, documents: dict[str, Any], procedures: dict[str, Any]) -> Described:
        data = self.cleaned_data
        plain = (
            "title", "kind", "shows", "received_on", "received_from", "received_how", "translation", "translated_by",
            "translated_on", "legalisation",
        )  # fmt: skip
        return Described(
            **{name: data[name] for name in plain},
            paper=documents.get(data["paper"]),
            translated=documents.get(data["translated"]),
            procedure=procedures.get(data.get("procedure", "")),
        )


class ExhibitForm(_Said, SentForm):
    holder = forms.ChoiceField(label=_("Who holds the original?"), choices=list(known.HOLDERS.items()))
    compartment = forms.ChoiceField(label=_("Who may see it?"), widget=forms.RadioSelect)
    field_order = [
        "title", "kind", "shows", "paper", "translated", "holder", "received_on", "received_from", "received_how",
        "translation", "translated_by", "translated_on", "legalisation", "procedure", "compartment",
    ]  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        documents: Sequence[Choice],
        procedures: Sequence[Choice],
        compartments: Sequence[Choice],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.offer_rows(documents, procedures)
        offer(self, "compartment", compartments)


class ChangeExhibitForm(_Said, SeenForm):
    def __init__(
        self, data: Any = None, *, documents: Sequence[Choice], procedures: Sequence[Choice], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.offer_rows(documents, procedures)


class MovedForm(SentForm):
    moved_on = CivilDateField(label=_("When?"))
    holder = forms.ChoiceField(label=_("Who has the original now?"), choices=list(MOVED_TO))
    who = forms.CharField(
        label=_("Who took it?"), max_length=200, required=False, help_text=_("The name of the person or the office.")
    )
    signed_by = forms.CharField(
        label=_("Who signed for it?"), max_length=200, required=False, help_text=_("Needed where it goes back.")
    )


class CheckForm(forms.Form):
    file = forms.FileField(
        label=_("The file you have"),
        required=False,
        max_length=2000,
        help_text=_("It is read, compared and forgotten."),
    )
    fingerprint = forms.CharField(label=_("Or its fingerprint (SHA-256)"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("file") and not cleaned.get("fingerprint", "").strip() and not self.errors:
            self.add_error("file", _("Choose a file, or write a fingerprint."))
        return cleaned


class FiledForm(SentForm):
    kind = forms.ChoiceField(label=_("What was done?"))
    when = GivenDateField(label=_("When was it handed in?"), with_age=False)
    why_unseen = words(_("Why without a second look?"), rows=2, most=4000, required=False, help_text=WHY_UNSEEN)

    def __init__(self, data: Any = None, *, kinds: Sequence[Choice], asks_why: bool, **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "kind", kinds)
        if not asks_why:
            del self.fields["why_unseen"]


class BundleForm(SentForm):
    """Beside what is said of the bundle, three fields an exhibit: whether it goes in, what of it, its place. One that
    a colleague added meanwhile has none of them, and stays out."""

    title = forms.CharField(
        label=_("What it is for"), max_length=200, help_text=_("Stands on the cover, in the language of the bundle.")
    )
    answers = forms.ChoiceField(
        label=_("For"), required=False, help_text=_("So that ‘filed’ can be recorded from the page of the bundle.")
    )
    language = forms.ChoiceField(label=_("Language of the bundle"))
    hijri = forms.BooleanField(label=_("The Hijri date beside the civil one"), required=False)
    authority = forms.CharField(label=_("Authority"), max_length=200, required=False)
    reference = forms.CharField(label=_("Their file number"), max_length=200, required=False)
    before = forms.RegexField(
        r"^[A-Za-z0-9-]{0,12}$",
        label=_("Before the page numbers"),
        required=False,
        help_text=_("Letters and digits; the number has six digits behind it."),
        error_messages={"invalid": _("Up to twelve Latin letters, digits or hyphens.")},
    )
    begins = AnyDigitsIntegerField(label=_("First page number"), min_value=1, max_value=900_000)
    office = forms.ChoiceField(label=_("Office in the head of the letter"), required=False)
    compartment = forms.ChoiceField(label=_("Who may see it?"), widget=forms.RadioSelect)

    def __init__(
        self,
        data: Any = None,
        *,
        exhibits: Sequence[Shown],
        answers: Sequence[Choice],
        languages: Sequence[Choice],
        offices: Sequence[Choice],
        compartments: Sequence[Choice],
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.exhibits = exhibits
        offer(self, "language", languages)
        offer(self, "compartment", compartments)
        self._offer_or_leave_out("answers", [("", _("only the case")), *answers])
        self._offer_or_leave_out("office", offices)
        for place, each in enumerate(exhibits, start=1):
            self._rows_of(each, place)

    def _offer_or_leave_out(self, name: str, choices: Sequence[Choice]) -> None:
        if len(choices) < 2:
            del self.fields[name]
        else:
            offer(self, name, choices)

    def _rows_of(self, each: Shown, place: int) -> None:
        key, said = each.row.id, {"label": each.label}
        self.fields[f"take_{key}"] = forms.BooleanField(
            label=_("Take exhibit %(label)s") % said, required=False, initial=True
        )
        self.fields[f"version_{key}"] = forms.ChoiceField(
            label=_("What of exhibit %(label)s") % said,
            choices=[(code, known.VERSIONS[code]) for code in each.versions],
            required=False,
            initial=each.versions[0],
        )
        self.fields[f"place_{key}"] = AnyDigitsIntegerField(
            label=_("Place of exhibit %(label)s") % said, min_value=1, max_value=999, required=False, initial=place
        )

    @property
    def said_fields(self) -> list[str]:
        return [name for name in self.fields if not name.startswith(("take_", "version_", "place_"))]

    def rows(self) -> list[tuple[Shown, Any, Any, Any]]:
        """In the order of their places as typed: each exhibit with its three fields."""
        found = [
            (each, self[f"take_{each.row.id}"], self[f"version_{each.row.id}"], self[f"place_{each.row.id}"])
            for each in self.exhibits
        ]
        return sorted(found, key=lambda row: _place(row[3].value()))

    def moved(self, order: str) -> dict[str, int]:
        """New places after 'up:<id>' or 'down:<id>'; what is typed beside stays."""
        ids = [str(row[0].row.id) for row in self.rows()]
        way, _colon, which = order.partition(":")
        if which in ids:
            at = ids.index(which)
            to = at - 1 if way == "up" else at + 1
            if 0 <= to < len(ids):
                ids[at], ids[to] = ids[to], ids[at]
        return {f"place_{key}": place for place, key in enumerate(ids, start=1)}

    def picks(self) -> tuple[Pick, ...]:
        taken = [row for row in self.rows() if self.cleaned_data[f"take_{row[0].row.id}"]]
        said = self.cleaned_data
        return tuple(Pick(each.row.id, said[f"version_{each.row.id}"] or each.versions[0]) for each, *_row in taken)


def _place(value: Any) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 999
