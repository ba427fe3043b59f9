"""The group's templates, one of them, and a letter made of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.views.opened import look_to_work
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.languages.directions import endonym
from jiwar.foundation.ui.downloads import to_be_saved
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import known, words
from jiwar.lines.legal.letters.catalogue import LETTERS
from jiwar.lines.legal.own_templates import actions, queries
from jiwar.lines.legal.own_templates.forms import TemplateForm
from jiwar.lines.legal.own_templates.names import KNOWN
from jiwar.lines.legal.rights import KEEP_TEMPLATES
from jiwar.lines.legal.views.letters import Making


@page(KEEP_TEMPLATES)
def all_templates(request: SignedInRequest) -> HttpResponse:
    steps = {step for kind in LETTERS for step in kind.after}
    form = TemplateForm(
        request.POST or None,
        request.FILES or None,
        packs=[(each.id, each.title) for part in known.nearest(request.viewer.group) for each in part],
        steps=[(step.value, words.EVENTS[step]) for step in EventKind if step in steps],
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        content = data.pop("file").read()
        try:
            row = actions.add_template(request.viewer, content=content, **data)
            messages.success(request, _("Kept. Try it with the invented person; then it is offered."))
            return redirect("legal:own-template", template=row.id)
        except NotPossible as refusal:
            form.add_error("file", str(refusal.words))
    context = {"form": form, "templates": queries.templates(), "known": KNOWN.items(), "endonym": endonym}
    return render(request, "legal/own_templates.html", context, status=422 if form.errors else 200)


@page(KEEP_TEMPLATES)
def one(request: SignedInRequest, template: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.template(template)
    try:
        if request.POST.get("do") == "try":
            response = HttpResponse(actions.try_template(viewer, template=row), content_type=actions.WORD)
            to_be_saved(response, disposition='attachment; filename="tried.docx"')
            return response
        if request.POST.get("do") == "retire":
            actions.retire_template(viewer, template=row)
            messages.success(request, _("It is offered no more. Letters made of it stay."))
            return redirect("legal:own-templates")
    except NotPossible as refusal:
        messages.error(request, str(refusal.words))
    fields = [(name, KNOWN[name]) for name in row.fields]
    context = {"template": row, "fields": fields, "language": endonym(row.language)}
    return render(request, "legal/own_template.html", context)


@page(can.WORK_ON_FILES)
def fill(request: SignedInRequest, case: UUID, template: UUID) -> HttpResponse:
    """A letter made of it; `?person=`."""
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    row = queries.template(template)
    if found.is_closed or not row.in_use:
        raise Http404
    making = Making(viewer, found, queries.kind_of(row), request.GET, languages=[row.language])
    form = making.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_of_template(
                viewer,
                case=found,
                template=row,
                draft=making.draft(form),
                compartment=compartment_of(form.cleaned_data["compartment"]),
                token=form.cleaned_data["token"],
            )
            messages.success(request, _("The letter is kept with the documents of the case."))
            return redirect("cases:document", case=found.id, document=made.document_id)
        except NotPossible as refusal:
            form.add_error(None, str(refusal.words))
    context: dict[str, Any] = {**making.people_of(request.path), "case": found, "form": form, "template": row}
    return render(request, "legal/own_template_fill.html", context, status=422 if form.errors else 200)
