"""The programme of a year, without anybody in it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.languages.reader import format_number
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.disclosure import LEAST
from jiwar.knowledge.levels import Level
from jiwar.knowledge.programme import Figures
from jiwar.lines.learning.programme import queries
from jiwar.lines.learning.programme.wording import in_words
from jiwar.lines.learning.words import level_in_words

Shown = tuple[list[str], list[tuple[str, tuple[int | None, ...]]]]


@page(can.OVERSEE)
def programme(request: SignedInRequest) -> HttpResponse:
    offered = queries.years(clock.today())
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, offered) else offered[0]
    found = queries.of_year(request.viewer, year)
    here = reverse("learning:programme")
    context = {
        "tables": [
            (_("What became of them"), _shown(found.outcomes), found.outcomes.table.empty),
            (_("Where they were placed"), _shown(found.placed), found.placed.table.empty),
            (_("Tests"), _shown(found.tests), found.tests.table.empty),
        ],
        "share": _percent(found.share),
        "nobody": not found.people,
        "years": [(f"{here}?year={each}", str(each), each == year) for each in offered],
        "least": LEAST,
    }
    return render(request, "learning/programme.html", context)


def _percent(share: float | None) -> str:
    return "" if share is None else _("%(number)s %%") % {"number": format_number(round(share * 100))}


def _shown(figures: Figures) -> Shown:
    """What each column and row is called; a single row is only what all are, so it stands once."""
    names = [level_in_words(row) if row in set(Level) else "" for row in figures.rows]
    rows = list(zip([*names, _("All")], figures.table.rows, strict=True))
    return [in_words(column) for column in figures.columns], rows[-1:] if len(figures.rows) == 1 else rows
