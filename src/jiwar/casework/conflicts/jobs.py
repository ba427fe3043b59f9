"""What is looked for in the background when a name comes: so that neither a page nor its time tells what was found."""

from django.db import transaction
from django_tasks import task

from jiwar.casework.cases.models import Case
from jiwar.casework.conflicts import looking, outcomes, walls
from jiwar.casework.conflicts.models import Check, Match, Opposed
from jiwar.casework.people.models import Person
from jiwar.foundation.access import events
from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys


def subscribe() -> None:
    events.subscribe(events.MemberJoined, look_at_member_later)


def look_for_later(opposed: Opposed) -> None:
    """Queues the look; it is kept or lost with the transaction."""
    look.enqueue(str(opposed.group_id), "opposed", str(opposed.id))


def look_at_person_later(person: Person) -> None:
    if Opposed.objects.exists():
        look.enqueue(str(person.group_id), "person", str(person.id))


def look_at_member_later(event: events.MemberJoined) -> None:
    look.enqueue(str(event.member.group_id), "member", str(event.member.id))


@task()
def look(group_id: str, kind: str, row_id: str) -> None:
    """Twice is once."""
    with acting_for(Group.objects.get(id=group_id)), keys.session(), transaction.atomic():
        for case in _told_anew(kind, row_id):
            outcome = outcomes.of(case)
            last = Check.objects.filter(case=case).first()
            if last is None or last.outcome != outcome:
                Check.objects.create(case=case, occasion=Check.Occasion.NAME, outcome=outcome)


def _found(kind: str, row_id: str) -> list[Match]:
    if kind == "opposed":
        rows = Opposed.objects.filter(id=row_id).select_related("case__subject", "person__subject")
        found = [match for row in rows for match in looking.look_for(row)]
    elif kind == "person":
        people = Person.objects.filter(id=row_id).select_related("subject")
        found = [match for row in people for match in looking.look_for_person(row)]
    else:
        members = Membership.objects.filter(id=row_id).select_related("account")
        found = [match for row in members for match in looking.look_for_member(row)]
    for match in found:
        walls.follow(None, match)
    return found


def _told_anew(kind: str, row_id: str) -> list[Case]:
    """Cases whose outcome may be another one now. That a hidden file was met brings none of them."""
    found = [match for match in _found(kind, row_id) if not outcomes.is_silent(match)]
    people = [match.person_id for match in found if match.person_id]
    of_people = Case.objects.filter(members__person__in=people, members__left_at__isnull=True)
    looked_at = Opposed.objects.filter(id=row_id).values_list("case_id", flat=True)
    ids = {*(match.opposed.case_id for match in found), *of_people.values_list("id", flat=True), *looked_at}
    return list(Case.objects.filter(id__in=ids).select_related("subject"))
