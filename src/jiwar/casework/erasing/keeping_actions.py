"""The data guardian's decisions about keeping: for how many years, and of one file: until which day."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.erasing import audit_kinds, keeping, words
from jiwar.casework.erasing.models import Due, Hold, KeepingYears
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.access.words import tell_guardians
from jiwar.foundation.audit.record import COMPARTMENT, record
from jiwar.foundation.vault.models import Subject


@transaction.atomic
def set_years(viewer: Viewer, *, years: Mapping[str, int | None]) -> None:
    """None: not set, and nothing comes due by that rule. All data guardians are told; the list is brought up to it."""
    policy.require(viewer, can.GUARD_DATA)
    before = keeping.years()
    now = {rule.code: years[rule.code] for rule in keeping.rules() if rule.code in years}
    if all(before.get(rule) == kept for rule, kept in now.items()):
        return
    for rule, kept in now.items():
        if kept is None:
            KeepingYears.objects.filter(rule=rule).delete()
        elif before.get(rule) != kept:
            KeepingYears.objects.update_or_create(rule=rule, defaults={"years": kept, "set_by": viewer.member})
    record(viewer, audit_kinds.YEARS, about={"before": before, "years": dict(now)})
    tell_guardians(words.YEARS_CHANGED, {"member": str(viewer.member.id)})
    keeping.look_through()


@transaction.atomic
def keep(viewer: Viewer, *, person: Person, until: date, said: str) -> Hold:
    """The file stays until that day, and is off the list so long. A new day takes the place of the one before; the same
    said twice is once."""
    policy.require(viewer, can.GUARD_DATA)
    subject = Subject.objects.select_for_update().get(id=person.subject_id)
    if subject.erased_at is not None:
        policy.refuse("erased", subject=subject)
    if until <= timezone.localdate():
        raise Impossible(_("This day is over: choose one that is to come."))
    running = Hold.objects.filter(person=person, ended_at__isnull=True)
    now = running.first()
    if now is not None and (now.until, now.words, now.set_by_id) == (until, said, viewer.member.id):
        return now
    running.update(ended_at=timezone.now())
    hold = Hold.objects.create(
        subject=subject, compartment=COMPARTMENT, person=person, until=until, words=said, set_by=viewer.member
    )
    Due.objects.filter(person=person).delete()
    record(viewer, audit_kinds.KEPT, subject=subject, row=hold, about={"until": until.isoformat()})
    return hold


@transaction.atomic
def let_go(viewer: Viewer, *, person: Person) -> None:
    """What held the file is over before its day. It comes back to the list by itself when it is due."""
    policy.require(viewer, can.GUARD_DATA)
    if Hold.objects.filter(person=person, ended_at__isnull=True).update(ended_at=timezone.now()):
        record(viewer, audit_kinds.LET_GO, subject=person.subject_id)
