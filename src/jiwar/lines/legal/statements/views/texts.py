"""Drafts: begun, written on, compared, read back, printed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.views.opened import frame
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.directions import endonym
from jiwar.foundation.ui.downloads import to_be_saved
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal.models import Statement, StatementVersion
from jiwar.lines.legal.rights import TAKE_STATEMENTS
from jiwar.lines.legal.statements import actions, paper, queries, rights, wording
from jiwar.lines.legal.statements.differences import differences
from jiwar.lines.legal.statements.forms import OURS, BeginForm, ReadBackForm, WriteForm
from jiwar.lines.legal.statements.paragraphs import Paragraph
from jiwar.lines.legal.statements.queries import Text
from jiwar.lines.legal.statements.views.sessions import address, circle, member_choices, members, seen

PDF = "application/pdf"


def _opened(viewer: Viewer, statement_id: UUID) -> tuple[Statement, Case]:
    row = queries.statement(viewer, statement_id)
    case = seen(viewer, row.case_id)
    row.case = case
    return row, case


def _seen(text: Text, number: str | None) -> StatementVersion:
    """The version a form was written on; the newest where it names one that never was."""
    return next((each for each in text.versions if str(each.number) == number), text.latest)


def _chosen(text: Text, asked: str | None) -> StatementVersion:
    return text.version(int(asked)) if asked and asked.isdecimal() and len(asked) < 6 else text.latest


@page(TAKE_STATEMENTS)
def begin(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, seen(request.viewer, case)
    rights.to_see_whole(viewer, found)
    form = BeginForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        filled = actions.from_chronology(viewer, found, cleaned["language"]) if cleaned["fill"] else []
        row = actions.begin_statement(
            viewer,
            case=found,
            title=cleaned["title"],
            language=cleaned["language"],
            paragraphs=filled,
            token=cleaned["token"],
        )
        return paper.address(row)

    return save(request, form, act, context=frame(found, _("Begin a draft"), _("Begin"), back=address(found)))


@page(can.SEE_DESK)
def text(request: SignedInRequest, statement: UUID) -> HttpResponse:
    """The latest version, or `?version=`; with how it was read back."""
    viewer = request.viewer
    row, case = _opened(viewer, statement)
    whole = queries.text(viewer, row)
    version = _chosen(whole, request.GET.get("version"))
    context = {
        "case": case,
        "text": whole,
        "version": version,
        "paragraphs": queries.paragraphs_of(viewer, case, version),
        "read_backs": [(each, wording.ANSWERS[each.answer]) for each in whole.read_backs.get(version.id, [])],
        "is_latest": version == whole.latest,
        "papers": [(code, endonym(code)) for code in OURS],
        **circle(viewer, case),
    }
    return render(request, "legal/statement.html", context)


@page(can.SEE_DESK)
def compare(request: SignedInRequest, statement: UUID) -> HttpResponse:
    """What differs between `?from=` and `?to=`; at first between the last two."""
    viewer = request.viewer
    row, case = _opened(viewer, statement)
    whole = queries.text(viewer, row)
    after = _chosen(whole, request.GET.get("to"))
    usual = str(max(after.number - 1, 1))
    before = _chosen(whole, request.GET.get("from") or usual)
    old, new = (queries.paragraphs_of(viewer, case, version) for version in (before, after))
    context = {
        "case": case,
        "text": whole,
        "before": before,
        "after": after,
        "changes": differences(old, new),
        **circle(viewer, case),
    }
    return render(request, "legal/statement_differences.html", context)


@page(TAKE_STATEMENTS)
def write(request: SignedInRequest, statement: UUID) -> HttpResponse:
    """The next version. Whoever was quicker is not overwritten: both texts come together in the form."""
    viewer = request.viewer
    row, case = _opened(viewer, statement)
    rights.to_see_whole(viewer, case)
    whole = queries.text(viewer, row)
    shown = _seen(whole, request.POST.get("seen_version"))
    form = WriteForm(request.POST or None, paragraphs=queries.paragraphs_of(viewer, case, shown), seen=shown.number)
    merged = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_version(
                viewer,
                statement=row,
                paragraphs=form.written(),
                seen=form.cleaned_data["seen_version"],
                token=form.cleaned_data["token"],
            )
            return redirect(paper.address(row))
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
        except Stale:
            form, merged = _merged(viewer, queries.text(viewer, row), form, request.POST), True
    context = {
        "case": case, "text": whole, "form": form, "merged": merged, "back": paper.address(row), **circle(viewer, case)
    }  # fmt: skip
    return render(request, "legal/statement_write.html", context, status=422 if request.method == "POST" else 200)


def _merged(viewer: Viewer, whole: Text, form: WriteForm, sent: Mapping[str, Any]) -> WriteForm:
    """What a colleague wrote meanwhile, with what was typed here where the writer had changed something."""
    stored = queries.paragraphs_of(viewer, whole.row.case, whole.latest)
    before = {each.id: each for each in form.paragraphs}
    together = [*stored, *_only_here(form, stored)]
    data = {**{name: str(value) for name, value in sent.items()}, "seen_version": str(whole.latest.number)}
    for each in stored:
        was = before.get(each.id)
        untouched = was is None or form.cleaned_data[f"text_{each.id}"].strip() == was.text.strip()
        if untouched:
            data[f"text_{each.id}"] = each.text
        if each.narrow:
            data[f"narrow_{each.id}"] = "on"
    return WriteForm(data, paragraphs=together, seen=whole.latest.number)


def _only_here(form: WriteForm, stored: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs the colleague took away and the writer had changed."""
    kept = {each.id for each in stored}
    return [
        each
        for each in form.paragraphs
        if each.id not in kept and form.cleaned_data[f"text_{each.id}"].strip() not in {"", each.text.strip()}
    ]


@page(TAKE_STATEMENTS)
def read_back(request: SignedInRequest, statement: UUID) -> HttpResponse:
    """The latest version, or `?version=`, was read to the person."""
    viewer = request.viewer
    row, case = _opened(viewer, statement)
    rights.to_see_whole(viewer, case)
    version = _chosen(queries.text(viewer, row), request.GET.get("version"))
    version.statement = row
    known = members()
    form = ReadBackForm(request.POST or None, members=member_choices(known), initial={"read_on": clock.today()})

    def act(cleaned: dict[str, Any]) -> str:
        actions.read_back(
            viewer,
            version=version,
            reading=form.reading(),
            interpreter=known.get(cleaned["interpreter"]),
            token=cleaned["token"],
        )
        return f"{paper.address(row)}?version={version.number}"

    title = _("Version %(number)s was read to the person") % {"number": version.number}
    return save(request, form, act, context=frame(case, title, _("Keep it"), back=paper.address(row)))


@page(TAKE_STATEMENTS)
def on_paper(request: SignedInRequest, statement: UUID) -> HttpResponse:
    """A version as PDF, with the declarations in `?language=`. Made when asked for, and kept nowhere."""
    viewer = request.viewer
    row, case = _opened(viewer, statement)
    rights.to_see_whole(viewer, case)
    whole = queries.text(viewer, row)
    version = _chosen(whole, request.GET.get("version"))
    language = request.GET.get("language", "")
    try:
        content = paper.printed(viewer, whole, version, language if language in OURS else paper.usual(row))
    except NotPossible as refusal:
        context = {"case": case, "text": whole, "why": str(refusal.words), "back": paper.address(row)}
        return render(request, "legal/statement_not_drawn.html", context, status=422)
    response = HttpResponse(content, content_type=PDF)
    name = f"{case.written_number}-{row.id.hex[:6]}-{version.number}.pdf"
    to_be_saved(response, disposition=f'attachment; filename="{name}"')
    return response
