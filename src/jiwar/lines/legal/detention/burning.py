"""Alarms above everything on My day; and today's check-ins among what is due."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.models.case import SERIES
from jiwar.casework.service_lines import Burning
from jiwar.foundation import vault
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.numbering import written
from jiwar.foundation.languages.reader import format_clock
from jiwar.lines.legal.detention import queries, rhythm
from jiwar.lines.legal.models import Alarm, CheckIn


def burning(viewer: Viewer, today: date) -> list[Burning]:
    alarms, awaited = queries.burning(viewer), queries.awaited_of(viewer, today)
    if not alarms and not awaited:
        return []
    opened = queries.opened(viewer, alarms)
    vault.prefetch(awaited)
    names = cases.names_on(viewer, {row.case_id for row in (*alarms, *awaited)})  # type: ignore[attr-defined]  # annotated
    shown = [_alarm(row, viewer, *names.get(row.case_id, ())[:1], opened=row.id in opened) for row in alarms]
    return shown + [_check_in(row, today, names) for row in awaited]


def _alarm(row: Alarm, viewer: Viewer, name: str = "", *, opened: bool) -> Burning:
    """Whoever only oversees sees the number of the case, and who has it."""
    mine = row.caller_id == viewer.member.id
    if row.taken_at is not None:
        state = (_("you have it") if mine else _("a colleague has it"), "soon")
    else:
        state = (_("you are called") if mine else _("nobody has it yet"), "now")
    page = reverse("legal:alarm", args=[row.id]) if opened else reverse("cases:case", args=[row.case_id])
    return Burning(
        safe=rhythm.local_day(row.raised_at),
        title=_("Not heard from: find out where they are"),
        case_number=written(SERIES, row.case_number),  # type: ignore[attr-defined]  # annotated
        person_name=name if opened else "",
        url=page,
        days_left=0,
        tone="now",
        tags=(state,),
        owner=row.caller.account.name if row.caller else "",
        alarm=True,
        since=row.raised_at,
    )


def _check_in(row: CheckIn, today: date, names: dict[UUID, tuple[str, ...]]) -> Burning:
    day, case = rhythm.local_day(row.due_at), row.case_id  # type: ignore[attr-defined]  # annotated
    return Burning(
        safe=day,
        title=_("Check-in at %(time)s") % {"time": format_clock(row.due_at)},
        case_number=written(SERIES, row.case_number),  # type: ignore[attr-defined]  # annotated
        person_name=next(iter(names.get(case, ())), ""),
        url=reverse("legal:safety", args=[case]),
        days_left=(day - today).days,
        tone="now",
        tags=((_("not reached"), "now"),) if row.tried_at else (),
        owner=_("you"),
    )
