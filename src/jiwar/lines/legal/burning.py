"""What of the legal line stands on the signed-in person's day: alarms, then their deadlines."""

from datetime import date

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from jiwar.casework.cases import queries as cases
from jiwar.casework.service_lines import Burning, Explained
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.ui.filters import plain_day
from jiwar.lines.legal import queries
from jiwar.lines.legal.detention import burning as safety
from jiwar.lines.legal.hearings import burning as hearings
from jiwar.lines.legal.models import Deadline
from jiwar.lines.legal.shown import ShownDeadline, written_number


def burning(viewer: Viewer, today: date) -> list[Burning]:
    """Alarms and check-ins; open limits that are the viewer's, nearest first; hearings."""
    return safety.burning(viewer, today) + _limits(viewer, today) + hearings.burning(viewer, today)


def _limits(viewer: Viewer, today: date) -> list[Burning]:
    rows = queries.mine(viewer)
    if not rows:
        return []
    names = cases.names_on(viewer, {row.case_id for row in rows})
    return [_burning(row, ShownDeadline(row, today), *names.get(row.case_id, ())[:1]) for row in rows]


def _burning(row: Deadline, card: ShownDeadline, name: str = "") -> Burning:
    return Burning(
        safe=row.safe,
        due=row.due,
        title=card.title,
        case_number=written_number(row),
        person_name=name,
        url=card.href,
        days_left=card.days_left,
        tone=card.tone,
        tags=card.tags,
        sources_url=card.sources_href,
        owner=_("you"),
        explain=lambda: Explained(card.why, source_line(card)),
    )


def source_line(card: ShownDeadline) -> Markup:
    """Legal basis, how sure it is, and when it was last checked."""
    checked = escape(_("Checked %(day)s.")) % {"day": plain_day(card.checked)}
    parts = [card.basis, Markup("{}.").format(card.confidence), checked]
    return Markup(" ").join(part for part in parts if part)
