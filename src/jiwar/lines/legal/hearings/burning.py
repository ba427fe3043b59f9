"""Hearings on My day: what is not prepared yet, what one goes along to, and what nobody has said the end of."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.models.case import SERIES
from jiwar.casework.service_lines import Burning
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.numbering import written
from jiwar.foundation.languages.reader import format_clock
from jiwar.lines.legal.hearings import queries, words
from jiwar.lines.legal.hearings.queries import OnMyDay


def burning(viewer: Viewer, today: date) -> list[Burning]:
    found = queries.on_my_day(viewer)
    if not found:
        return []
    names = cases.names_on(viewer, {each.row.case_id for each in found})
    return [_burning(each, today, *names.get(each.row.case_id, ())[:1]) for each in found]


def _burning(each: OnMyDay, today: date, name: str = "") -> Burning:
    row, starts = each.row, timezone.localtime(each.row.appointment.starts, clock.zone())
    day = starts.date()
    facts = {"kind": words.KINDS[row.kind], "time": format_clock(starts.time())}
    return Burning(
        safe=day,
        title=_("%(kind)s at %(time)s") % facts,
        case_number=written(SERIES, row.case_number),  # type: ignore[attr-defined]  # annotated
        person_name=name,
        url=reverse("legal:hearing", args=[row.id]),
        days_left=(day - today).days,
        tone="now" if day <= today else "soon",
        tags=(_tag(each),),
        owner=_("you"),
    )


def _tag(each: OnMyDay) -> tuple[str, str]:
    if each.over:
        return _("say how it went"), "now"
    if each.leads:
        return _("not prepared yet"), "soon"
    return _("you go along"), ""
