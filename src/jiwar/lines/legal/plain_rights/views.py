"""'Know your rights' of a pack, and of the procedure of a case in the person's language: on the screen and on paper."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from jiwar.casework.cases import clock
from jiwar.casework.cases.queries.page import people_on
from jiwar.casework.people import parts
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.models import Group
from jiwar.foundation.languages.directions import DESK_LANGUAGES, direction, endonym
from jiwar.foundation.languages.reader import Reader, current_reader, reading_as
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Pack
from jiwar.lines.legal import kinds, queries
from jiwar.lines.legal.letters.queries import ARABIC_SPOKEN, offices
from jiwar.lines.legal.models import Procedure
from jiwar.lines.legal.overriding import packs
from jiwar.lines.legal.plain_rights.telling import plain_page
from jiwar.lines.legal.standings import pack_of


@page(can.SEE_DESK)
def of_pack(request: SignedInRequest, pack: str) -> HttpResponse:
    try:
        found = packs.load(pack)
    except procedures.UnknownProcedure:
        raise Http404 from None
    here = reverse("legal:rights", kwargs={"pack": pack})
    back = reverse("legal:pack", kwargs={"pack": pack})
    usual = current_reader().language
    return _shown(request, request.viewer.group, found, (), usual, here=here, back=back)


@page(can.SEE_DESK)
def of_procedure(request: SignedInRequest, procedure: UUID) -> HttpResponse:
    """Only the kinds of procedure this person is in; nothing of the person stands on it."""
    found = queries.procedure(request.viewer, procedure)
    record(request.viewer, kinds.RIGHTS_SEEN, subject=found.subject_id, compartment=GENERAL, row=found)
    here = reverse("legal:procedure_rights", kwargs={"procedure": procedure})
    back = reverse("legal:procedure", kwargs={"procedure": procedure})
    usual, pack = _spoken(request.viewer, found), pack_of(found)
    return _shown(request, request.viewer.group, pack, found.tracks, usual, here=here, back=back)


def _spoken(viewer: Viewer, procedure: Procedure) -> str:
    """The language of the first person on the case, where the page speaks it; else that of whoever looks."""
    for each in people_on(viewer, procedure.case):
        for spoken in parts.languages(each.person).spoken:
            code = "ar" if spoken.code in ARABIC_SPOKEN else spoken.code
            if code in DESK_LANGUAGES:
                return code
    return current_reader().language


def _shown(
    request: HttpRequest, group: Group, pack: Pack, tracks: Any, usual: str, *, here: str, back: str
) -> HttpResponse:
    language = request.GET.get("language", usual)
    if language not in DESK_LANGUAGES:
        raise Http404
    context = {
        "pack": pack,
        "back": back,
        "in_languages": [(f"{here}?language={code}", endonym(code), code == language) for code in DESK_LANGUAGES],
        "offices": offices(),
        "direction_of": direction,
        "today": clock.today(),
    }
    with reading_as(Reader(language, digits=group.digits if language == "ar" else "latn", months=group.months)):
        return render(request, "legal/plain_rights.html", {**context, "told": plain_page(pack, tracks)})
