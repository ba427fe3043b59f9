"""Deciding whether two records are of one person. Nothing is moved and nothing re-sealed: a link is made or undone."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.people import audit_kinds
from jiwar.casework.people.models import Pair, Person
from jiwar.casework.people.queries.records import declared_different, in_order, other_records
from jiwar.casework.people.wording import listed
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record

_KINDS: dict[str, Kind] = {
    Pair.State.SAME: audit_kinds.PAIR_SAME,
    Pair.State.DIFFERENT: audit_kinds.PAIR_DIFFERENT,
    Pair.State.OPEN: audit_kinds.PAIR_OPEN,
}


@transaction.atomic
def decide_pair(viewer: Viewer, *, one: Person, other: Person, state: str, seen: str = "", score: int = 0) -> Pair:
    """Same, different, or left open. `seen` is the decision the page showed.

    Raises `Impossible` when it was decided otherwise in the meantime; when the two would be linked although a record
    of the one is known to be of somebody else than a record of the other; and when they would be said to be different
    although other links hold them together.
    """
    for person in (one, other):
        policy.require(viewer, can.MATCH_PEOPLE, subject=person.subject)
    pair = _kept(one, other, score)
    was, wanted = pair.decision, Pair.State(state).value
    if was not in {seen, wanted}:
        raise Impossible(_("This has been decided in the meantime."))
    if was == wanted:
        return pair
    if wanted == Pair.State.SAME:
        _require_no_contradiction(viewer, one, other)
    pair.state, pair.decided_by, pair.decided_at = wanted, viewer.member, timezone.now()
    pair.save(update_fields=["state", "decided_by", "decided_at"])
    if wanted == Pair.State.DIFFERENT:
        _require_apart(viewer, one, other)
    kind = audit_kinds.PAIR_UNLINKED if was == Pair.State.SAME else _KINDS[wanted]
    for person in (one, other):
        record(viewer, kind, subject=person.subject, compartment=IDENTITY, row=pair)
    return pair


def _kept(one: Person, other: Person, score: int) -> Pair:
    first, second = in_order(one, other)
    pair, _made = Pair.objects.get_or_create(first=first, second=second, defaults={"score": score})
    return Pair.objects.select_for_update(of=("self",)).get(id=pair.id)


def _require_no_contradiction(viewer: Viewer, one: Person, other: Person) -> None:
    sides = [[side, *(each.person for each in other_records(viewer, side))] for side in (one, other)]
    against = declared_different(viewer, *sides)
    if against is not None and {against.first_id, against.second_id} != {one.id, other.id}:
        numbers = {"first": against.first.written_number, "second": against.second.written_number}
        raise Impossible(
            _("%(first)s and %(second)s were said to be two different persons. Look at those two first.") % numbers
        )


def _require_apart(viewer: Viewer, one: Person, other: Person) -> None:
    """Asked when their own link is gone. What the viewer may not know holds nothing together for them."""
    held = {each.person.id: each.number for each in other_records(viewer, one)}
    if other.id in held:
        between = listed([number for id_, number in held.items() if id_ != other.id])
        numbers = {"first": one.written_number, "second": other.written_number, "between": between}
        raise Impossible(
            _("%(first)s and %(second)s are linked as one person by way of %(between)s. Undo a link on that way first.")
            % numbers
        )


def queue_pairs(person: Person, likely: Iterable[tuple[Person, int]]) -> None:
    """Keeps pairs with their scores for the queue; what was decided stays decided. Inside the caller's transaction."""
    ordered = [(*in_order(person, other), score) for other, score in likely]
    queue_found((first.id, second.id, score) for first, second, score in ordered)


def queue_found(found: Iterable[tuple[UUID, UUID, int]]) -> None:
    """Many at once: of each pair the record with the lower number first."""
    rows = [Pair(first_id=first, second_id=second, score=score) for first, second, score in found]
    Pair.objects.bulk_create(rows, ignore_conflicts=True)
