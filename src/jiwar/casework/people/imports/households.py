"""People with the same family in a list live together from now on; undone, they live as they did before."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from jiwar.casework.people import audit_kinds
from jiwar.casework.people.actions import family
from jiwar.casework.people.imports.messages import Message
from jiwar.casework.people.imports.models import ImportedRow, PeopleImport
from jiwar.casework.people.models import Household, HouseholdMember, Person
from jiwar.casework.people.queries import filling_right
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.vault import keys
from jiwar.foundation.vault.models import Subject


def join(viewer: Viewer, brought: PeopleImport, row: ImportedRow, person: Person) -> tuple[str, list[Message]]:
    """The membership, '' where there is none, and what is to say. Who lives with others already is left there, and who
    was hidden meanwhile is nobody."""
    first = _first_of_the_family(viewer, brought, row, person)
    if first is None or first.person is None:
        return "", []
    if _membership(person):
        return "", [Message("household-elsewhere")]
    for each in (person, first.person):
        policy.require(viewer, filling_right(), subject=each.subject)
    lived_alone = not _membership(first.person)
    family.house_together(viewer, person=person, with_=first.person, about={"import": str(brought.id)})
    if lived_alone:
        first.told = {**first.told, "joined": _membership(first.person)}
        first.save()
    return _membership(person), []


def _first_of_the_family(viewer: Viewer, brought: PeopleImport, row: ImportedRow, person: Person) -> ImportedRow | None:
    known = policy.may_know(viewer, Subject.Kind.PERSON, "person__subject")
    rows = ImportedRow.objects.filter(known, of=brought, household_key=row.household_key, person__isnull=False)
    others = rows.exclude(id=row.id).exclude(person=person).order_by("row")
    return others.select_related("person__subject").first() if row.household_key else None


def _membership(person: Person) -> str:
    living = HouseholdMember.objects.filter(person=person, left_at__isnull=True).first()
    return str(living.id) if living else ""


def leave(viewer: Viewer, brought: PeopleImport, row: ImportedRow) -> None:
    """Whoever was there first stays while others are with them."""
    member = (
        HouseholdMember.objects.filter(id=row.told["joined"]).select_related("household", "person__subject").first()
    )
    if member is None or (member.head and member.household.members.exclude(id=member.id).exists()):
        return
    _record(viewer, brought, member)
    home_id = member.household_id
    member.delete()
    tidy(viewer, brought, row, [home_id])


def tidy(viewer: Viewer, brought: PeopleImport, row: ImportedRow, home_ids: Iterable[UUID]) -> None:
    """A household in which nobody is left goes, and one in which only they are left for whom the list made it."""
    for home in Household.objects.filter(id__in=list(home_ids)):
        left = list(home.members.select_related("person__subject")[:2])
        if not left or (len(left) == 1 and _made_for(viewer, brought, row, left[0])):
            _dissolve(viewer, brought, home, left)


def _made_for(viewer: Viewer, brought: PeopleImport, row: ImportedRow, member: HouseholdMember) -> bool:
    if not member.head or not policy.decide(viewer, filling_right(), subject=member.person.subject).allowed:
        return False
    family_of_row = ImportedRow.objects.filter(of=brought, household_key=row.household_key)
    return any(each.told.get("joined") == str(member.id) for each in family_of_row)


def _dissolve(viewer: Viewer, brought: PeopleImport, home: Household, left: list[HouseholdMember]) -> None:
    subject_id = home.subject_id
    try:
        with transaction.atomic():
            for member in left:
                _record(viewer, brought, member)
            home.delete()
    except ProtectedError:
        return
    keys.destroy(subject_id)


def _record(viewer: Viewer, brought: PeopleImport, member: HouseholdMember) -> None:
    about = {"import": str(brought.id)}
    subject = member.person.subject
    record(
        viewer, audit_kinds.HOUSEHOLD_CHANGED, subject=subject, compartment=IDENTITY, row=member.household, about=about
    )
