"""The erasing itself, in the caller's one transaction: keys, rows, index entries and files, or nothing of it."""

from collections import Counter
from uuid import UUID

from django.utils import timezone

from jiwar.casework.cases import timeline
from jiwar.casework.cases.models import Case, CaseMember, Service
from jiwar.casework.conflicts import walls
from jiwar.casework.erasing import audit_kinds, rows, words
from jiwar.casework.erasing.plan import Plan, lying_about
from jiwar.casework.people import parts, search
from jiwar.casework.people.actions import drafting
from jiwar.casework.people.imports import actions as imports
from jiwar.casework.people.imports import leaving
from jiwar.casework.people.models import HouseholdMember, Person
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Grant, Lending
from jiwar.foundation.access.words import tell
from jiwar.foundation.audit.record import record
from jiwar.foundation.vault import keys
from jiwar.foundation.vault.models import SealedModel, Subject


def destroy(plan: Plan) -> Counter[str]:
    """Everything of the plan. What stays is a number, codes and dates; whoever asks for more is told it was erased.

    Lists are locked before subjects, as by whoever brings one in. The lines outside the database are the caller's to
    write, as the last thing before it is committed.
    """
    for brought in leaving.locked().filter(id__in=[each.id for each in plan.lists]):
        imports.erase(None, brought)
    # Who is writing under them now ends first; who comes later finds them erased.
    list(Subject.objects.select_for_update().filter(id__in=plan.subjects).order_by("id").values_list("id", flat=True))
    for draft in plan.drafts:
        drafting.erase_draft(draft)
    _off_the_lists_of_names(plan.person)
    _tell_those_who_stay(plan)
    _leave_shared_cases(plan)
    homes = set(HouseholdMember.objects.filter(person=plan.person).values_list("household_id", flat=True))
    walls.forget(plan.subjects, plan.person)
    gone = rows.take(plan.person, plan.subjects)
    gone += Counter(lying_about(plan))
    _somebody_heads(homes - {home.id for home in plan.homes})
    Person.objects.filter(id=plan.person.id).update(changed_at_version={}, version=plan.person.version + 1)
    _close_what_stays(plan.subjects)
    _destroy_keys(plan.subjects)
    return +gone


def destroy_subject(subject: Subject) -> None:
    """A case or a household alone: after a restore, where the person it went with was not in it yet."""
    walls.forget([subject.id])
    rows.take_sealed([subject.id])
    _close_what_stays([subject.id])
    _destroy_keys([subject.id])


def _off_the_lists_of_names(person: Person) -> None:
    """A name that opens no more was taken off when its key went; the program then says so and goes on."""
    try:
        names = [name.text for name in parts.who(person).names]
    except keys.Erased:
        return
    search.forget_names(person, names)


def _tell_those_who_stay(plan: Plan) -> None:
    number = plan.person.written_number
    told = {member.id: member for case in plan.shared for member in policy.holders(case.subject)}
    told |= {member.id: member for member in policy.holders(plan.person.subject)}
    for member in told.values():
        tell(member, words.PERSON_ERASED, {"person": number})


def _leave_shared_cases(plan: Plan) -> None:
    for case in plan.shared:
        on_it = CaseMember.objects.filter(case=case, person=plan.person, left_at__isnull=True)
        if on_it.update(left_at=timezone.now()):
            timeline.write(None, case=case, kind=words.ON_THE_TIMELINE, facts={"number": plan.person.written_number})
            record(None, audit_kinds.LEFT_A_CASE, subject=case.subject, row=case)
        rows.empty_help(Service.objects.filter(case=case, person=plan.person).select_related("subject"))


def _somebody_heads(homes: set[UUID]) -> None:
    for home in homes:
        left = HouseholdMember.objects.filter(household=home, left_at__isnull=True).order_by("joined_at", "id")
        first = left.first()
        if first is not None and not left.filter(head=True).exists():
            HouseholdMember.objects.filter(id=first.id).update(head=True)


def _close_what_stays(subjects: list[UUID]) -> None:
    now = timezone.now()
    cases = Case.objects.filter(subject__in=subjects)
    cases.exclude(state=Case.State.CLOSED).update(
        state=Case.State.CLOSED, step=Case.Step.CLOSURE, closed_at=now, closing_reason=Case.Closing.OTHER
    )
    cases.update(danger="", danger_since=None)
    services = Service.objects.filter(subject__in=subjects)
    services.filter(state__in=Service.RUNNING).update(state=Service.State.DROPPED, state_since=now)
    Lending.objects.filter(subject__in=subjects, ended_at__isnull=True).update(ended_at=now)
    Grant.objects.filter(subject__in=subjects, ended_at__isnull=True).update(ended_at=now)
    staying: tuple[type[SealedModel], ...] = (Person, Case, Service, Lending)
    for model in staying:
        rows.empty(model, model._default_manager.filter(subject__in=subjects))


def _destroy_keys(subjects: list[UUID]) -> None:
    for subject in subjects:
        keys.destroy(subject)
    Subject.objects.filter(id__in=subjects, erased_at__isnull=True).update(erased_at=timezone.now())
