"""Announcing a round, correcting it, taking it back; for each case: taking it over, saying what became of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final, Self

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.casework.cases import clock, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import Renewal, RenewalRound, RoundBefore
from jiwar.lines.legal.radar.papers import Paper
from jiwar.lines.legal.radar.rounds import days, told
from jiwar.lines.legal.radar.taking import take
from jiwar.lines.legal.rights import CORRECT_RULES

_TWICE: Final = gettext_lazy("A round of this paper for these days is announced already.")


@dataclass(frozen=True, slots=True)
class Says:
    """What is said of a round, and can be corrected."""

    first: date
    last: date
    todo: str
    source: str
    source_date: date
    note: str = ""

    @classmethod
    def of(cls, row: RenewalRound) -> Self:
        return cls(row.first, row.last, row.todo, row.source, row.source_date, row.note)


def announce(viewer: Viewer, *, kind: Paper, country: str, says: Says) -> RenewalRound:
    """The worker puts it on every case with such a paper; the owners of those are told then."""
    policy.require(viewer, CORRECT_RULES)
    check(kind, country, says)
    row = RenewalRound(kind=kind.value, country=country, announced_by=viewer.member, **asdict(says))
    with transaction.atomic():
        _save_once(row)
        _keep(viewer, kinds.ROUND_ANNOUNCED, row)
    return row


def check(kind: Paper, country: str, says: Says) -> None:
    """Before it is shown whom it reaches, and again before it counts."""
    days.check(says.first, says.last)
    if says.last < clock.today():
        raise NotPossible(_("The last day has passed already."))
    _not_twice(kind.value, country, says, but=None)


def correct(viewer: Viewer, *, row: RenewalRound, says: Says, why: str, seen_version: int) -> RenewalRound:
    """Other days move every case in it, which is called for anew. What stood there before is kept."""
    policy.require(viewer, CORRECT_RULES)
    with transaction.atomic():
        step_on(row, seen_version)
        now = _counting(row)
        before = Says.of(now)
        if says == before:
            raise NotPossible(_("Nothing was changed."))
        days.check(says.first, says.last)
        _not_twice(now.kind, now.country, says, but=now)
        RoundBefore.objects.create(round=now, why=why, corrected_by=viewer.member, **asdict(before))
        for name, value in asdict(says).items():
            setattr(now, name, value)
        now.looked_at = None
        _save_once(now)
        if (says.first, says.last) != (before.first, before.last):
            _move(now)
        told.owners(now, told.CORRECTED, _open(now))
        _keep(viewer, kinds.ROUND_CORRECTED, now)
    return now


def withdraw(viewer: Viewer, *, row: RenewalRound, why: str) -> RenewalRound:
    """It was announced by mistake, or called off: no case is in it any more."""
    policy.require(viewer, CORRECT_RULES)
    with transaction.atomic():
        now = _counting(row)
        now.withdrawn_by, now.withdrawn_at, now.withdrawn_why = viewer.member, timezone.now(), why
        now.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
        running = _open(now)
        told.owners(now, told.WITHDRAWN, running)
        Renewal.objects.filter(id__in=[each.id for each in running]).update(
            outcome=Renewal.Outcome.WITHDRAWN, ended_on=clock.today(), ended_by=viewer.member
        )
        _keep(viewer, kinds.ROUND_WITHDRAWN, now)
    return now


def take_over(viewer: Viewer, *, row: Renewal) -> Renewal:
    """It is the viewer's, who is on it today: nobody else is called until tomorrow."""
    rights.to_work_on(viewer, row.case)
    with transaction.atomic():
        now = _running(row)
        take(viewer, now, kinds.RENEWAL_TAKEN_OVER)
    return now


def end(viewer: Viewer, *, row: Renewal, outcome: Renewal.Outcome, how: str = "") -> Renewal:
    """What became of it, by whom and when. That it was missed can be said once the last day has passed."""
    rights.to_work_on(viewer, row.case)
    with transaction.atomic():
        now = _running(row)
        if outcome not in said_now(now, clock.today()):
            raise NotPossible(_("The round still runs: they can still come."))
        now.outcome, now.ended_on, now.ended_by, now.how = outcome.value, clock.today(), viewer.member, how
        now.save(update_fields=["outcome", "ended_on", "ended_by", "how"])
        facts = {
            "kind": now.round.kind,
            "first": now.round.first.isoformat(),
            "last": now.round.last.isoformat(),
            "outcome": outcome.value,
        }
        timeline.write(viewer, case=row.case, kind="legal-renewal-ended", facts=facts, row=now.id)
        about = {"outcome": outcome.value}
        record(viewer, kinds.RENEWAL_ENDED, subject=now.subject_id, compartment=GENERAL, row=now, about=about)
    return now


def said_now(row: Renewal, today: date) -> Sequence[Renewal.Outcome]:
    """What can be said of it today."""
    done = (Renewal.Outcome.DONE, Renewal.Outcome.NOT_NEEDED)
    return (*done, Renewal.Outcome.MISSED) if row.due < today else done


def _not_twice(kind: str, country: str, says: Says, *, but: RenewalRound | None) -> None:
    same = RenewalRound.objects.filter(
        kind=kind, country=country, first=says.first, last=says.last, withdrawn_at__isnull=True
    )
    others = same.exclude(id=but.id) if but else same
    if others.exists():
        raise NotPossible(_TWICE)


def _save_once(row: RenewalRound) -> None:
    """Of two at the same moment the second is told, too."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise NotPossible(_TWICE) from twice


def _counting(row: RenewalRound) -> RenewalRound:
    now = RenewalRound.objects.select_for_update().get(id=row.id)
    if now.withdrawn_at is not None:
        raise NotPossible(_("It was taken back already."))
    return now


def _running(row: Renewal) -> Renewal:
    now = Renewal.objects.select_for_update(of=("self",)).select_related("round").get(id=row.id)
    if now.ended_on is not None:
        raise NotPossible(_("A colleague has ended this already."))
    return now


def _open(row: RenewalRound) -> list[Renewal]:
    rows = Renewal.objects.filter(round=row, ended_on__isnull=True)
    return list(rows.select_related("owner__account").order_by("id"))


def _move(row: RenewalRound) -> None:
    Renewal.objects.filter(round=row, ended_on__isnull=True).update(
        safe=days.act_by(row.first, row.last),
        due=row.last,
        acknowledged_on=None,
        escalated_at=None,
        escalated_level=0,
        escalated_on=None,
    )


def _keep(viewer: Viewer, kind: Kind, row: RenewalRound) -> None:
    about = {
        "kind": row.kind,
        "country": row.country,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
    }
    record(viewer, kind, row=row, about=about)
