"""The events in order of time: looked at, written down, changed, taken out."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.views.opened import frame
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import RESTRICTED
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_day
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import words
from jiwar.lines.legal.models import ChronologyEntry, StatementSession
from jiwar.lines.legal.rights import TAKE_STATEMENTS
from jiwar.lines.legal.statements import actions, queries, rights, wording
from jiwar.lines.legal.statements.days import span_of
from jiwar.lines.legal.statements.forms import ChangeEventForm, EventForm, SeenOnlyForm
from jiwar.lines.legal.statements.queries import Line
from jiwar.lines.legal.statements.views.sessions import address, circle, seen

SHORT = 60


@page(can.SEE_DESK)
def chronology(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, seen(request.viewer, case)
    told = queries.chronology(viewer, found)
    context = {
        "case": found,
        "placed": [_line(line) for line in told.placed],
        "unplaced": [_line(line) for line in told.unplaced],
        **circle(viewer, found),
    }
    return render(request, "legal/chronology.html", context)


def _line(line: Line) -> dict[str, Any]:
    return {
        "line": line,
        "row": line.row,
        "days": wording.days(line.span) if line.span else "",
        "stage": wording.STAGES[line.row.stage] if line.row.stage else "",
        "step": words.EVENTS[EventKind(line.row.step)] if line.row.step else "",
        "other": short(line.other) if line.other else "",
    }


def short(row: ChronologyEntry) -> str:
    """An event in a list to choose from."""
    text = " ".join(row.what.split())
    text = text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"
    return f"{row.said} · {text}" if row.said else text


class _Choices:
    """What the form of an event offers the viewer, and the rows behind it."""

    def __init__(self, viewer: Viewer, case: Case, but: ChronologyEntry | None = None) -> None:
        self.narrow = rights.reads_narrow(viewer, case)
        rows = [row for row in queries.chronology(viewer, case).rows if but is None or row.id != but.id]
        self.entries: dict[str, ChronologyEntry] = {str(row.id): row for row in rows}
        self.sessions: dict[str, StatementSession] = {str(row.id): row for row in queries.sessions(viewer, case)}

    def offered(self) -> dict[str, Any]:
        return {
            "others": [(code, short(row)) for code, row in self.entries.items()],
            "sessions": [(code, format_day(row.note.happened_on)) for code, row in self.sessions.items()],
            "narrow": self.narrow,
        }

    def event(self, cleaned: dict[str, Any], before: ChronologyEntry | None = None) -> actions.Event:
        other = self.entries.get(cleaned["other"])
        if other is None and before is not None and before.other_id and str(before.other_id) not in self.entries:
            other = before.other  # one the viewer does not see stays as it was
        names = ("what", "said", "place", "calendar", "earliest", "latest", "stage", "step")
        return actions.Event(
            **{name: cleaned[name] for name in names},
            other=other,
            session=self.sessions.get(cleaned["session"]),
            narrow=cleaned.get("narrow", False),
        )


@page(TAKE_STATEMENTS)
def add(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, seen(request.viewer, case)
    choices = _Choices(viewer, found)
    latest = next(iter(choices.sessions), "")
    form = EventForm(request.POST or None, initial={"session": latest}, **choices.offered())

    def act(cleaned: dict[str, Any]) -> str:
        actions.write_event(viewer, case=found, event=choices.event(cleaned), token=cleaned["token"])
        return address(found, "chronology")

    context = frame(found, _("Something that happened"), _("Keep it"), back=address(found, "chronology"))
    return save(request, form, act, context=context)


@page(TAKE_STATEMENTS)
def change(request: SignedInRequest, told: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.entry(request.viewer, told)
    case = seen(viewer, row.case_id)
    choices = _Choices(viewer, case, but=row)
    form = ChangeEventForm(
        request.POST or None, initial={**_shown(row), "seen_version": row.version}, **choices.offered()
    )

    def act(cleaned: dict[str, Any]) -> str:
        new = choices.event(cleaned, before=row)
        actions.change_event(viewer, entry=row, event=new, seen_version=cleaned["seen_version"])
        return address(case, "chronology")

    context = frame(case, _("Change the event"), _("Save"), back=address(case, "chronology"))
    return save(request, form, act, context=context, now=_shown)


def _shown(row: ChronologyEntry) -> dict[str, Any]:
    """Days are shown to be changed only where somebody set them: what was read follows the words."""
    span = span_of(row.days) if row.days.get("by_hand") else None
    return {
        "what": row.what,
        "said": row.said,
        "calendar": row.calendar,
        "place": row.place,
        "stage": row.stage,
        "step": row.step,
        "other": str(row.other_id) if row.other_id else "",
        "session": str(row.session_id) if row.session_id else "",
        "earliest": span.days.earliest if span and not span.open_start else None,
        "latest": span.days.latest if span and not span.open_end else None,
        "narrow": row.compartment == RESTRICTED.code,
    }


@page(TAKE_STATEMENTS)
def take_out(request: SignedInRequest, told: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.entry(request.viewer, told)
    case = seen(viewer, row.case_id)
    form = SeenOnlyForm(request.POST or None, initial={"seen_version": row.version})

    def act(cleaned: dict[str, Any]) -> str:
        try:
            actions.take_out_event(viewer, entry=row, seen_version=cleaned["seen_version"])
        except Stale:
            raise NotPossible(_("Someone else changed this meanwhile. Go back and look at it first.")) from None
        return address(case, "chronology")

    context = frame(case, _("Take it out"), _("Take it out"), back=address(case, "chronology"), entry=row, tone="now")
    return save(request, form, act, template="legal/chronology_take_out.html", context=context)
