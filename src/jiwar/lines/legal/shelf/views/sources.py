"""Finding, reading, adding and setting aside."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal.rights import USE_SHELF
from jiwar.lines.legal.shelf import actions, queries, reading
from jiwar.lines.legal.shelf.forms import AgeForm, AsideForm, FindForm, SourceForm

FORM = "legal/shelf_form.html"


def address(source_id: UUID) -> str:
    return reverse("legal:source", kwargs={"source": source_id})


@page(USE_SHELF)
def shelf(request: SignedInRequest) -> HttpResponse:
    """Without words: what is there, the newest first."""
    viewer, form = request.viewer, FindForm(request.GET if "q" in request.GET else None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    typed = asked.get("q", "").strip()
    found = queries.search(viewer, typed, country=asked["country"]) if typed else []
    listed = queries.sources(viewer)
    if asked.get("country"):
        listed = listed.filter(countries__contains=f" {asked['country']} ")
    context = {
        "form": form,
        "typed": typed,
        "found": found,
        "most": queries.MOST_FOUND,
        "months": queries.months(viewer),
        "is_old": queries.age(viewer),
        "page": None if typed else page_of(request, listed, by=("-published_on", "-id")),
    }
    return render(request, "legal/shelf.html", context)


@page(USE_SHELF)
def source(request: SignedInRequest, source: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.source(request.viewer, source)
    context = {
        "source": row,
        "page": page_of(request, row.paragraphs.all(), by=("position",), size=100),
        "arguments": queries.arguments_on(viewer, row),
        "used": queries.usages(viewer),
        "months": queries.months(viewer),
        "is_old": queries.age(viewer),
    }
    return render(request, "legal/source.html", context)


@page(USE_SHELF)
def add(request: SignedInRequest) -> HttpResponse:
    form = SourceForm(request.POST or None, request.FILES or None)

    def act(cleaned: dict[str, Any]) -> str:
        text = reading.text_of(cleaned["file"].chunks()) if cleaned["file"] else cleaned["text"]
        row = actions.add_source(request.viewer, described=form.described(), text=text, token=cleaned["token"])
        return address(row.id)

    context = {
        "title": _("Put a source on the shelf"),
        "submit": _("Put it on the shelf"),
        "back": reverse("legal:shelf"),
        "uploads": True,
    }
    return save(request, form, act, template=FORM, context=context)


@page(USE_SHELF)
def aside(request: SignedInRequest, source: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.source(request.viewer, source)
    others = list(queries.replacements(viewer, row))
    form = AsideForm(request.POST or None, others=[(str(each.id), each.title) for each in others])

    def act(cleaned: dict[str, Any]) -> str:
        newer = next((each for each in others if str(each.id) == cleaned["newer"]), None)
        actions.set_source_aside(viewer, source=row, why=cleaned["why"], newer=newer)
        return address(row.id)

    context = {"title": _("Set aside: %(title)s") % {"title": row.title}, "submit": _("Set aside")}
    return save(request, form, act, template=FORM, context={**context, "back": address(row.id)})


@page(USE_SHELF)
def age(request: SignedInRequest) -> HttpResponse:
    form = AgeForm(request.POST or None, initial={"months": queries.months(request.viewer)})

    def act(cleaned: dict[str, Any]) -> str:
        actions.set_age(request.viewer, months=cleaned["months"])
        messages.success(request, _("Kept."))
        return reverse("legal:shelf")

    context = {"title": _("When is a source old?"), "submit": _("Save"), "back": reverse("legal:shelf")}
    return save(request, form, act, template=FORM, context=context)
