"""What we know of each procedure, readable."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Rule
from jiwar.lines.legal import words


@dataclass(frozen=True, slots=True)
class Period:
    rule: Rule
    period: str
    kind: str


@page(can.SEE_DESK)
def all_packs(request: SignedInRequest) -> HttpResponse:
    packs = [procedures.load(pack) for pack in procedures.procedures()]
    return render(request, "legal/packs.html", {"packs": packs})


@page(can.SEE_DESK)
def one_pack(request: SignedInRequest, pack: str) -> HttpResponse:
    try:
        known = procedures.load(pack)
    except procedures.UnknownProcedure:
        raise Http404 from None
    rules = [Period(rule, words.period_of(rule), str(words.KINDS[rule.kind])) for rule in known.rules]
    context = {"pack": known, "rules": rules, "confidence_words": words.confidence}
    return render(request, "legal/pack.html", context)
