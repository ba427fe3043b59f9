"""Replaying many procedures because a rule or a holiday changed: at once, in the background, each in a transaction of
its own. That they wait is kept with the change itself, so that a broken-off run is taken up every minute.
"""

from collections.abc import Iterable

from django.db.models import Q
from django_tasks import task

from jiwar.casework.cases import clock
from jiwar.foundation.groups.context import acting_for, current_group
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys
from jiwar.knowledge import procedures
from jiwar.lines.legal import projection
from jiwar.lines.legal.models import Procedure

AT_ONCE = 100


def of_pack(pack: str) -> None:
    """All open procedures of the pack, soon. In the transaction of what changed."""
    _mark([pack])


def of_country(country: str) -> None:
    """All open ones whose offices rest when that country does; where the group itself does, all there are."""
    if country == current_group().country:
        _mark(None)
    else:
        _mark([each.id for each in procedures.outlines() if each.country == country])


def _mark(packs: Iterable[str] | None) -> None:
    rows = Procedure.objects.filter(closed_on__isnull=True)
    if packs is not None:
        rows = rows.filter(pack__in=list(packs))
    rows.update(refreshed_on=None)
    catch_up.enqueue(str(current_group().id))


@task()
def catch_up(group_id: str) -> None:
    with acting_for(Group.objects.get(id=group_id)), keys.session():
        while some():
            pass


def some() -> int:
    """Replays open procedures that were not yet for today, some at a time; how many."""
    today = clock.today()
    stale = Q(refreshed_on__isnull=True) | ~Q(refreshed_on=today)
    waiting = Procedure.objects.filter(stale, closed_on__isnull=True)
    rows = list(waiting.select_related("case__subject").order_by("refreshed_on", "id")[:AT_ONCE])
    for procedure in rows:
        projection.refresh(procedure, today)
    return len(rows)
