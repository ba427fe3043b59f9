"""What we know of each procedure, readable."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from markupsafe import Markup

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Outline, Pack, Rule
from jiwar.lines.legal import changes, headings, known, words
from jiwar.lines.legal.overriding import packs, queries
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.rights import CORRECT_RULES


@dataclass(frozen=True, slots=True)
class Period:
    rule: Rule
    action: Markup | str
    period: str
    kind: str
    own: bool
    """A value of the group's own lies over it."""


@page(can.SEE_DESK)
def all_packs(request: SignedInRequest) -> HttpResponse:
    first, others = known.nearest(request.viewer.group)
    context = {
        "first": first,
        "others": others,
        "sure": known.Sureness.of,
        "may_correct": request.viewer.can(CORRECT_RULES),
    }
    return render(request, "legal/packs.html", context)


@page(can.SEE_DESK)
def one_pack(request: SignedInRequest, pack: str) -> HttpResponse:
    """The newest edition, or with `version` an earlier one."""
    newest = _load(pack)
    asked = request.GET.get("version", newest.version)
    edition = next((each for each in newest.editions if each.version == asked), None)
    if edition is None:
        raise Http404
    said = edition.instead_of
    rules = [
        Period(
            rule,
            phrase(rule.action),
            words.period_of(rule),
            str(words.KINDS[rule.kind]),
            own=said is not None and said.rule(rule.id) is not rule,
        )
        for rule in edition.rules
    ]
    context = {
        "pack": edition,
        "newest": newest,
        "shown": known.one(Outline.of(edition)),
        "sure": known.Sureness.of(edition),
        "rules": rules,
        "changes": changes.between_editions(newest),
        "headings": headings,
        "phrase": phrase,
        "confidence_words": words.confidence,
        "own": queries.of_pack(pack),
        "may_correct": request.viewer.can(CORRECT_RULES),
    }
    return render(request, "legal/pack.html", context)


def _load(pack: str) -> Pack:
    try:
        return packs.load(pack)
    except procedures.UnknownProcedure:
        raise Http404 from None
