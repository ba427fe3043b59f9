"""What the radar finds for a viewer: nothing they may not know of is shown or counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from markupsafe import Markup

from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases.models import Assignment, Case, CaseMember
from jiwar.casework.people.models import Identifier
from jiwar.casework.people.said_dates import from_data
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import current_reader
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal import queries as legal
from jiwar.lines.legal.models import Deadline, Renewal, RunsOut
from jiwar.lines.legal.radar.papers import PAPERS, Paper
from jiwar.lines.legal.shown import ShownDeadline, owner_name, time_left, written_number

MOST: Final = 100
"""Of one source; the nearest ones."""
AT_ONCE: Final = 300
"""So many people are opened together."""
OF_AGE: Final = 18
LATER: Final = 365


class Window(StrEnum):
    OVERDUE = "overdue"
    WEEK = "week"
    MONTH = "month"
    LATER = "later"


class Source(StrEnum):
    ALL = "all"
    DEADLINES = "deadlines"
    PAPERS = "papers"
    ROUNDS = "rounds"
    RECORDS = "records"
    APPOINTMENTS = "appointments"
    OF_AGE = "of-age"


@dataclass(frozen=True)
class Line:
    """`title` is empty where the viewer oversees the file and does not read it. `row`: what can be taken over."""

    day: date
    latest: date
    days_left: int
    number: str
    title: Markup | Promise | str
    todo: str
    href: str
    owner: str
    row: RunsOut | Renewal | None = None
    since: date | None = None
    """Of a round: the day from which people must come."""
    missed: bool = False
    """The round ended, and nobody has said what became of it for this case."""

    @property
    def take_over_href(self) -> str:
        name = "legal:renewal-take-over" if isinstance(self.row, Renewal) else "legal:radar-take-over"
        return reverse(name, kwargs={"row": self.row.id}) if self.row else ""

    @property
    def end_href(self) -> str:
        name = "legal:renewal-end" if isinstance(self.row, Renewal) else "legal:radar-end"
        return reverse(name, kwargs={"row": self.row.id}) if self.row else ""

    @property
    def left(self) -> Markup | str:
        return time_left(self.days_left, current_reader(), remedy=False)

    @property
    def tone(self) -> str:
        return "now" if self.days_left <= 0 else "soon" if self.days_left <= 7 else ""


@dataclass(frozen=True)
class Radar:
    lines: list[Line]
    cut: bool
    """More of one source fall into the window than are shown."""


def one(viewer: Viewer, row_id: UUID) -> RunsOut:
    """`NotThere` unless the general part of its file stands open to the viewer."""
    rows = policy.scope(viewer, RunsOut.objects.filter(id=row_id))
    found = rows.select_related("case__subject").first()
    if found is None:
        raise NotThere
    return found


def radar(viewer: Viewer, window: Window, source: Source, today: date, *, mine: bool) -> Radar:
    first, last = _days(window, today)
    found: list[Line] = []
    cut = False
    for each, lines_of in _SOURCES.items():
        if source in (Source.ALL, each):
            lines = lines_of(viewer, first, last, today, mine)
            cut = cut or len(lines) > MOST
            found += lines[:MOST]
    return Radar(sorted(found, key=lambda line: (line.day, line.number)), cut)


def _days(window: Window, today: date) -> tuple[date, date]:
    """Both included. What is overdue for more than a year is still overdue."""
    return {
        Window.OVERDUE: (date.min, today - timedelta(days=1)),
        Window.WEEK: (today, today + timedelta(days=6)),
        Window.MONTH: (today + timedelta(days=7), today + timedelta(days=30)),
        Window.LATER: (today + timedelta(days=31), today + timedelta(days=LATER)),
    }[window]


def _deadlines(viewer: Viewer, first: date, last: date, today: date, mine: bool) -> list[Line]:
    watched = [Deadline.Kind.LIMIT, Deadline.Kind.VALIDITY]
    rows = Deadline.objects.filter(status=Deadline.Status.OPEN, kind__in=watched, sort_by__range=(first, last))
    if mine:
        rows = rows.filter(owner=viewer.member)
    if viewer.can(can.OVERSEE):
        rows = policy.known(viewer, rows, Subject.Kind.CASE)
    else:
        rows = policy.scope(viewer, rows)
    running = rows.exclude(case__state=Case.State.CLOSED)
    found = list(legal.listed(running).order_by(*legal.BOARD_ORDER)[: MOST + 1])
    opened = legal.opened(viewer, found)
    return [_of_deadline(row, today, opened=row.id in opened) for row in found]


def _of_deadline(row: Deadline, today: date, *, opened: bool) -> Line:
    card = ShownDeadline(row, today) if opened else None
    day = row.sort_by or today
    return Line(
        day=day,
        latest=row.due or day,
        days_left=(day - today).days if row.safe else 0,
        number=written_number(row),
        title=card.title if card else "",
        todo="",
        href=card.href if card else "",
        owner=owner_name(row),
    )


def _papers(viewer: Viewer, first: date, last: date, today: date, mine: bool) -> list[Line]:
    rows = RunsOut.objects.filter(ended_on__isnull=True, safe__range=(first, last))
    if mine:
        rows = rows.filter(owner=viewer.member)
    known = policy.known(viewer, rows, Subject.Kind.CASE) if viewer.can(can.OVERSEE) else policy.scope(viewer, rows)
    running = known.exclude(case__state=Case.State.CLOSED).select_related("case", "owner__account")
    found = list(running.order_by("safe", "id")[: MOST + 1])
    opened = _opened(viewer, found)
    return [_of_paper(row, today, opened=row.id in opened) for row in found]


def _opened(viewer: Viewer, rows: list[RunsOut]) -> set[UUID]:
    ids = {row.id for row in rows}
    if viewer.can(can.OVERSEE):
        ids = set(policy.scope(viewer, RunsOut.objects.filter(id__in=ids)).values_list("id", flat=True))
    vault.prefetch([row for row in rows if row.id in ids])
    return ids


def _of_paper(row: RunsOut, today: date, *, opened: bool) -> Line:
    return Line(
        day=row.safe,
        latest=row.due,
        days_left=(row.safe - today).days,
        number=row.case.written_number,
        title=PAPERS[Paper(row.kind)] if opened else "",
        todo=row.note if opened else "",
        href=_case(row.case_id) if opened else "",
        owner=row.owner.account.name if row.owner else "",
        row=row if opened else None,
    )


def _rounds(viewer: Viewer, first: date, last: date, today: date, mine: bool) -> list[Line]:
    rows = Renewal.objects.filter(ended_on__isnull=True, safe__range=(first, last))
    if mine:
        rows = rows.filter(owner=viewer.member)
    known = policy.known(viewer, rows, Subject.Kind.CASE) if viewer.can(can.OVERSEE) else policy.scope(viewer, rows)
    running = known.exclude(case__state=Case.State.CLOSED).select_related("case", "round", "owner__account")
    found = list(running.order_by("safe", "id")[: MOST + 1])
    opened = {row.id for row in found}
    if viewer.can(can.OVERSEE):
        opened = set(policy.scope(viewer, Renewal.objects.filter(id__in=opened)).values_list("id", flat=True))
    return [_of_renewal(row, today, opened=row.id in opened) for row in found]


def _of_renewal(row: Renewal, today: date, *, opened: bool) -> Line:
    said = {"paper": PAPERS[Paper(row.round.kind)]}
    return Line(
        day=row.safe,
        latest=row.due,
        days_left=(row.safe - today).days,
        number=row.case.written_number,
        title=gettext("Renewal round: %(paper)s") % said if opened else "",
        todo=row.round.todo if opened else "",
        href=_case(row.case_id) if opened else "",
        owner=row.owner.account.name if row.owner else "",
        row=row if opened else None,
        since=row.round.first if opened and row.round.first > today else None,
        missed=opened and row.due < today,
    )


def window_of(day: date, today: date) -> Window:
    """In which one finds it; what is further away than all of them stands in the last."""
    found = (window for window in Window if _days(window, today)[0] <= day <= _days(window, today)[1])
    return next(found, Window.LATER)


def _identifiers(viewer: Viewer, first: date, last: date, today: date, _mine: bool) -> list[Line]:
    """Papers on the records of people on the viewer's own files. Until when they hold lies sealed too."""
    members = {row.person_id: row for row in _people(viewer)}
    rows = list(Identifier.objects.filter(person__in=members).order_by("person", "position"))
    vault.prefetch(rows)
    found = [line for row in rows for line in _of_identifier(row, members[row.person_id], today)]
    return sorted((line for line in found if first <= line.day <= last), key=lambda line: line.day)


