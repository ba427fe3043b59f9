"""How cases with a procedure ended, in numbers of people, by procedure: small numbers are hidden."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from jiwar.casework.cases.models import Case, CaseMember
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge import procedures
from jiwar.knowledge.disclosure import hide_small
from jiwar.lines.legal.models import Procedure

YEARS: Final = 5
_MISTAKE: Final = Case.Closing.MISTAKE


@dataclass(frozen=True)
class Results:
    """`rows`: what each is called, then a number of people for each ending and their total; None is hidden.

    `empty`: no case was closed. `nothing`: some were, and none of the numbers can be shown.
    """

    endings: list[str]
    rows: list[tuple[str, tuple[int | None, ...]]]
    empty: bool
    nothing: bool


def years(today: date) -> list[int]:
    return [today.year - back for back in range(YEARS)]


def results(viewer: Viewer, year: int) -> Results:
    """Of cases closed in that year that the viewer may know. Whole years only: two spans that overlap would tell what
    each of them hides.
    """
    policy.require(viewer, can.OVERSEE)
    counted = _counted(viewer, year)
    packs = sorted({pack for pack, _ending in counted})
    endings = [ending for ending in Case.Closing.values if any(each == ending for _pack, each in counted)]
    table = hide_small([[counted[pack, ending] for ending in endings] for pack in packs])
    names = [*map(_name, packs), _("All")]
    rows = list(zip(names, table.rows, strict=True))
    labels = [str(Case.Closing(ending).label) for ending in endings]
    return Results(labels, rows, not counted, bool(counted) and table.empty)


def _counted(viewer: Viewer, year: int) -> Counter[tuple[str, str]]:
    """People by procedure and ending: each once where both are the same."""
    closed = Case.objects.filter(state=Case.State.CLOSED, closed_at__year=year).exclude(closing_reason=_MISTAKE)
    known = policy.known(viewer, closed, Subject.Kind.CASE).values("id")
    packs: dict[object, set[str]] = {}
    for case, pack in Procedure.objects.filter(case__in=known).values_list("case_id", "pack"):
        packs.setdefault(case, set()).add(pack)
    rows = CaseMember.objects.filter(case__in=known).values_list("case_id", "case__closing_reason", "person_id")
    people = {(pack, ending, person) for case, ending, person in rows for pack in packs.get(case, ())}
    return Counter((pack, ending) for pack, ending, _person in people)


def _name(pack: str) -> str:
    return _(procedures.load(pack).name)
