"""Whom a round reaches: open cases with a paper of its kind, written down on the case or on a record of who is on it.

It only adds. Who once had such a paper stays until somebody says what became of it: that a paper was ended does not say
that the person came.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case, CaseMember
from jiwar.casework.people.models import Identifier
from jiwar.foundation import vault
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.vault.models import SealedModel
from jiwar.knowledge import procedures
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import Procedure, Renewal, RenewalRound, RunsOut
from jiwar.lines.legal.owners import owner_of
from jiwar.lines.legal.radar.papers import Paper
from jiwar.lines.legal.radar.rounds import told
from jiwar.lines.legal.radar.rounds.days import act_by

AT_ONCE: Final = 200
AGAIN_AFTER: Final = timedelta(hours=1)
"""A paper on a record comes without a word to this room: all cases are looked through again."""
ON_RECORDS: Final[dict[str, Paper]] = {
    Identifier.Kind.PASSPORT.value: Paper.PASSPORT,
    Identifier.Kind.UNHCR.value: Paper.UNHCR,
    Identifier.Kind.ASYLUM_CARD.value: Paper.RESIDENCE,
}
"""A card given to who asked for asylum is what they live there with."""

Sealed = TypeVar("Sealed", bound=SealedModel)


def having(kind: Paper, country: str, papers: QuerySet[RunsOut], members: QuerySet[CaseMember]) -> set[UUID]:
    """Of these papers and people, the open cases a round of this kind and country reaches."""
    return _written_down(kind, country, papers) | _on_records(kind, country, members)


def _written_down(kind: Paper, country: str, papers: QuerySet[RunsOut]) -> set[UUID]:
    running = papers.filter(ended_on__isnull=True).exclude(case__state=Case.State.CLOSED).order_by("id")
    found = {row.case_id for row in _opened(running) if row.kind == kind.value}
    if kind is Paper.PASSPORT or country == current_group().country:
        return found
    # A paper written down does not say whose it is: what people live with is of where they are.
    packs = [outline.id for outline in procedures.outlines() if outline.country == country]
    there = Procedure.objects.filter(closed_on__isnull=True, pack__in=packs)
    return found & set(there.values_list("case_id", flat=True))


def _on_records(kind: Paper, country: str, members: QuerySet[CaseMember]) -> set[UUID]:
    codes = {code for code, paper in ON_RECORDS.items() if paper is kind}
    if not codes:
        return set()
    running = members.filter(left_at__isnull=True).exclude(case__state=Case.State.CLOSED).order_by()
    rows = Identifier.objects.filter(person__in=running.values("person_id")).order_by("id")
    bearers = {row.person_id for row in _opened(rows) if row.kind in codes and row.country in ("", country)}
    return {case for case, person in running.values_list("case_id", "person_id") if person in bearers}


def _opened(rows: QuerySet[Sealed]) -> Iterator[Sealed]:
    found = list(rows)
    for begin in range(0, len(found), AT_ONCE):
        some = found[begin : begin + AT_ONCE]
        vault.prefetch(some)
        yield from some


def some(now: datetime) -> int:
    """Rounds nobody has looked through the cases for, or not within the hour. How many cases were added."""
    rows = _running().filter(Q(looked_at__isnull=True) | Q(looked_at__lte=now - AGAIN_AFTER))
    return sum(_whole(row, now) for row in rows.order_by("announced_at", "id"))


def of_case(case: Case) -> None:
    """In the transaction in which a paper was written down, somebody joined, or the case was opened again."""
    if case.is_closed:
        return
    for row in _running().order_by("announced_at", "id"):
        papers, members = RunsOut.objects.filter(case=case), CaseMember.objects.filter(case=case)
        if having(Paper(row.kind), row.country, papers, members):
            _add(row, [case])


def _running() -> QuerySet[RenewalRound]:
    return RenewalRound.objects.filter(withdrawn_at__isnull=True, last__gte=clock.today())


def _whole(row: RenewalRound, now: datetime) -> int:
    reached = having(Paper(row.kind), row.country, RunsOut.objects.all(), CaseMember.objects.all())
    there = set(Renewal.objects.filter(round=row).values_list("case_id", flat=True))
    missing, added = sorted(reached - there), 0
    for begin in range(0, len(missing), AT_ONCE):
        with transaction.atomic():
            new = _add(row, Case.objects.filter(id__in=missing[begin : begin + AT_ONCE]).order_by("number"))
            told.owners(row, told.ANNOUNCED, new)
        added += len(new)
    RenewalRound.objects.filter(id=row.id).update(looked_at=now)
    return added


def _add(row: RenewalRound, cases: Iterable[Case]) -> list[Renewal]:
    """The round is held meanwhile, so that its days do not change under it and no case comes in twice."""
    held = RenewalRound.objects.select_for_update().get(id=row.id)
    if held.withdrawn_at is not None:
        return []
    some = list(cases)
    there = set(Renewal.objects.filter(round=held, case__in=some).values_list("case_id", flat=True))
    return [_put_on(held, case) for case in some if case.id not in there]


def _put_on(row: RenewalRound, case: Case) -> Renewal:
    made = Renewal.objects.create(
        round=row,
        case=case,
        subject_id=case.subject_id,
        compartment=GENERAL.code,
        safe=act_by(row.first, row.last),
        due=row.last,
        owner=owner_of(case),
        how="",
    )
    record(None, kinds.ROUND_REACHED, subject=case.subject_id, compartment=GENERAL, row=made)
    return made
