"""Citing into a case, what is cited there, and arguments with where they were used."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases.models import Case
from jiwar.casework.cases.views.opened import look
from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.countries import country_name
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import kinds
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED, USE_SHELF
from jiwar.lines.legal.shelf import actions, queries
from jiwar.lines.legal.shelf.forms import ArgumentForm, ArgumentsForm, CaseForm, CiteForm
from jiwar.lines.legal.shelf.views.sources import FORM, address


def _cases(viewer: Viewer) -> tuple[list[tuple[str, str]], dict[str, Case]]:
    found = queries.cases_to_cite_in(viewer)
    return [(str(case.id), name) for case, name in found], {str(case.id): case for case, _name in found}


@page(USE_SHELF)
def cite(request: SignedInRequest, paragraph: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.paragraph(request.viewer, paragraph)
    choices, rows = _cases(viewer)
    form = CiteForm(request.POST or None, cases=choices, initial={"words": row.text[: actions.MOST_QUOTED]})

    def act(cleaned: dict[str, Any]) -> str:
        case = rows[cleaned["case"]]
        actions.cite(viewer, paragraph=row, case=case, words=cleaned["words"], token=cleaned["token"])
        messages.success(request, _("Cited. It stands with the case."))
        return reverse("legal:citations", kwargs={"case": case.id})

    context = {
        "title": _("Cite into a case"),
        "submit": _("Cite"),
        "back": address(row.source_id),
        "source": row.source,
        "number": row.number,
        "old": queries.age(viewer)(row.source),
        "months": queries.months(viewer),
    }
    return save(request, form, act, template=FORM, context=context)


@page(USE_SHELF)
def citations(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look(request.viewer, case)
    policy.require(viewer, can.SIGNED_IN, subject=found.subject, compartment=LEGAL_PRIVILEGED)
    record(viewer, kinds.CITATIONS_SEEN, subject=found.subject, compartment=LEGAL_PRIVILEGED)
    context = {
        "case": found,
        "cited": queries.citations(viewer, found),
        "arguments": queries.arguments_in(viewer, found),
        "months": queries.months(viewer),
    }
    return render(request, "legal/citations.html", context)


@page(USE_SHELF)
@require_POST
def drop(request: SignedInRequest, citation: UUID) -> HttpResponse:
    row = queries.citation(request.viewer, citation)
    back = reverse("legal:citations", kwargs={"case": row.case_id})
    return do(request, lambda: actions.drop_citation(request.viewer, citation=row), back)


@page(USE_SHELF)
def arguments(request: SignedInRequest) -> HttpResponse:
    """By kind of claim and country, or those that worked, as far as the viewer's files tell."""
    viewer, used = request.viewer, queries.usages(request.viewer)
    language = current_reader().language
    countries = [(code, country_name(code, language)) for code in queries.argued_countries(viewer)]
    form = ArgumentsForm(request.GET or None, countries=countries)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    worked = [each for each, usage in used.items() if usage.worked] if asked.get("worked") else None
    rows = queries.arguments(viewer, claim=asked.get("claim", ""), country=asked.get("country", ""), among=worked)
    context = {"form": form, "page": page_of(request, rows, by=("title", "id")), "used": used}
    return render(request, "legal/arguments.html", context)


@page(USE_SHELF)
def argument(request: SignedInRequest, argument: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.argument(request.viewer, argument)
    context = {
        "argument": row,
        "standing": queries.standing_on(row),
        "usage": queries.usage(viewer, row),
        "months": queries.months(viewer),
    }
    return render(request, "legal/argument.html", context)


@page(USE_SHELF)
def write(request: SignedInRequest) -> HttpResponse:
    """`?on=` a source offers its paragraphs to stand on."""
    viewer = request.viewer
    offered = queries.to_stand_on(viewer, request.GET.get("on", ""))
    choices = [(str(each.id), f"§ {each.number} · {each.text[:160]}") for each in offered]
    form = ArgumentForm(request.POST or None, paragraphs=choices)

    def act(cleaned: dict[str, Any]) -> str:
        chosen = set(cleaned.pop("paragraphs", ()))
        on = [each for each in offered if str(each.id) in chosen]
        row = actions.add_argument(viewer, paragraphs=on, **cleaned)
        return reverse("legal:argument", kwargs={"argument": row.id})

    context = {"title": _("Write an argument"), "submit": _("Save"), "back": reverse("legal:arguments")}
    return save(request, form, act, template=FORM, context=context)


@page(USE_SHELF)
def use(request: SignedInRequest, argument: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.argument(request.viewer, argument)
    choices, rows = _cases(viewer)
    form = CaseForm(request.POST or None, cases=choices)
    back = reverse("legal:argument", kwargs={"argument": row.id})

    def act(cleaned: dict[str, Any]) -> str:
        actions.use_argument(viewer, argument=row, case=rows[cleaned["case"]])
        return back

    context = {"title": _("In which case was it used?"), "submit": _("Save"), "back": back}
    return save(request, form, act, template=FORM, context=context)


@page(USE_SHELF)
@require_POST
def argument_aside(request: SignedInRequest, argument: UUID) -> HttpResponse:
    row = queries.argument(request.viewer, argument)
    actions.set_argument_aside(request.viewer, argument=row)
    return redirect("legal:arguments")
