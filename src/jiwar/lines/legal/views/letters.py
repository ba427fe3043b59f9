"""Making a letter: choose it, say what the file does not know, look at its pages, keep it."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.queries.page import people_on
from jiwar.casework.cases.views.opened import compartment_choices, look, look_to_work, team_choices
from jiwar.casework.people import parts
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.directions import endonym
from jiwar.foundation.papers.isolating import pieces
from jiwar.foundation.papers.letter import Column
from jiwar.foundation.papers.letter import Letter as Drawn
from jiwar.foundation.ui.downloads import to_be_saved
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.calendars import Calendar
from jiwar.lines.legal import actions
from jiwar.lines.legal.helping.queries import of_case as scopes_of
from jiwar.lines.legal.letters import facts, queries
from jiwar.lines.legal.letters.catalogue import LetterKind, letter_kind
from jiwar.lines.legal.letters.forms import LetterForm, SignForm, shown
from jiwar.lines.legal.models import Letter
from jiwar.lines.legal.own_templates import queries as own_templates
from jiwar.lines.legal.rights import KEEP_TEMPLATES, SIGN_FOR_GROUP
from jiwar.lines.legal.shelf.queries import citations
from jiwar.lines.legal.signing.queries import signatures_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(can.SIGNED_IN)
def letters(request: SignedInRequest, case: UUID) -> HttpResponse:
    """What can be made, what fits first; and what was made."""
    viewer, found = request.viewer, look(request.viewer, case)
    made = queries.letters_of(viewer, found)
    works = viewer.can(can.WORK_ON_FILES) and not found.is_closed
    people = people_on(viewer, found)
    speaks = _speaks(people[0].person) if people else ""
    offered = queries.offered(viewer, found, made, speaks) if works and people else []
    scopes = scopes_of(viewer, found) if offered else []
    context = {"case": found, "made": made, "offered": offered, "works": works, "people": people, "scopes": scopes}
    own = own_templates.offered(viewer, found) if offered else []
    context |= {"own": own, "keeps": viewer.can(KEEP_TEMPLATES)}
    context |= {"by_group": signatures_of(viewer, found), "may_sign": works and viewer.can(SIGN_FOR_GROUP)}
    return render(request, "legal/letters.html", context)


@page(can.WORK_ON_FILES)
def letter(request: SignedInRequest, case: UUID, kind: str) -> HttpResponse:
    """One letter to one person, in one language: `?language=`, `?person=`, and `?after=` for the next version."""
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    if found.is_closed:
        raise Http404
    known = _known(kind)
    if known.recorded:
        return redirect("legal:letters", case=found.id)
    making = Making(viewer, found, known, request.GET)
    form = making.form(request.POST or None)
    pictures: list[str] = []
    drawn: Drawn | None = None
    if request.method == "POST" and form.is_valid():
        draft = making.draft(form)
        try:
            if request.POST.get("do") == "keep":
                made = actions.make_letter(
                    viewer,
                    case=found,
                    draft=draft,
                    compartment=compartment_of(form.cleaned_data["compartment"]),
                    token=form.cleaned_data["token"],
                )
                messages.success(request, _("The letter is kept with the documents of the case."))
                return redirect("cases:document", case=found.id, document=made.document_id)
            drawn = actions.drafted(viewer, case=found, draft=draft)
            pictures = [b64encode(page).decode() for page in actions.pages_of(drawn)]
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
    status = 422 if form.errors else 200
    context = {
        **making.context(),
        "case": found,
        "form": form,
        "pictures": pictures,
        "said": [read_aloud(column) for column in drawn.columns] if drawn and pictures else [],
    }
    return render(request, "legal/letter.html", context, status=status)


@page(can.WORK_ON_FILES)
def word(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """The letter as a text document, for who must edit it."""
    row = queries.letter(request.viewer, letter)
    response = HttpResponse(actions.letter_as_text(request.viewer, letter=row), content_type=WORD)
    name = f"{row.case.written_number}-{row.document_id.hex[:6]}.docx"
    to_be_saved(response, disposition=f'attachment; filename="{name}"')
    return response


@page(can.WORK_ON_FILES)
def sign(request: SignedInRequest, letter: UUID) -> HttpResponse:
    """The person signs on the screen or with a photo of their thumb; the signed letter is the next version."""
    row = queries.letter(request.viewer, letter)
    kind = letter_kind(row.kind)
    if kind is None or "person" not in kind.signs or row.case.is_closed:
        raise Http404
    form = SignForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            token = form.cleaned_data["token"]
            signed = actions.sign_letter(
                request.viewer, letter=row, picture=form.mark(), signed=form.signed(), token=token
            )
            messages.success(request, _("The signed letter is kept with the documents of the case."))
            return redirect("cases:document", case=row.case_id, document=signed.document_id)
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
    context = {"letter": row, "case": row.case, "kind": kind, "form": form}
    return render(request, "legal/sign.html", context, status=422 if form.errors else 200)


def _known(code: str) -> LetterKind:
    kind = letter_kind(code)
    if kind is None:
        raise Http404
    return kind


def _speaks(person: Person) -> str:
    return next((spoken.code for spoken in parts.languages(person).spoken), "")


class Making:
    """What the address asks for, checked against what there is for this viewer."""

    def __init__(
        self, viewer: Viewer, case: Case, kind: LetterKind, asked: QueryDict, languages: list[str] | None = None
    ) -> None:
        self.viewer, self.case, self.kind = viewer, case, kind
        self.people = people_on(viewer, case)
        self.after = self._after(asked.get("after", ""))
        self.person = self._person(asked.get("person", ""))
        self.languages = languages or queries.in_order(viewer, kind, _speaks(self.person))
        usual = self.after.languages[0] if self.after else self.languages[0]
        self.language = asked.get("language", usual)
        if self.language not in self.languages:
            raise Http404
        self.happened = facts.happened_in(viewer, case)
        self.offices = queries.offices()

    def _after(self, asked: str) -> Letter | None:
        if not asked:
            return None
        try:
            found = queries.letter(self.viewer, UUID(asked))
        except ValueError:
            raise Http404 from None
        if found.case_id != self.case.id or found.kind != self.kind.code:
            raise Http404
        return found

    def _person(self, asked: str) -> Person:
        wanted = asked or (self.after.facts["person"] if self.after else "")
        found = next((each.person for each in self.people if str(each.person.id) == wanted), None)
        if found is None and (wanted or not self.people):
            raise Http404
        return found or self.people[0].person

    def form(self, data: Mapping[str, Any] | None) -> LetterForm:
        compartments = compartment_choices(self.viewer, self.case)
        return LetterForm(
            data,
            kind=self.kind,
            language=self.language,
            languages=self.languages,
            lacks_paper=not parts.identifiers(self.person).given,
            bases=facts.bases(self.happened),
            offices=[(str(office.id), office.name) for office in self.offices],
            team=self._team(),
            compartments=compartments,
            cited=self._cited(),
            initial=self._begins_with(compartments),
        )

    def _cited(self) -> list[tuple[str, str]]:
        """None where the privileged part is closed to the viewer, or the letter has no place for it."""
        lines = [each.line for each in citations(self.viewer, self.case)] if self.kind.cites else []
        return [(line, line) for line in lines]

    def _team(self) -> list[tuple[str, str]]:
        own = (str(self.viewer.member.id), self.viewer.account.name)
        return [own, *(each for each in team_choices(self.case) if each != own)]

    def _begins_with(self, compartments: list[tuple[str, Any]]) -> dict[str, Any]:
        """The case's answers, what the procedures know, and what the version before said."""
        before = self.after.facts if self.after else {}
        offered = [code for code, _label in compartments]
        kept = self.after.compartment if self.after else offered[0]
        arabic = self.language == "ar"
        return {
            **{name: value for name, value in facts.known_answers(self.happened).items() if value},
            **shown(self.kind, queries.answers_of(self.viewer, self.case)),
            **shown(self.kind, before.get("answers", {})),
            "hijri": before.get("hijri", arabic or self.viewer.account.calendar == Calendar.HIJRI),
            "beside": self.after.languages[1] if self.after and len(self.after.languages) > 1 else "",
            "compartment": kept if kept in offered else offered[0],
        }

    def draft(self, form: LetterForm) -> actions.Draft:
        data = form.cleaned_data
        chosen = data.get("office") or (str(self.offices[0].id) if self.offices else "")
        return actions.Draft(
            kind=self.kind,
            languages=tuple(code for code in (self.language, data.get("beside")) if code),
            person=self.person,
            answers=form.answers(),
            adviser=dict(self._team())[data["adviser"]],
            office=next((office for office in self.offices if str(office.id) == chosen), None),
            hijri=data["hijri"],
            paper=form.paper(),
            after=self.after,
        )

    def context(self) -> dict[str, Any]:
        address = reverse("legal:letter", args=[self.case.id, self.kind.code])
        return {
            "kind": self.kind,
            "after": self.after,
            "names": facts.names_of(self.person),
            "here": f"{address}?{self._query(self.language, self.person)}",
            "in_languages": [
                (f"{address}?{self._query(code, self.person)}", endonym(code), code == self.language)
                for code in self.languages
            ],
            "for_people": [
                (f"{address}?{self._query(self.language, each.person)}", each.name, each.person.id == self.person.id)
                for each in self.people
            ],
        }

    def people_of(self, path: str) -> dict[str, Any]:
        """For a page that makes a letter in one language."""
        people = [
            (f"{path}?person={each.person.id}", each.name, each.person.id == self.person.id) for each in self.people
        ]
        return {"for_people": people, "here": f"{path}?person={self.person.id}"}

    def _query(self, language: str, person: Person) -> str:
        query = QueryDict(mutable=True)
        query.update({"language": language, "person": str(person.id)})
        if self.after:
            query["after"] = str(self.after.id)
        return query.urlencode()


def read_aloud(column: Column) -> dict[str, Any]:
    """The text of a column for who cannot see its picture: sentences, each in its pieces."""
    facts_said = (f"{term}: {said}" for term, said in column.facts)
    body = (line for said in column.body for line in said)
    signed = (line for each in column.signed for line in (f"{each.role}: {each.name}", *each.notes))
    lines = [*column.to, column.dated, column.title, column.subject, column.opening, *facts_said, *body]
    lines += [column.closing, *signed]
    said = [list(pieces(line.removeprefix("# "))) for line in lines if line]
    return {"language": column.language, "direction": column.direction, "lines": said}


__all__ = ["Making", "letter", "letters", "read_aloud", "sign", "word"]
