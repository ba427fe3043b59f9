"""What can be asked: erasures, what one would take, what has come due, and how many were helped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import ExtractYear

from jiwar.casework.erasing import holds as held
from jiwar.casework.erasing import horizon, keeping, plan, rows, wording
from jiwar.casework.erasing.hidden import nothing_hidden
from jiwar.casework.erasing.models import Due, Erasure, Hold
from jiwar.casework.erasing.plan import SharedCase
from jiwar.casework.people.models import Person
from jiwar.casework.service_lines import Holding
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement

YEARS_SHOWN = 5


@dataclass(frozen=True)
class Preview:
    """`takes`: what kinds of things go and how many."""

    takes: list[tuple[str, int]]
    cases: list[str]
    shared: list[SharedCase]
    homes: int
    lists: int
    linked: list[str]
    held: list[Holding]
    hold: Hold | None
    horizon: horizon.Horizon
    stays: list[tuple[str, str]]


def person(viewer: Viewer, person_id: UUID) -> Person:
    """For the data guardian, who knows every file by its number, hidden or not, and opens none."""
    policy.require(viewer, can.GUARD_DATA)
    found = Person.objects.select_related("subject").filter(id=person_id).first()
    if found is None:
        raise NotThere()
    if found.subject.erased_at is not None:
        policy.refuse("erased", subject=found.subject)
    return found


def person_of(viewer: Viewer, subject_id: UUID) -> UUID | None:
    policy.require(viewer, can.GUARD_DATA)
    return Person.objects.filter(subject=subject_id).values_list("id", flat=True).first()


def preview(viewer: Viewer, person: Person) -> Preview:
    policy.require(viewer, can.AGREE_TO_ERASING)
    planned = plan.of(person)
    return Preview(
        takes=wording.in_words({**rows.count(person, planned.subjects), **plan.lying_about(planned)}),
        cases=[case.written_number for case in planned.alone],
        shared=plan.shared_cases(planned),
        homes=len(planned.homes),
        lists=len(planned.lists),
        linked=plan.linked(person),
        held=held.on(planned),
        hold=held.running_hold(person.id),
        horizon=horizon.now(),
        stays=wording.staying({**plan.kept_counts(planned), "cases": len(planned.alone)}),
    )


def _seen(viewer: Viewer) -> QuerySet[Erasure]:
    policy.require(viewer, can.AGREE_TO_ERASING)
    found = Erasure.objects.select_related("subject", "person", "asked_by__account", "decided_by__account").order_by(
        "-asked_at"
    )
    return found if viewer.can(can.GUARD_DATA) else found.filter(nothing_hidden())


def waiting(viewer: Viewer) -> list[Erasure]:
    return list(_seen(viewer).filter(state__in=Erasure.WAITING))


def over(viewer: Viewer) -> QuerySet[Erasure]:
    """What was decided, newest first, to be paged."""
    return _seen(viewer).exclude(state__in=Erasure.WAITING)


def erasure(viewer: Viewer, erasure_id: UUID) -> Erasure:
    found = _seen(viewer).filter(id=erasure_id).first()
    if found is None:
        raise NotThere()
    return found


def waiting_of(viewer: Viewer, person: Person) -> Erasure | None:
    return _seen(viewer).filter(person=person, state__in=Erasure.WAITING).first()


@dataclass(frozen=True)
class DueShown:
    row: Due
    number: str
    hidden: bool
    why: list[str]


def due(viewer: Viewer) -> QuerySet[Due]:
    """Longest due first, to be paged."""
    policy.require(viewer, can.GUARD_DATA)
    return Due.objects.select_related("person__subject").order_by("since", "id")


def shown(found: Iterable[Due]) -> list[DueShown]:
    names = {rule.code: rule for rule in keeping.rules()}
    return [
        DueShown(
            row,
            row.person.written_number,
            row.person.subject.hidden,
            [
                wording.rule_over(names.get(str(code)), str(code), date.fromisoformat(day), int(kept))
                for code, day, kept in row.why
            ],
        )
        for row in found
    ]


def kept(viewer: Viewer) -> list[Hold]:
    """Files that are held now, the first to end first."""
    policy.require(viewer, can.GUARD_DATA)
    found = list(
        Hold.objects.filter(held.running()).select_related("subject", "person", "set_by__account").order_by("until")
    )
    vault.prefetch(found)
    return found


def how_many_wait(viewer: Viewer) -> int:
    """For the navigation: erasures that wait for this viewer's word, and what has come due."""
    if not viewer.can(can.AGREE_TO_ERASING):
        return 0
    asked: int = _how_many_asked(viewer)[0]
    return asked + _how_many_due()[0] if viewer.can(can.GUARD_DATA) else asked


@statement
def _how_many_asked(viewer: Viewer) -> QuerySet[Erasure, int]:
    """One row. Asked on every page of whoever agrees."""
    rows = Erasure.objects.filter(state=Erasure.State.ASKED).exclude(asked_by=viewer.member)
    seen = rows if viewer.can(can.GUARD_DATA) else rows.filter(nothing_hidden())
    return seen.values(of=Value(1)).annotate(counted=Count("id")).values_list("counted", flat=True)


@statement
def _how_many_due() -> QuerySet[Due, int]:
    return Due.objects.values(of=Value(1)).annotate(counted=Count("id")).values_list("counted", flat=True)


@dataclass(frozen=True)
class Helped:
    """People registered in a year, hidden ones too, so for data guardians; those erased since are among them."""

    year: int
    people: int
    erased: int


def helped(viewer: Viewer) -> list[Helped]:
    policy.require(viewer, can.GUARD_DATA)
    found = Person.objects.annotate(year=ExtractYear("registered_at")).order_by().values("year")
    counted = found.annotate(people=Count("id"), erased=Count("id", filter=Q(subject__erased_at__isnull=False)))
    return [Helped(row["year"], row["people"], row["erased"]) for row in counted.order_by("-year")[:YEARS_SHOWN]]
