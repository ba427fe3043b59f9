"""Recording what makes a person's situation harder, in the compartment its sensitivity asks for."""

from django.db import transaction
from django.utils import timezone

from jiwar.casework.people import audit_kinds, specific_needs
from jiwar.casework.people.models import Person, SpecificNeed
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record


@transaction.atomic
def record_need(viewer: Viewer, *, person: Person, code: str, note: str = "") -> SpecificNeed:
    """Raises `KeyError` for an unknown code, `Refused` without the need's own compartment. Said twice, it is once."""
    compartment = specific_needs.need(code).compartment
    policy.require(viewer, can.WORK_ON_FILES, subject=person.subject, compartment=compartment)
    Person.objects.select_for_update().get(id=person.id)
    for known in SpecificNeed.objects.filter(person=person, compartment=compartment.code, ended_at=None):
        if (known.code, known.note) == (code, note):
            return known
    row = SpecificNeed.objects.create(
        person=person,
        subject=person.subject,
        compartment=compartment.code,
        code=code,
        note=note,
        recorded_by=viewer.member,
    )
    record(viewer, audit_kinds.NEED_RECORDED, subject=person.subject, compartment=compartment, row=row)
    return row


@transaction.atomic
def end_need(viewer: Viewer, *, need: SpecificNeed) -> SpecificNeed:
    """It is no longer so. The row stays; saying it twice changes nothing."""
    compartment = specific_needs.need(need.code).compartment
    policy.require(viewer, can.WORK_ON_FILES, subject=need.subject, compartment=compartment)
    if need.ended_at is None:
        need.ended_at = timezone.now()
        need.save(update_fields=["ended_at"])
        record(viewer, audit_kinds.NEED_ENDED, subject=need.subject, compartment=compartment, row=need)
    return need
