"""Wishes and offers as the fair order knows them; pairs that stand open to a viewer."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.knowledge.levels import Level
from jiwar.knowledge.pairing import Kind, Match, Offer, Wish, lacks, matched
from jiwar.lines.learning.models import HelpOffer, Learner, Pair, PairTime, PartnerWish
from jiwar.lines.learning.pairs.given import WHOM


@dataclass(frozen=True)
class Waits:
    """One wish: what is suggested, and all who fit. `own`: its learner stands open to the viewer."""

    wish: PartnerWish
    match: Match
    suggested: HelpOffer | None
    fitting: Sequence[HelpOffer]
    own: bool


def waiting(viewer: Viewer) -> list[Waits]:
    """In the order of waiting, over everybody who waits and is not hidden from the viewer; their own are shown."""
    return [each for each in _in_order(viewer) if each.own]


def waiting_all(viewer: Viewer) -> list[Waits]:
    """For who oversees: everybody in that order, each by number unless they are open to the viewer."""
    policy.require(viewer, can.OVERSEE)
    return _in_order(viewer)


def waits(viewer: Viewer, wish_id: UUID) -> Waits:
    """One of those, for who oversees."""
    found = next((each for each in waiting_all(viewer) if each.wish.id == wish_id), None)
    if found is None:
        raise NotThere
    return found


def _in_order(viewer: Viewer) -> list[Waits]:
    rows = PartnerWish.objects.filter(ended_at__isnull=True)
    own = Exists(policy.scope(viewer, PartnerWish.objects.filter(pk=OuterRef("pk"))))
    known = rows.filter(Q(own) | (policy.no_barrier(viewer) & Q(subject__hidden=False)))
    known = known.select_related("learner__person__subject", "learner__subject", "subject", "proposed__member__account")
    wishes = list(known.annotate(own=own))
    prefetch(wishes)
    offers = running_offers()
    by_id, wish_by_id = {str(row.id): row for row in offers}, {str(row.id): row for row in wishes}
    knowns = _known_offers(offers)
    found = matched(_known_wishes(wishes, offers), knowns)
    return [_waits(wish_by_id[each.wish.id], each, by_id, knowns) for each in found]


def _waits(wish: PartnerWish, match: Match, offers: Mapping[str, HelpOffer], known: Iterable[Offer]) -> Waits:
    fitting = [offers[offer.id] for offer in known if lacks(match.wish, offer) is None]
    own: bool = wish.own  # type: ignore[attr-defined]  # annotated above
    return Waits(wish, match, offers[match.offer.id] if match.offer else None, fitting, own)


def running_offers() -> list[HelpOffer]:
    rows = HelpOffer.objects.filter(ended_at__isnull=True, member__ended_at__isnull=True)
    return list(rows.select_related("member__account").order_by("made_at", "id"))


def known_wish(wish: PartnerWish, offers: Sequence[HelpOffer]) -> Wish:
    return next(iter(_known_wishes([wish], offers)))


def known_offer(offer: HelpOffer) -> Offer:
    return next(iter(_known_offers([offer])))


def _known_wishes(wishes: Sequence[PartnerWish], offers: Sequence[HelpOffer]) -> list[Wish]:
    """Whoever is kept off a file is out of the question, and nothing says why."""
    never: dict[UUID, set[str]] = {}
    for offer in offers:
        for subject in policy.barred(offer.member, [row.subject for row in wishes]):
            never.setdefault(subject, set()).add(str(offer.id))
    return [
        Wish(
            id=str(row.id),
            since=row.since,
            language=row.language,
            level=Level(row.level),
            kind=Kind(row.kind),
            times=frozenset(row.times),
            places=frozenset(row.places),
            woman=WHOM.get(row.whom),
            never=frozenset(never.get(row.subject_id, ())),
        )
        for row in wishes
    ]


def _known_offers(offers: Sequence[HelpOffer]) -> list[Offer]:
    rows = Pair.objects.filter(member__in=[row.member_id for row in offers], ended_on__isnull=True)
    running: Counter[UUID] = Counter(dict(rows.values_list("member").annotate(Count("id"))))
    return [
        Offer(
            id=str(row.id),
            languages=frozenset(row.languages),
            kinds=frozenset(map(Kind, row.kinds)),
            levels=frozenset(map(Level, row.levels)),
            times=frozenset(row.times),
            places=frozenset(row.places),
            woman=row.woman,
            free=max(row.room_for - running[row.member_id], 0),
        )
        for row in offers
    ]


def wish(viewer: Viewer, wish_id: UUID) -> PartnerWish:
    """`NotThere` unless its learner stands open to the viewer."""
    rows = policy.scope(viewer, PartnerWish.objects.filter(id=wish_id)).select_related("learner__subject", "subject")
    found = rows.first()
    if found is None:
        raise NotThere
    return found


def pair(viewer: Viewer, pair_id: UUID) -> Pair:
    """`NotThere` unless its learner stands open to the viewer."""
    rows = policy.scope(viewer, Pair.objects.filter(id=pair_id))
    found = rows.select_related("learner__person__subject", "learner__subject", "subject", "member__account").first()
    if found is None:
        raise NotThere
    return found


def my_offer(viewer: Viewer) -> HelpOffer | None:
    return HelpOffer.objects.filter(member=viewer.member, ended_at__isnull=True).first()


def my_pairs(viewer: Viewer) -> list[Pair]:
    """That run."""
    rows = policy.scope(viewer, Pair.objects.filter(member=viewer.member, ended_on__isnull=True))
    return _with_wishes(rows.select_related("learner__person__subject", "wish").order_by("since", "id"))


def of_learner(viewer: Viewer, learner: Learner) -> tuple[PartnerWish | None, list[Pair]]:
    """The wish that waits, and all pairs, newest first."""
    wishes = policy.scope(viewer, PartnerWish.objects.filter(learner=learner, ended_at__isnull=True))
    waits = wishes.select_related("proposed__member__account", "proposed_by__account").first()
    rows = policy.scope(viewer, Pair.objects.filter(learner=learner)).select_related("member__account", "wish")
    return waits, _with_wishes(rows.order_by("-since", "-id"))


def _with_wishes(rows: Iterable[Pair]) -> list[Pair]:
    found = list(rows)
    prefetch([*found, *(row.wish for row in found)])
    return found


def minutes(pairs: Sequence[Pair]) -> Mapping[UUID, int]:
    """Time they spent together, by the pair's id."""
    rows = list(PairTime.objects.filter(pair__in=pairs))
    prefetch(rows)
    together: Counter[UUID] = Counter()
    for row in rows:
        together[row.pair_id] += row.minutes
    return together
