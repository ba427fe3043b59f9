"""How cases with a procedure ended, in numbers of people, by procedure and by ground: small numbers are hidden."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jiwar.casework.cases.models import Case, CaseMember
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge import procedures
from jiwar.knowledge.disclosure import hide_small
from jiwar.lines.legal.models import Argument, LookingBack, Procedure

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

    @property
    def shown(self) -> set[str]:
        """Endings whose number of people stands there."""
        return {ending for ending, cell in zip(self.endings, self.rows[-1][1], strict=False) if cell is not None}


def years(today: date) -> list[int]:
    return [today.year - back for back in range(YEARS)]


def results(viewer: Viewer, year: int) -> Results:
    """Of cases closed in that year that the viewer may know. Whole years only: two spans that overlap would tell what
    each of them hides.
    """
    policy.require(viewer, can.OVERSEE)
    known = _known(viewer, year)
    packs: dict[UUID, set[str]] = {}
    for case, pack in Procedure.objects.filter(case__in=known).values_list("case_id", "pack"):
        packs.setdefault(case, set()).add(pack)
    return _table(_counted(known, packs), _name)


def by_ground(viewer: Viewer, year: int) -> Results:
    """The same people by the ground on which protection was asked for, where their adviser looked back on the case. The
    ground lies in the privileged part, which the viewer need not have: it is counted, and goes no further. Only endings
    whose number the other table shows: a number hidden there would be told by its people here.
    """
    policy.require(viewer, can.OVERSEE)
    known = _known(viewer, year)
    written = LookingBack.objects.filter(case__in=known, written_at__isnull=False, subject__erased_at__isnull=True)
    rows = list(written.order_by("written_at", "id"))
    prefetch(rows)
    # The last word on a case that was opened again and closed anew.
    grounds = {row.case_id: {row.claim} for row in rows if row.claim}
    counted, shown = _counted(known, grounds), results(viewer, year).shown
    beside = Counter({key: count for key, count in counted.items() if str(Case.Closing(key[1]).label) in shown})
    found = _table(beside, lambda claim: str(Argument.Claim(claim).label))
    return replace(found, empty=not counted, nothing=bool(counted) and (found.empty or found.nothing))


def _known(viewer: Viewer, year: int) -> QuerySet[Case, Any]:
    closed = Case.objects.filter(state=Case.State.CLOSED, closed_at__year=year).exclude(closing_reason=_MISTAKE)
    return policy.known(viewer, closed, Subject.Kind.CASE).values("id")


def _table(counted: Counter[tuple[str, str]], name: Callable[[str], str]) -> Results:
    kinds = sorted({kind for kind, _ending in counted})
    endings = [ending for ending in Case.Closing.values if any(each == ending for _kind, each in counted)]
    table = hide_small([[counted[kind, ending] for ending in endings] for kind in kinds])
    names = [*map(name, kinds), _("All")]
    rows = list(zip(names, table.rows, strict=True))
    labels = [str(Case.Closing(ending).label) for ending in endings]
    return Results(labels, rows, not counted, bool(counted) and table.empty)


def _counted(known: QuerySet[Case, Any], kinds: Mapping[UUID, set[str]]) -> Counter[tuple[str, str]]:
    """People by kind of their cases and ending: each once where both are the same."""
    rows = CaseMember.objects.filter(case__in=known).values_list("case_id", "case__closing_reason", "person_id")
    people = {(kind, ending, person) for case, ending, person in rows for kind in kinds.get(case, ())}
    return Counter((kind, ending) for kind, ending, _person in people)


def _name(pack: str) -> str:
    return _(procedures.load(pack).name)
