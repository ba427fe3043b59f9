"""What erasing a person would take, and what it would leave. Asked by the page and by the work itself."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from jiwar.casework.cases.models import Case, CaseMember, Document, Note
from jiwar.casework.erasing import lists
from jiwar.casework.people.models import Household, HouseholdMember, Pair, PeopleImport, Person, RegistrationDraft
from jiwar.casework.people.queries.numbers import numbers_of_people


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


def of(person: Person, *, only_cases: frozenset[UUID] | None = None) -> Plan:
    """`only_cases`: the subjects of the cases that went then. After a restore the rows are those of an older day, and
    a case may seem to be theirs alone that somebody else joined later.
    """
    alone: list[Case] = []
    shared: list[Case] = []
    for case in _cases(person):
        theirs = not case.others if only_cases is None else case.subject_id in only_cases  # type: ignore[attr-defined]  # annotated
        (alone if theirs else shared).append(case)
    return Plan(
        person,
        tuple(alone),
        tuple(shared),
        tuple(_homes(person)),
        tuple(lists.about(person)),
        tuple(lists.drafts_about(person)),
    )


def _cases(person: Person) -> list[Case]:
    others = CaseMember.objects.filter(case=OuterRef("pk"), left_at__isnull=True).exclude(person=person)
    rows = Case.objects.filter(members__person=person, subject__erased_at__isnull=True).distinct()
    return list(rows.annotate(others=Exists(others)).select_related("subject").order_by("number"))


def _homes(person: Person) -> list[Household]:
    others = HouseholdMember.objects.filter(household=OuterRef("pk")).exclude(person=person)
    rows = Household.objects.filter(members__person=person).distinct()
    return list(rows.filter(~Exists(others)).select_related("subject"))


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
