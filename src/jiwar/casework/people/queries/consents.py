"""What a person has allowed, and whether they were asked at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from jiwar.casework.people import wording
from jiwar.casework.people.models import Consent, ConsentStep, Person
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement


@dataclass(frozen=True)
class ConsentBadge:
    """`stands` False: 'no consent yet'. `purposes`: short words for those in force that the viewer may open."""

    stands: bool
    purposes: tuple[str, ...]


def consents(viewer: Viewer, person: Person) -> list[Consent]:
    """Newest first, with their steps; those of `identity` and of compartments opened to the viewer."""
    opened = policy.scope(viewer, Consent.objects.filter(person=person)).values("id")
    rows = Consent.objects.filter(Q(compartment=IDENTITY.code) | Q(id__in=opened), person=person)
    found = list(rows.prefetch_related("steps__by__account").order_by("-asked_at", "-id"))
    vault.prefetch([*found, *_steps(found)])
    return found


def _steps(rows: Iterable[Consent]) -> list[ConsentStep]:
    return [step for row in rows for step in row.steps.all()]


def consent(viewer: Viewer, person: Person, consent_id: UUID) -> Consent:
    """One of `consents`; raises `NotThere`."""
    for row in consents(viewer, person):
        if row.id == consent_id:
            return row
    raise NotThere(person.subject_id)


def in_force(viewer: Viewer, person: Person, today: date | None = None) -> list[Consent]:
    """Given, not withdrawn, not run out, among those the viewer may open."""
    today = today or timezone.localdate()
    return [row for row in consents(viewer, person) if row.in_force(today)]


@statement
def _given(person: UUID, today: date) -> QuerySet[Consent, UUID]:
    given = Consent.objects.filter(person=person, state=Consent.State.GIVEN)
    return given.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=today)).values_list("id", flat=True)[:1]


def consent_badge(viewer: Viewer, person: Person) -> ConsentBadge:
    """Whether any consent stands is no secret of a compartment; which one is."""
    today = timezone.localdate()
    if not _given(person.id, today):
        return ConsentBadge(False, ())
    codes = sorted({row.purpose for row in in_force(viewer, person, today)}, key=Consent.Purpose.values.index)
    return ConsentBadge(True, tuple(wording.consent_purpose(code) for code in codes))