def _of_identifier(row: Identifier, of: CaseMember, today: date) -> Iterator[Line]:
    if not row.valid_until:
        return
    day = date.fromisoformat(row.valid_until)
    said = {"paper": Identifier.Kind(row.kind).label, "name": of.person.shown}
    yield Line(
        day=day,
        latest=day,
        days_left=(day - today).days,
        number=of.case.written_number,
        title=gettext("%(paper)s of %(name)s") % said,
        todo=gettext("When it is renewed, write the new day on the person’s record."),
        href=reverse("people:person", args=[row.person_id]),
        owner="",
    )


def _appointments(viewer: Viewer, first: date, last: date, today: date, mine: bool) -> list[Line]:
    """Those still to come, of files that stand open; who looks after one is whom it is with."""
    if last < today:
        return []
    rows = Appointment.objects.filter(
        state=Appointment.State.BOOKED, case__isnull=False, starts__gte=_begin(first),
        starts__lt=_begin(last + timedelta(days=1)),
    )  # fmt: skip
    if mine:
        rows = rows.filter(staff=viewer.member)
    known = policy.known(viewer, rows, Subject.Kind.PERSON)
    on_files = known.filter(case__in=own_files(viewer)).select_related("case", "staff__account")
    return [_of_appointment(row, today) for row in on_files.order_by("starts", "id")[: MOST + 1]]


