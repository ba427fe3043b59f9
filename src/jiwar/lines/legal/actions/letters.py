"""Making a letter: filled from the file, drawn, and kept as a sealed document of the case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jiwar.casework.cases import actions as on_cases
from jiwar.casework.cases import clock, rights
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.cases.receipts import once
from jiwar.casework.people import actions as on_people
from jiwar.casework.people import parts
from jiwar.casework.people import queries as people
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import IdentifierGiven, Identifiers
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, Compartment
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.models import Office
from jiwar.foundation.languages.directions import endonym
from jiwar.foundation.papers import drawing
from jiwar.foundation.papers.letter import Letter as Drawn
from jiwar.foundation.vault import files, scanning
from jiwar.lines.legal import kinds
from jiwar.lines.legal.letters import facts, marks
from jiwar.lines.legal.letters.asked import ASKED
from jiwar.lines.legal.letters.catalogue import LetterKind, letter_kind
from jiwar.lines.legal.letters.composing import compose
from jiwar.lines.legal.models import CaseAnswers, Letter

Made = TypeVar("Made")


@dataclass(frozen=True)
class Draft:
    """A letter as somebody fills it. `paper`: a number the file did not have; `after`: the version it replaces;
    `about`: which row of the file it prints, where it prints one."""

    kind: LetterKind
    languages: tuple[str, ...]
    person: Person
    answers: Mapping[str, Any]
    adviser: str
    office: Office | None = None
    hijri: bool = False
    paper: IdentifierGiven | None = None
    after: Letter | None = field(default=None, repr=False)
    about: str = ""

    @property
    def number(self) -> int:
        return self.after.number + 1 if self.after else 1


def drafted(viewer: Viewer, *, case: Case, draft: Draft) -> Drawn:
    """The letter as it would be now, for whoever the case stands open to."""
    policy.require(viewer, can.SEE_DESK, subject=case.subject, compartment=GENERAL)
    return _composed(raw_facts(viewer, case, draft), draft.kind, draft.languages, draft.number)


def make_letter(
    viewer: Viewer, *, case: Case, draft: Draft, compartment: Compartment = GENERAL, token: UUID | None = None
) -> Letter:
    """Draws it and keeps it with the case, and what was asked where it belongs. Raises `NotPossible`."""
    rights.to_work_on(viewer, case, compartment)
    raw = raw_facts(viewer, case, draft)
    # Drawing takes a second or two: it is over before the transaction begins.
    letter = _composed(raw, draft.kind, draft.languages, draft.number)
    content = _tried(lambda: drawing.pdf(letter))
    return _once(viewer, token, lambda: _keep(viewer, case, draft, compartment, raw, content))


def _keep(
    viewer: Viewer, case: Case, draft: Draft, compartment: Compartment, raw: dict[str, Any], content: bytes
) -> Letter:
    letter = Letter(
        case=case,
        subject_id=case.subject_id,
        compartment=compartment.code,
        thread=draft.after.thread if draft.after else uuid4(),
        number=draft.number,
        kind=draft.kind.code,
        languages=list(draft.languages),
        facts=raw,
        made_by=viewer.member,
    )
    _file(viewer, letter, content, _titled(draft.kind, draft.languages, draft.number))
    keep_asked(viewer, case, draft, compartment)
    about = {"kind": draft.kind.code, "number": draft.number}
    record(viewer, kinds.LETTER_MADE, subject=case.subject, compartment=compartment, row=letter, about=about)
    return letter


def keep_asked(viewer: Viewer, case: Case, draft: Draft, compartment: Compartment) -> None:
    """What was asked goes where it belongs, in the transaction that keeps the letter."""
    if compartment == GENERAL:
        _keep_answers(case, draft)
    _keep_paper(viewer, draft)


def _file(viewer: Viewer, letter: Letter, content: bytes, title: str) -> None:
    """The letter and its PDF among the documents of the case, in the same part of the file."""
    letter.document = on_cases.add_document(
        viewer,
        case=letter.case,
        chunks=[content],
        name=f"{letter.kind}.pdf",
        title=title,
        kind=Document.Kind.LETTER,
        language=letter.languages[0],
        original_with=Document.Original.NONE,
        compartment=compartment_of(letter.compartment),
    )
    letter.save()


def sign_letter(
    viewer: Viewer,
    *,
    letter: Letter,
    picture: bytes,
    signed: Mapping[str, str] | None = None,
    token: UUID | None = None,
) -> Letter:
    """The next version: the same letter with the mark of the person above their name. Raises `NotPossible`.

    The mark lies sealed beside the letter, in the same part of the file. `signed`: `how` (signature, thumbprint), and
    who was the `witness`; with them the day, and the fingerprint of what was read to the person, are kept.
    """
    case, compartment = letter.case, compartment_of(letter.compartment)
    rights.to_work_on(viewer, case, compartment)
    kind = letter_kind(letter.kind)
    if kind is None or "person" not in kind.signs:
        raise NotPossible(_("Nobody but us signs this letter: print it and sign it."))
    try:
        seen = scanning.examined([picture])
    except scanning.Refused as refused:
        raise NotPossible(refused.words) from refused
    mark, number = marks.as_mark(b"".join(seen.chunks)), letter.number + 1
    placed = marks.to_be_placed(mark)
    told = {"how": "signature", **(signed or {}), "on": clock.today().isoformat(), "of": letter.document.sha256}
    given = {**letter.facts, "signed": told}
    drawn = _composed(given, kind, letter.languages, number, placed)
    content = _tried(lambda: drawing.pdf(drawn))

    def make() -> Letter:
        row = Letter(
            case=case,
            subject_id=case.subject_id,
            compartment=letter.compartment,
            thread=letter.thread,
            number=number,
            kind=letter.kind,
            languages=letter.languages,
            facts=given,
            made_by=viewer.member,
        )
        row.mark = files.store(
            subject_id=case.subject_id,
            compartment=letter.compartment,
            chunks=[mark],
            name="mark.png",
            media_type="image/png",
        )
        title = _("%(letter)s, signed") % {"letter": _titled(kind, letter.languages, number)}
        _file(viewer, row, content, title)
        about = {"kind": kind.code, "number": number}
        record(viewer, kinds.LETTER_SIGNED, subject=case.subject, compartment=compartment, row=row, about=about)
        return row

    return _once(viewer, token, make)


def _once(viewer: Viewer, token: UUID | None, make: Callable[[], Letter]) -> Letter:
    try:
        with transaction.atomic():
            return once(viewer, token, Letter, make)
    except IntegrityError:
        raise NotPossible(
            _("A colleague has just made this version. Open the letter again and make the next.")
        ) from None


def _keep_answers(case: Case, draft: Draft) -> None:
    """Only what this letter asked; what it did not show stays as it was. They are there for everybody who works on the
    case, so none come from a letter in a guarded part."""
    asked = {name: draft.answers.get(name, "") for name in draft.kind.asks if name in ASKED and ASKED[name].of_case}
    if not asked:
        return
    Case.objects.select_for_update().get(id=case.id)
    row = CaseAnswers.objects.filter(case=case).first() or CaseAnswers(
        case=case, subject_id=case.subject_id, compartment=GENERAL.code
    )
    row.answers = {**row.answers, **asked}
    row.save()


def _keep_paper(viewer: Viewer, draft: Draft) -> None:
    """The number goes to the person's record, where the writer may mend it; else it is on the letter alone."""
    person = draft.person
    known = parts.identifiers(person)
    if draft.paper and not known.given and people.may_edit(viewer, person):
        given = Identifiers((draft.paper,))
        on_people.edit_identifiers(viewer, person=person, seen_version=person.version, identifiers=given)


