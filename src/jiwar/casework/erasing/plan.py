"""What erasing a person would take, and what it would leave. Asked by the page and by the work itself."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum
from django.db.models.functions import ExtractYear

from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases.models import Case, CaseMember, Document, Note
from jiwar.casework.erasing import lists
from jiwar.casework.people.models import Household, HouseholdMember, Pair, PeopleImport, Person, RegistrationDraft
from jiwar.casework.people.queries.numbers import numbers_of_people

Years = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Plan:
    """`alone`: cases nobody else is on, which go; `shared`: cases that stay with those who are still on them."""

    person: Person
    alone: tuple[Case, ...]
    shared: tuple[Case, ...]
    homes: tuple[Household, ...]
    """Households in which nobody would be left."""
    lists: tuple[PeopleImport, ...]
    """Open lists that hold a row about the person: they are closed."""
    drafts: tuple[RegistrationDraft, ...]

    @property
    def subjects(self) -> list[UUID]:
        """Whose keys are destroyed."""
        return [row.subject_id for row in (self.person, *self.alone, *self.homes)]


def of(person: Person, *, only: frozenset[UUID] | None = None) -> Plan:
    """`only`: the subjects that went then. After a restore the rows are those of an older day, and a case or a
    household may seem to be theirs alone that somebody else joined later.
    """
    cases, homes = _cases(person), list(Household.objects.filter(members__person=person).distinct())
    stays = _shared(cases, homes, person)
    if only is not None:
        stays = {row.subject_id for row in (*cases, *homes)} - only
    return Plan(
        person,
        tuple(case for case in cases if case.subject_id not in stays),
        tuple(case for case in cases if case.subject_id in stays),
        tuple(home for home in homes if home.subject_id not in stays),
        tuple(lists.about(person)),
        tuple(lists.drafts_about(person)),
    )


def _cases(person: Person) -> list[Case]:
    rows = Case.objects.filter(members__person=person, subject__erased_at__isnull=True).distinct()
    return list(rows.select_related("subject").order_by("number"))


def _shared(cases: list[Case], homes: list[Household], person: Person) -> set[UUID]:
    """The subjects of those that others are on: of a case now, of a household ever."""
    on_cases = CaseMember.objects.filter(case__in=cases, left_at__isnull=True).exclude(person=person)
    in_homes = HouseholdMember.objects.filter(household__in=homes).exclude(person=person)
    return {
        *on_cases.values_list("case__subject", flat=True),
        *in_homes.values_list("household__subject", flat=True),
    }


def kept_counts(plan: Plan) -> Years:
    """What reports count and the rows would no longer tell: minutes and appointments of each year."""
    notes = Note.objects.filter(case__in=[case.id for case in plan.alone]).order_by()
    minutes = notes.annotate(year=ExtractYear("happened_on")).values_list("year").annotate(Sum("minutes"))
    came = Appointment.objects.filter(person=plan.person, state=Appointment.State.CAME).order_by()
    years = Counter(came.annotate(year=ExtractYear("starts")).values_list("year", flat=True))
    found = {
        "minutes": {str(year): total for year, total in minutes if total},
        "appointments": {str(year): number for year, number in sorted(years.items())},
    }
    return {name: counts for name, counts in found.items() if counts}


def lying_about(plan: Plan) -> dict[str, int]:
    """What is taken away whole because it speaks of the person too, by table."""
    return {"people.peopleimport": len(plan.lists), "people.registrationdraft": len(plan.drafts)}


@dataclass(frozen=True)
class SharedCase:
    """A case that stays: what in it may still speak of the person, for those who work on it to look through."""

    number: str
    notes: int
    papers: int


def shared_cases(plan: Plan) -> list[SharedCase]:
    return [
        SharedCase(
            case.written_number,
            Note.objects.filter(case=case).count(),
            Document.objects.filter(case=case).count(),
        )
        for case in plan.shared
    ]


def linked(person: Person) -> list[str]:
    """Numbers of other records said to be of the same person: each is erased by itself."""
    same = Pair.objects.filter(state=Pair.State.SAME).select_related("first", "second")
    rows = [*same.filter(first=person), *same.filter(second=person)]
    others = [row.second if row.first_id == person.id else row.first for row in rows]
    names = numbers_of_people([other.subject_id for other in others])
    return sorted(name.number for name in names.values())
