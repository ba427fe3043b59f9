"""Calling for somebody to go along: first who leads the hearing, a day later the coordinators too."""

from datetime import date, datetime

from django.db import transaction

from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, roles, words
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import viewer_for
from jiwar.foundation.audit.record import record
from jiwar.lines.legal import kinds
from jiwar.lines.legal.detention.tree import works_on
from jiwar.lines.legal.escalation import Level
from jiwar.lines.legal.hearings import company
from jiwar.lines.legal.models import Companion, Hearing
from jiwar.lines.legal.owners import owner_of


def call_for_company(today: date, now: datetime) -> int:
    """Of this group; how many hearings were called for."""
    agreed = Companion.objects.filter(state=Companion.State.AGREED).values("hearing")
    rows = Hearing.objects.filter(
        state=Hearing.State.PLANNED,
        appointment__state=Appointment.State.BOOKED,
        appointment__starts__range=(now, now + company.AHEAD),
        escalated_level__lt=Level.UNANSWERED,
    )
    rows = rows.exclude(id__in=agreed).exclude(case__state=Case.State.CLOSED).exclude(escalated_on=today)
    rows = rows.select_related("case__subject", "appointment__staff__account", "appointment__staff__group")
    return sum(_call(row, today) for row in rows.order_by("appointment__starts", "id"))


def _call(row: Hearing, today: date) -> bool:
    leads = _leads(row)
    level = Level.NEAR if leads is not None and row.escalated_level == Level.QUIET else Level.UNANSWERED
    with transaction.atomic():
        # Of two workers at once one finds the level already raised.
        raised = Hearing.objects.filter(id=row.id, escalated_level=row.escalated_level)
        if not raised.update(escalated_level=level, escalated_on=today):
            return False
        called = [leads] if leads is not None else []
        if level is Level.UNANSWERED:
            called += [member for member in _coordinators(row) if leads is None or member.id != leads.id]
        for member in called:
            company.tell(member, row, company.NOBODY)
        about = {"level": level.name.lower()}
        record(None, kinds.HEARING_CALLED, subject=row.subject_id, compartment=GENERAL, row=row, about=about)
    return True


def _leads(row: Hearing) -> Membership | None:
    staff = row.appointment.staff
    return staff if staff is not None and works_on(staff, row.case) else owner_of(row.case)


def _coordinators(row: Hearing) -> list[Membership]:
    found = words.members_in_role(roles.COORDINATOR)
    subject = row.case.subject
    return [each for each in found if policy.decide(viewer_for(each), can.SIGNED_IN, subject=subject).allowed]