def _of_appointment(row: Appointment, today: date) -> Line:
    day = timezone.localtime(row.starts).date()
    return Line(
        day=day,
        latest=day,
        days_left=(day - today).days,
        number=row.case.written_number if row.case else "",
        title=gettext("Appointment"),
        todo="",
        href=reverse("appointments:appointment", kwargs={"appointment": row.id}),
        owner=row.staff.account.name if row.staff else "",
    )


def _births(viewer: Viewer, first: date, last: date, today: date, _mine: bool) -> list[Line]:
    """Of the people on the viewer's own files. A birth lies sealed: each is opened to be counted."""
    found = [line for row in _people(viewer) for line in _of_birth(row, today) if first <= line.day <= last]
    return sorted(found, key=lambda line: line.day)


def _people(viewer: Viewer) -> Iterator[CaseMember]:
    """Everybody on the viewer's own files, opened some hundreds at a time."""
    members = CaseMember.objects.filter(case__in=own_files(viewer), person__in=known_people(viewer))
    rows = list(members.select_related("case", "person").order_by("-joined_at", "id"))
    for begin in range(0, len(rows), AT_ONCE):
        some = rows[begin : begin + AT_ONCE]
        vault.prefetch([row.person for row in some])
        yield from some


def known_people(viewer: Viewer) -> QuerySet[CaseMember, UUID]:
    rows = policy.known(viewer, CaseMember.objects.all(), Subject.Kind.PERSON, "person__subject")
    return rows.values_list("person_id", flat=True)


def _of_birth(row: CaseMember, today: date) -> Iterator[Line]:
    """From the earliest day they can turn eighteen; past the latest there is nothing to watch."""
    said = from_data(row.person.birth)
    if said is None:
        return
    day, latest = (eighteen(each) for each in (said.interval.earliest, said.interval.latest))
    if latest < today:
        return
    yield Line(
        day=day,
        latest=latest,
        days_left=(day - today).days,
        number=row.case.written_number,
        title=gettext("%(name)s turns 18") % {"name": row.person.shown},
        todo="",
        href=_case(row.case_id),
        owner="",
    )


def eighteen(born: date) -> date:
    """Born on 29 February, the day after the 28th counts where there is none: nobody is grown up a day too soon."""
    try:
        return born.replace(year=born.year + OF_AGE)
    except ValueError:
        return date(born.year + OF_AGE, 3, 1)


def own_files(viewer: Viewer) -> QuerySet[Case, UUID]:
    """Running cases given to the viewer; what is taken from them lies in the part of names and numbers."""
    working = Assignment.objects.filter(member=viewer.member, ended_at__isnull=True).values("case_id")
    running = Case.objects.filter(id__in=working).exclude(state=Case.State.CLOSED)
    return policy.known(viewer, running, Subject.Kind.CASE).values_list("id", flat=True)


def _case(case: UUID) -> str:
    return reverse("cases:case", kwargs={"case": case})


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


_SOURCES: Final = {
    Source.DEADLINES: _deadlines,
    Source.PAPERS: _papers,
    Source.ROUNDS: _rounds,
    Source.RECORDS: _identifiers,
    Source.APPOINTMENTS: _appointments,
    Source.OF_AGE: _births,
}
SOURCES: Final[dict[Source, str | Promise]] = {
    Source.ALL: gettext_lazy("Everything"),
    Source.DEADLINES: gettext_lazy("Deadlines"),
    Source.PAPERS: gettext_lazy("Papers and reviews"),
    Source.ROUNDS: gettext_lazy("Renewal rounds"),
    Source.RECORDS: gettext_lazy("Papers on people’s records"),
    Source.APPOINTMENTS: gettext_lazy("Appointments"),
    Source.OF_AGE: gettext_lazy("Turning 18"),
}
WINDOWS: Final[dict[Window, str | Promise]] = {
    Window.OVERDUE: gettext_lazy("The day has passed"),
    Window.WEEK: gettext_lazy("This week"),
    Window.MONTH: gettext_lazy("This month"),
    Window.LATER: gettext_lazy("Later"),
}