def letter_as_text(viewer: Viewer, *, letter: Letter) -> bytes:
    """The letter as a text document (DOCX), made again of the facts it was made of."""
    compartment = compartment_of(letter.compartment)
    policy.require(viewer, can.WORK_ON_FILES, subject=letter.case.subject, compartment=compartment)
    kind = letter_kind(letter.kind)
    if kind is None:
        raise NotPossible(_("Letters of this kind are made no more."))
    drawn = _composed(letter.facts, kind, letter.languages, letter.number)
    record(viewer, kinds.LETTER_TAKEN, subject=letter.case.subject, compartment=compartment, row=letter)
    return _tried(lambda: drawing.word(drawn))


def pages_of(drawn: Drawn) -> list[bytes]:
    """Pictures of its pages. Raises `NotPossible`."""
    return _tried(lambda: drawing.pages(drawn)[1])


def _tried(draw: Callable[[], Made]) -> Made:
    try:
        return draw()
    except drawing.NotDrawn:
        raise NotPossible(
            _(
                "The letter could not be drawn. Shorten what was typed; if it stays so, ask the administrator to run "
                "jiwar doctor."
            )
        ) from None


def raw_facts(viewer: Viewer, case: Case, draft: Draft) -> dict[str, Any]:
    """Everything a letter prints, as it is kept with it."""
    file = facts.of_file(viewer, case, draft.person, draft.office, draft.adviser)
    if draft.paper and file["paper"] is None:
        file["paper"] = {"kind": draft.paper.kind, "number": draft.paper.number}
    file["basis"] = _basis(viewer, case, draft)
    answers = {name: draft.answers[name] for name in draft.kind.asks if draft.answers.get(name)}
    return {
        "file": file,
        "answers": answers,
        "hijri": draft.hijri,
        "person": str(draft.person.id),
        "about": draft.about,
    }


def _basis(viewer: Viewer, case: Case, draft: Draft) -> str:
    """The words of the chosen basis, kept with the letter: what is signed later says what was looked at."""
    chosen = draft.answers.get("basis")
    return dict(facts.bases(facts.happened_in(viewer, case))).get(chosen, "") if chosen else ""


def _composed(raw: Mapping[str, Any], kind: LetterKind, languages: Sequence[str], number: int, mark: str = "") -> Drawn:
    said = {name: raw[name] for name in ("file", "answers", "hijri")}
    signed = raw.get("signed")
    return compose(kind, languages=languages, number=number, mark=mark, signed=signed, **said)


def _titled(kind: LetterKind, languages: Sequence[str], number: int) -> str:
    named = _(", ").join(endonym(code) for code in languages)
    said = {"letter": kind.name, "languages": named, "number": number}
    return _("%(letter)s (%(languages)s), version %(number)s") % said
