"""Whether somebody who is opposed to a case is known to the group: among its people, or among those who work here.

Names are found on the sealed lists in whatever script they were written and compared by the names engine. Nothing is
decided here and nobody is told: what is found stands as a `Match` until somebody with the right decides.
"""

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet

from jiwar.casework.cases.models import CaseMember
from jiwar.casework.conflicts import kinds
from jiwar.casework.conflicts.models import Match, Opposed
from jiwar.casework.people import search
from jiwar.casework.people.likeness import Facts, facts_of
from jiwar.casework.people.models import Person
from jiwar.casework.people.name_index import Candidates
from jiwar.casework.people.queries.likely import NAME_ALIKE, Likely, weighed
from jiwar.foundation import vault
from jiwar.foundation.access.models import Membership
from jiwar.foundation.audit.record import COMPARTMENT, record
from jiwar.knowledge import names

STAFF_ALIKE: Final = 0.6
"""Names of colleagues are few and short: less likeness than this is another name."""
SAID_BY_NUMBER: Final = 100


def opposed_now() -> list[Opposed]:
    rows = list(Opposed.objects.filter(withdrawn_at__isnull=True).select_related("case__subject", "person__subject"))
    vault.prefetch(rows)
    return rows


def look_for(opposed: Opposed) -> list[Match]:
    """Matches that were not known yet. Looking twice finds nothing new."""
    found = [(person, None, score) for person, score in _people(opposed)]
    staff = [(None, member, score) for member, score in _staff(opposed, _working())]
    return [match for each in (*found, *staff) if (match := _keep(opposed, *each)) is not None]


def look_for_person(person: Person) -> list[Match]:
    """Whom of those opposed to any case this person may be."""
    facts = facts_of([person])[person.id]
    rows = [each for each in opposed_now() if each.person_id is None and _is_near(each, facts)]
    return [match for each in rows for match in look_for(each)]


def look_for_member(member: Membership) -> list[Match]:
    found = [(each, score) for each in opposed_now() for _member, score in _staff(each, [member])]
    return [match for each, score in found if (match := _keep(each, None, member, score)) is not None]


def _is_near(opposed: Opposed, facts: Facts) -> bool:
    pairs = [(ours, theirs) for ours in opposed.names for theirs in facts.names]
    scores = names.compare_many([ours for ours, _ in pairs], [theirs for _, theirs in pairs])
    return bool(opposed.phone and opposed.phone in facts.phones) or any(score >= NAME_ALIKE for score in scores)


def _people(opposed: Opposed) -> Iterable[tuple[Person, int]]:
    """Those of the register they may be, but those who are on the case itself: its team knows them."""
    if opposed.person is not None:
        return [(opposed.person, SAID_BY_NUMBER)]
    facts = Facts(names=tuple(opposed.names), phones=frozenset([opposed.phone] if opposed.phone else ()))
    found = [
        *_alike(facts, search.anybody_who_may_be_named(facts.names), hidden=False),
        *_alike(facts, search.hidden_who_may_be_named(facts.names), hidden=True),
    ]
    here = set(CaseMember.objects.filter(case=opposed.case_id, left_at=None).values_list("person_id", flat=True))
    return [(each.person, _hundredths(each)) for each in found if each.person.id not in here]


def _hundredths(likely: Likely) -> int:
    return min(99, round(likely.likeness.score * 100))


def _alike(facts: Facts, named: Candidates, *, hidden: bool) -> list[Likely]:
    among = Person.objects.filter(subject__hidden=hidden).select_related("subject")
    rows = [*among.filter(number__in=named.numbers.tolist()), *_phoning(among, facts)]
    return [each for each in weighed(facts, rows, named) if each.asks]


def _phoning(among: QuerySet[Person], facts: Facts) -> QuerySet[Person]:
    return among.filter(id__in=[id_ for number in facts.phones for id_ in search.ids_with_phone(number)])


def _working() -> list[Membership]:
    return list(Membership.objects.filter(ended_at__isnull=True).select_related("account"))


def _staff(opposed: Opposed, members: list[Membership]) -> list[tuple[Membership, int]]:
    called = list(opposed.names) or ([opposed.person.shown] if opposed.person else [])
    found = []
    for member in members:
        scores = names.compare_many(called, [member.account.name] * len(called)).tolist()
        if scores and max(scores) >= STAFF_ALIKE:
            found.append((member, min(99, round(max(scores) * 100))))
    return found


def _keep(opposed: Opposed, person: Person | None, member: Membership | None, score: int) -> Match | None:
    """The match, where it is new."""
    by_number = score == SAID_BY_NUMBER
    match, made = Match.objects.get_or_create(
        opposed=opposed,
        person=person,
        member=member,
        defaults={
            "subject_id": opposed.subject_id,
            "compartment": COMPARTMENT,
            "score": score,
            "state": Match.State.CONFLICT if by_number else Match.State.POSSIBLE,
            "reason": "",
        },
    )
    if not made:
        return None
    record(None, kinds.FOUND, subject=opposed.subject_id, compartment=COMPARTMENT, row=match, about={"score": score})
    return match
