"""Guided interviews: choose one, one question a screen, look at what came of it, finish, print."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock, rights
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.forms.sent import SeenForm
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.views.opened import frame, look, look_to_work, people_choices
from jiwar.casework.cases.views.saving import save
from jiwar.casework.people import parts
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.models import Group
from jiwar.foundation.languages.directions import DESK_LANGUAGES, direction, endonym
from jiwar.foundation.languages.reader import Reader, current_reader, reading_as
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.instruments import Interview, Question, interview, interviews, next_open, path, said
from jiwar.lines.legal import kinds
from jiwar.lines.legal.interviews import actions, queries
from jiwar.lines.legal.interviews.filling import for_letters, known_of
from jiwar.lines.legal.interviews.forms import AnswerForm, FinishForm, StartForm
from jiwar.lines.legal.interviews.queries import Held
from jiwar.lines.legal.interviews.sheets import on_paper, sheet_of
from jiwar.lines.legal.letters.queries import ARABIC_SPOKEN
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED


@page(can.WORK_ON_FILES)
def of_case(request: SignedInRequest, case: UUID) -> HttpResponse:
    """What can be asked, and what was."""
    viewer, found = request.viewer, look(request.viewer, case)
    policy.require(viewer, can.WORK_ON_FILES, subject=found.subject, compartment=LEGAL_PRIVILEGED)
    language = current_reader().language
    offered = [(each.id, said(each.titles, language), said(each.about, language)) for each in interviews()]
    lines = _lines(queries.of_case(viewer, found))
    context = {"case": found, "offered": offered, "lines": lines, "works": not found.is_closed}
    return render(request, "legal/interviews.html", context)


def _lines(rows: list[Held]) -> list[tuple[Held, str]]:
    language = current_reader().language
    return [(each, said(each.of.titles, language) if each.of else each.row.kind) for each in rows]


@page(can.WORK_ON_FILES)
def start(request: SignedInRequest, case: UUID, interview_kind: str) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    rights.to_work_on(viewer, found, LEGAL_PRIVILEGED)
    of = interview(interview_kind)
    if of is None:
        raise Http404
    choices, people = people_choices(viewer, found)
    first = next(iter(people.values()), None)
    initial = {"person": str(first.id) if first else "", "language": _speaks(first)}
    form = StartForm(request.POST or None, people=choices, initial=initial)

    def act(cleaned: dict[str, Any]) -> str:
        row = actions.start_interview(
            viewer,
            case=found,
            kind=of,
            person=people.get(cleaned["person"]),
            language=cleaned["language"],
            token=cleaned["token"],
        )
        return reverse("legal:interview", args=[row.id])

    title = said(of.titles, current_reader().language)
    return save(request, form, act, context=frame(found, title, _("Begin"), back=_of(found)))


def _speaks(person: Any) -> str:
    spoken = parts.languages(person).spoken if person is not None else ()
    codes = ("ar" if each.code in ARABIC_SPOKEN else each.code for each in spoken)
    return next((code for code in codes if code in DESK_LANGUAGES), current_reader().language)


def _of(case: Case) -> str:
    return reverse("legal:interviews", args=[case.id])


@page(can.WORK_ON_FILES)
def one(request: SignedInRequest, interview: UUID) -> HttpResponse:
    """The question `?at=`, else the first that is open; at the end, what came of it."""
    viewer, held = request.viewer, queries.held(request.viewer, interview)
    of = held.of
    if of is None or held.row.finished_at is not None or held.row.case.is_closed:
        return redirect("legal:interview_end", interview=held.row.id)
    question = _asked(of, held, request.GET.get("at", ""))
    if question is None:
        return redirect("legal:interview_end", interview=held.row.id)
    going_back = request.POST.get("do") == "back"
    form = _form(request, held, question, needed=not going_back)
    if request.method == "POST" and form.is_valid():
        try:
            if not (going_back and form.value() is None):
                actions.answer(
                    viewer,
                    held=held.row,
                    question=question.id,
                    value=form.value(),
                    seen_version=form.cleaned_data["seen_version"],
                )
            return HttpResponseRedirect(_beside(queries.held(viewer, interview), of, question, back=going_back))
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
        except Stale as stale:
            _say_changed(form, request, stale.now)
    if request.method == "GET":
        record(viewer, kinds.INTERVIEW_SEEN, subject=held.row.case.subject, compartment=LEGAL_PRIVILEGED, row=held.row)
    return _question_page(request, held, of, question, form)


def _say_changed(form: SeenForm, request: SignedInRequest, now: int) -> None:
    """What was typed stays; sending it again counts against the row as it is now."""
    form.data = request.POST.copy()
    form.data["seen_version"] = str(now)
    form.add_error(None, _("A colleague changed this meanwhile. Look at it as it is now, then send yours again."))


def _asked(of: Interview, held: Held, at: str) -> Question | None:
    asked = path(of, held.row.answers)
    if not at:
        return next_open(of, held.row.answers)
    found = next((each for each in asked if each.id == at), None)
    if found is None:
        raise Http404
    return found


def _form(request: SignedInRequest, held: Held, question: Question, *, needed: bool) -> AnswerForm:
    row = held.row
    before = row.answers.get(question.id)
    if question.id not in row.answers:
        person = queries.person_of(request.viewer, row)
        before = known_of(request.viewer, row.case, person, row.language, question)
    with reading_as(_reader(request.viewer.group, row.language)):
        return AnswerForm(
            request.POST or None,
            question=question,
            language=row.language,
            before=before,
            needed=needed,
            initial={"seen_version": row.version},
        )


def _reader(group: Group, language: str) -> Reader:
    return Reader(language, digits=group.digits if language == "ar" else "latn", months=group.months)


def _beside(held: Held, of: Interview, question: Question, *, back: bool) -> str:
    """The address of the question before or after this one, on the path as it is now."""
    asked = [each.id for each in path(of, held.row.answers)]
    here = reverse("legal:interview", args=[held.row.id])
    at = (asked.index(question.id) if question.id in asked else 0) + (-1 if back else 1)
    if at < 0:
        return _of(held.row.case)
    if at >= len(asked):
        return reverse("legal:interview_end", args=[held.row.id]) if next_open(of, held.row.answers) is None else here
    return f"{here}?at={asked[at]}"


def _question_page(
    request: SignedInRequest, held: Held, of: Interview, question: Question, form: AnswerForm
) -> HttpResponse:
    row = held.row
    asked = [each.id for each in path(of, row.answers)]
    fresh = question.id not in row.answers
    context = {
        "case": row.case,
        "form": form,
        "title": said(of.titles, current_reader().language),
        "text": said(question.texts, row.language),
        "help": said(question.help, row.language),
        "language": row.language,
        "direction": direction(row.language),
        "here": f"{reverse('legal:interview', args=[row.id])}?at={question.id}",
        "number": asked.index(question.id) + 1,
        "of": len(asked),
        "from_file": fresh and "answer" in form.fields and form.fields["answer"].initial is not None,
        "back": _of(row.case),
    }
    return render(request, "legal/interview.html", context, status=422 if form.errors else 200)


@page(can.WORK_ON_FILES)
def end(request: SignedInRequest, interview: UUID) -> HttpResponse:
    """All answers, each to be changed; then finish."""
    viewer, held = request.viewer, queries.held(request.viewer, interview)
    row, of = held.row, held.of
    if of is None:
        raise Http404
    letters = bool(for_letters(of, row.answers))
    form = FinishForm(request.POST or None, letters=letters, initial={"seen_version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            _finish(request, held, of, form)
            messages.success(request, _("The interview is finished."))
            return redirect("legal:interview_end", interview=row.id)
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
        except Stale as stale:
            _say_changed(form, request, stale.now)
    record(viewer, kinds.INTERVIEW_SEEN, subject=row.case.subject, compartment=LEGAL_PRIVILEGED, row=row)
    context = {
        "case": row.case,
        "row": row,
        "form": form,
        "sheet": sheet_of(viewer, row, of, clock.today()),
        "left": next_open(of, row.answers) is not None,
        "open": row.finished_at is None and not row.case.is_closed,
        "back": _of(row.case),
    }
    return render(request, "legal/interview_end.html", context, status=422 if form.errors else 200)


def _finish(request: SignedInRequest, held: Held, of: Interview, form: FinishForm) -> None:
    viewer, row, data = request.viewer, held.row, form.cleaned_data
    drawn = None
    if data["sheet"]:
        with reading_as(_reader(viewer.group, row.language)):
            drawn = on_paper(viewer, row.case, sheet_of(viewer, row, of, clock.today()), clock.today())
    actions.finish_interview(
        viewer, held=row, seen_version=data["seen_version"], for_case=data.get("for_case", False), sheet=drawn
    )


@page(can.WORK_ON_FILES)
def paper(request: SignedInRequest, interview: UUID) -> HttpResponse:
    """The sheet to be printed, in the language of the interview or another of ours."""
    viewer, held = request.viewer, queries.held(request.viewer, interview)
    row, of = held.row, held.of
    language = request.GET.get("language", row.language)
    if of is None or language not in DESK_LANGUAGES:
        raise Http404
    record(viewer, kinds.INTERVIEW_SEEN, subject=row.case.subject, compartment=LEGAL_PRIVILEGED, row=row)
    here = reverse("legal:interview_paper", args=[row.id])
    tabs = [(f"{here}?language={code}", endonym(code), code == language) for code in DESK_LANGUAGES]
    context = {"case": row.case, "back": reverse("legal:interview_end", args=[row.id]), "in_languages": tabs}
    with reading_as(_reader(viewer.group, language)):
        sheet = sheet_of(viewer, row, of, clock.today())
        return render(request, "legal/interview_paper.html", {**context, "sheet": sheet, "today": clock.today()})
