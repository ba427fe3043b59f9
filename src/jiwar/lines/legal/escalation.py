"""Calling for someone to act: first the owner of a deadline, then the coordinators, each once a level.

A deadline is quiet for the day on which its owner said 'I am on it'. The levels: NEAR (within the group's days),
UNANSWERED (a day later still nobody, or it has no owner), TODAY (the safe day has come, or no day is known), LOST (the
law's last day has passed). From UNANSWERED on the coordinators are called too; for a paper or a renewal round first
whoever supervises its owner, and the coordinators from TODAY on.
"""

from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, roles, words
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import viewer_for
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups import opening
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.jobs import outbox
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import Deadline, Renewal, RunsOut
from jiwar.lines.legal.radar.rounds.told import RENEWAL_CALLS

DEADLINE_CALLS: Final = "deadline-calls"
RUNS_OUT_CALLS: Final = "runs-out-calls"
AHEAD: Final = 14
"""Days before a paper runs out from which its owner is called: renewing takes longer than answering a letter."""
A_DATE_WAITS: Final = outbox.register(
    outbox.Notice("date-waits", _("You have a message"), _("A date needs you in Jiwar."))
)

Called = Deadline | RunsOut | Renewal
_CALLS: Final[dict[type[Any], tuple[str, str, Kind]]] = {
    Deadline: (DEADLINE_CALLS, "deadline", kinds.DEADLINE_ESCALATED),
    RunsOut: (RUNS_OUT_CALLS, "row", kinds.RUNS_OUT_ESCALATED),
    Renewal: (RENEWAL_CALLS, "row", kinds.RENEWAL_ESCALATED),
}
"""Of what is called for: the word, the name under which it carries the row, and what the audit says."""


class Level(IntEnum):
    QUIET = 0
    NEAR = 1
    UNANSWERED = 2
    TODAY = 3
    LOST = 4


def escalate(today: date, now: datetime) -> int:
    """Calls for every deadline of this group that needs it and has not been called for at its level."""
    horizon = today + timedelta(days=current_group().escalation_days)
    rows = (
        Deadline.objects.filter(
            status=Deadline.Status.OPEN, kind=Deadline.Kind.LIMIT, sort_by__lte=horizon, escalated_level__lt=Level.LOST
        )
        .exclude(acknowledged_on=today)
        .exclude(case__state=Case.State.CLOSED)
        .select_related("owner__account", "owner__group", "case__subject")
        .order_by("sort_by", "id")
    )
    return sum(_call(row, today, now) for row in rows)


def escalate_what_runs_out(today: date, now: datetime) -> int:
    """The same for papers and reviews, and for cases in a round: there the last call says that it was missed."""
    return sum(_escalate_running_out(kind, today, now) for kind in (RunsOut, Renewal))


def _escalate_running_out(kind: type[RunsOut | Renewal], today: date, now: datetime) -> int:
    horizon = today + timedelta(days=max(AHEAD, current_group().escalation_days))
    rows = (
        kind.objects.filter(ended_on__isnull=True, safe__lte=horizon, escalated_level__lt=Level.LOST)
        .exclude(acknowledged_on=today)
        .exclude(case__state=Case.State.CLOSED)
        .select_related("owner__account", "owner__group", "case__subject")
        .order_by("safe", "id")
    )
    return sum(_call(row, today, now) for row in rows)


def level_of(row: Called, today: date) -> Level:
    """How loudly it has to be called for today."""
    last = row.due or row.safe
    if last is not None and last < today:
        return Level.LOST
    if row.safe is None or row.safe <= today:
        return Level.TODAY
    unanswered = row.escalated_on is not None and row.escalated_on < today
    return Level.UNANSWERED if unanswered or row.owner_id is None else Level.NEAR


def _call(row: Called, today: date, now: datetime) -> bool:
    level = level_of(row, today)
    if level <= row.escalated_level:
        return False
    with transaction.atomic():
        # Of two workers at once one finds the level already raised.
        rows: QuerySet[Any] = type(row)._default_manager.filter(id=row.id)
        taken = rows.filter(escalated_level=row.escalated_level).update(
            escalated_level=level, escalated_on=today, escalated_at=now
        )
        if not taken:
            return False
        calls, name, kind = _CALLS[type(row)]
        away = not opening.is_open(now)
        for member in _called(row, level):
            words.tell(member, calls, {name: str(row.id), "level": level.name.lower()})
            if away:
                outbox.tell(member.account, A_DATE_WAITS)
        told = {"level": level.name.lower()}
        record(None, kind, subject=row.subject_id, compartment=row.compartment, row=row, about=told)
    return True


def _called(row: Called, level: Level) -> list[Membership]:
    called = [row.owner] if row.owner is not None and row.owner.ended_at is None else []
    if called and level >= Level.UNANSWERED and not isinstance(row, Deadline):
        supervisor = called[0].supervisor
        if supervisor is not None and supervisor.ended_at is None and _may_know(supervisor, row):
            called.append(supervisor)
            if level < Level.TODAY:
                return called
    if level >= Level.UNANSWERED or not called:
        known = {member.id for member in called}
        coordinators = [member for member in words.members_in_role(roles.COORDINATOR) if member.id not in known]
        called += [member for member in coordinators if _may_know(member, row)]
    return called


def _may_know(member: Membership, row: Called) -> bool:
    """A coordinator is not told of a file whose existence is hidden from them."""
    return policy.decide(viewer_for(member), can.SIGNED_IN, subject=row.case.subject).allowed
