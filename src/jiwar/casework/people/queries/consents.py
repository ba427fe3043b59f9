"""What a person has allowed, and whether they were asked at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from jiwar.casework.people import wording
from jiwar.casework.people.models import Consent, ConsentStep, Person
from jiwar.casework.people.queries.records import Record, other_records
from jiwar.casework.people.search import normalised
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


def in_force(
    viewer: Viewer, person: Person, today: date | None = None, others: Sequence[Record] | None = None
) -> list[Consent]:
    """Given, not withdrawn, and not run out, on any record of the person, among those the viewer may open.

    What another record refuses or takes back for the same purpose and recipient does not stand: the stricter wins.
    `others`: the person's other records, where the caller has them already.
    """
    today = today or timezone.localdate()
    others = other_records(viewer, person) if others is None else others
    people = [person, *(each.person for each in others)]
    open_to_viewer = {row.id for each in people for row in consents(viewer, each)} if others else None
    if open_to_viewer is None:
        return [row for row in consents(viewer, person) if row.in_force(today)]
    return [row for row in _standing(people, today) if row.id in open_to_viewer]


def _standing(people: Sequence[Person], today: date) -> list[Consent]:
    """Of several records, whoever asks: the answers are compared where they lie, and none is shown by it."""
    rows = list(Consent.objects.filter(person__in=people).order_by("-asked_at", "-id"))
    vault.prefetch(rows)
    given = [row for row in rows if row.in_force(today)]
    said_yes = {(row.person_id, _what_for(row)) for row in given}
    against = [row for row in rows if row.state in _NO and (row.person_id, _what_for(row)) not in said_yes]
    return [row for row in given if not any(_bars(no, row) for no in against)]


_NO = frozenset({Consent.State.REFUSED.value, Consent.State.WITHDRAWN.value})


def _what_for(row: Consent) -> tuple[str, str]:
    return row.purpose, normalised(row.recipient)


def _bars(no: Consent, yes: Consent) -> bool:
    """A no that names no recipient is meant for all."""
    if no.person_id == yes.person_id or no.purpose != yes.purpose:
        return False
    return not no.recipient or _what_for(no) == _what_for(yes)


@statement
def _given(person: UUID, today: date) -> QuerySet[Consent, UUID]:
    given = Consent.objects.filter(person=person, state=Consent.State.GIVEN)
    return given.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=today)).values_list("id", flat=True)[:1]


def consent_badge(viewer: Viewer, person: Person, others: Sequence[Record] | None = None) -> ConsentBadge:
    """Whether any consent stands is no secret of a compartment; which one is."""
    today = timezone.localdate()
    others = other_records(viewer, person) if others is None else others
    if others:
        stands = bool(_standing([person, *(each.person for each in others)], today))
    else:
        stands = bool(_given(person.id, today))
    if not stands:
        return ConsentBadge(False, ())
    codes = {row.purpose for row in in_force(viewer, person, today, others)}
    ordered = sorted(codes, key=Consent.Purpose.values.index)
    return ConsentBadge(True, tuple(wording.consent_purpose(code) for code in ordered))
