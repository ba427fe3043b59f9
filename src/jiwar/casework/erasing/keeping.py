"""How long files are kept. Each line says from which day its years count, the data guardian says how many.

A person has come due when every rule that concerns them is over. A rule without years is never over, so nothing comes
due by forgetting to set one. Coming due erases nothing: it is a line in a list for the data guardian.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework import service_lines
from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases.models import Case, CaseMember, TimelineEntry
from jiwar.casework.erasing import holds, words
from jiwar.casework.erasing.models import Due, Erasure, Hold, KeepingYears
from jiwar.casework.people.models import Person
from jiwar.casework.service_lines import KeepingRule
from jiwar.foundation.access.models import Decoy
from jiwar.foundation.access.words import tell_guardians

AT_ONCE: Final = 500
LONGEST: Final = 99


def _last_contact(people: Sequence[UUID]) -> Mapping[UUID, date | None]:
    """Registered, met, or something recorded on a case of theirs; None while a case is open."""
    found: dict[UUID, date | None] = {
        row.id: timezone.localtime(row.registered_at).date()
        for row in Person.objects.filter(id__in=people).only("id", "registered_at")
    }
    on_cases = CaseMember.objects.filter(person__in=people).order_by()
    running = on_cases.filter(left_at__isnull=True).exclude(case__state=Case.State.CLOSED)
    for person, at in (
        *on_cases.values_list("person").annotate(Max("case__timeline__at")),
        *on_cases.values_list("person").annotate(Max("case__closed_at")),
        *Appointment.objects.filter(person__in=people).order_by().values_list("person").annotate(Max("ends")),
    ):
        if at is not None:
            found[person] = max(found[person] or date.min, timezone.localtime(at).date())
    return found | dict.fromkeys(running.values_list("person", flat=True))


FILE: Final = KeepingRule(
    "file",
    _("The file of a person"),
    _("counted from the last contact: registered, met, or something recorded; never while a case is open"),
    _last_contact,
)


def rules() -> tuple[KeepingRule, ...]:
    return (FILE, *(rule for line in service_lines.installed() for rule in line.keeping))


def years() -> dict[str, int]:
    """By rule, where they are set."""
    return dict(KeepingYears.objects.values_list("rule", "years"))


@dataclass(frozen=True)
class Over:
    """`since`: the day the last of the rules was over. `why`: each rule, the day it counts from, and its years."""

    since: date
    why: list[list[str | int]]


def over(people: Sequence[UUID], today: date) -> dict[UUID, Over]:
    """Those of `people` for whom every rule that concerns them is over."""
    given = years()
    asked = [(rule, rule.last(people)) for rule in rules()]
    found = {}
    for person in people:
        ends: list[date] = []
        why: list[list[str | int]] = []
        for rule, last in asked:
            if person not in last:
                continue
            day, kept = last[person], given.get(rule.code)
            if day is None or kept is None:
                break
            ends.append(_later(day, kept))
            why.append([rule.code, day.isoformat(), kept])
        else:
            if ends and max(ends) <= today:
                found[person] = Over(max(ends), why)
    return found


def _later(day: date, years_later: int) -> date:
    try:
        return day.replace(year=day.year + years_later)
    except ValueError:  # the 29th of February
        return date(day.year + years_later, 3, 1)


@transaction.atomic
def look_through() -> int:
    """Brings the list up to today; returns how many came onto it. The data guardians are told once of new ones."""
    today = timezone.localdate()
    found: dict[UUID, Over] = {}
    kept = years().get(FILE.code)
    if kept is not None:
        for people in _in_pieces(_candidates(today, kept)):
            found |= over(people, today)
    fresh = 0
    listed = {row.person_id: row for row in Due.objects.all()}
    for person, each in found.items():
        row = listed.pop(person, None) or Due(person_id=person)
        fresh += row.since is None
        if (row.since, row.why) != (each.since, each.why):
            row.since, row.why = each.since, each.why
            row.save()
    for gone in listed.values():
        gone.delete()
    if fresh:
        tell_guardians(words.CAME_DUE, {})
    return fresh


def _candidates(today: date, kept: int) -> Iterator[UUID]:
    """Old enough by the day they were registered, on no open case, not met since: few, before anything is asked."""
    try:
        day = today.replace(year=today.year - kept)
    except ValueError:
        day = date(today.year - kept, 2, 28)
    before = timezone.make_aware(datetime.combine(day, time.max))
    here = CaseMember.objects.filter(person=OuterRef("pk"))
    since = {
        "open": here.filter(left_at__isnull=True).exclude(case__state=Case.State.CLOSED),
        "told": TimelineEntry.objects.filter(case__members__person=OuterRef("pk"), at__gt=before),
        "met": Appointment.objects.filter(person=OuterRef("pk"), ends__gt=before),
        "held": Hold.objects.filter(holds.running(), person=OuterRef("pk")),
        "asked": Erasure.objects.filter(person=OuterRef("pk"), state__in=Erasure.WAITING),
        "decoy": Decoy.objects.filter(subject=OuterRef("subject"), ended_at__isnull=True),
    }
    rows = Person.objects.filter(registered_at__lte=before, subject__erased_at__isnull=True)
    for each in since.values():
        rows = rows.filter(~Exists(each))
    return rows.order_by("number").values_list("id", flat=True).iterator()


def _in_pieces(ids: Iterator[UUID]) -> Iterator[list[UUID]]:
    piece: list[UUID] = []
    for each in ids:
        piece.append(each)
        if len(piece) == AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece
