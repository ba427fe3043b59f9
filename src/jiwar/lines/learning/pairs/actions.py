"""What can be done for pairs: offer help, wish for a partner, pair, write down time, end each of them."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.receipts import once
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import grants, policy, words
from jiwar.foundation.access.capabilities import Capability
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.knowledge.pairing import lacks
from jiwar.lines.learning import kinds, opening
from jiwar.lines.learning.models import HelpOffer, Learner, Pair, PairTime, PartnerWish
from jiwar.lines.learning.pairs import queries
from jiwar.lines.learning.pairs.given import Offered, Wished
from jiwar.lines.learning.rights import LEARNING, RUN_CLASSES, TEACH

PAIRED = "learning-paired"


@transaction.atomic
def offer_help(viewer: Viewer, *, offered: Offered, token: UUID | None = None) -> HelpOffer:
    """One's own. It takes the place of the one before; pairs that run go on."""
    policy.require(viewer, can.SEE_DESK)
    return once(viewer, token, HelpOffer, lambda: _offer(viewer, offered))


def _offer(viewer: Viewer, offered: Offered) -> HelpOffer:
    before = HelpOffer.objects.select_for_update().filter(member=viewer.member, ended_at__isnull=True).first()
    if before is not None:
        before.ended_at = timezone.now()
        before.save(update_fields=["ended_at"])
    row = HelpOffer.objects.create(
        member=viewer.member,
        kinds=[kind.value for kind in offered.kinds],
        languages=list(offered.languages),
        levels=[level.value for level in offered.levels],
        times=list(offered.times),
        places=list(offered.places),
        woman=offered.woman,
        room_for=offered.room_for,
    )
    record(viewer, kinds.HELP_OFFERED, row=row)
    return row


@transaction.atomic
def end_offer(viewer: Viewer) -> None:
    """From now on one is asked no more; pairs that run go on."""
    policy.require(viewer, can.SEE_DESK)
    for row in HelpOffer.objects.select_for_update().filter(member=viewer.member, ended_at__isnull=True):
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        record(viewer, kinds.HELP_OFFER_ENDED, row=row)


def wish_partner(
    viewer: Viewer, *, learner: Learner, wished: Wished, today: date, token: UUID | None = None
) -> PartnerWish:
    """By a teacher of the learner, or by whoever works on the person's file."""
    _may_wish(viewer, learner)
    with transaction.atomic():
        Learner.objects.select_for_update().get(id=learner.id)
        return once(viewer, token, PartnerWish, lambda: _wish(viewer, learner, wished, today))


def _wish(viewer: Viewer, learner: Learner, wished: Wished, today: date) -> PartnerWish:
    if PartnerWish.objects.filter(learner=learner, ended_at__isnull=True).exists():
        raise NotPossible(_("They wait for somebody already. End that wish first."))
    row = PartnerWish.objects.create(
        learner=learner,
        subject_id=learner.subject_id,
        compartment=LEARNING.code,
        kind=wished.kind.value,
        language=wished.language,
        level=wished.level.value,
        times=list(wished.times),
        places=list(wished.places),
        whom=wished.whom,
        since=today,
        asked_by=viewer.member,
    )
    record(viewer, kinds.PARTNER_WISHED, subject=learner.subject, compartment=LEARNING, row=row)
    return row


def _may_wish(viewer: Viewer, learner: Learner) -> None:
    may = TEACH if viewer.can(TEACH) else can.WORK_ON_FILES
    policy.require(viewer, may, subject=learner.subject, compartment=LEARNING)


def may_answer(viewer: Viewer) -> Capability:
    """What it takes, beside the learner being open to them, to take somebody who was proposed."""
    return RUN_CLASSES if viewer.can(RUN_CLASSES) else can.WORK_ON_FILES


@transaction.atomic
def end_wish(viewer: Viewer, *, wish: PartnerWish) -> None:
    """Ended twice, it is ended once."""
    row = PartnerWish.objects.select_for_update(of=("self",)).select_related("learner__subject").get(id=wish.id)
    _may_wish(viewer, row.learner)
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        record(viewer, kinds.PARTNER_WISH_ENDED, subject=row.learner.subject, compartment=LEARNING, row=row)


@transaction.atomic
def pair(viewer: Viewer, *, wish: PartnerWish, offer: HelpOffer, today: date) -> Pair:
    """The teacher decides, in the order suggested or otherwise; what does not fit is not paired. Somebody who was
    proposed may be taken by who works on the person's file too: a learner without a teacher could find nobody else."""
    asked = (
        PartnerWish.objects.select_for_update(of=("self",))
        .select_related("learner__subject", "subject")
        .get(id=wish.id)
    )
    may = may_answer(viewer) if asked.proposed_id == offer.id else RUN_CLASSES
    policy.require(viewer, may, subject=wish.learner.subject, compartment=LEARNING)
    helps = HelpOffer.objects.select_for_update(of=("self",)).select_related("member").get(id=offer.id)
    gone = asked.ended_at is not None or helps.ended_at is not None
    if gone or lacks(queries.known_wish(asked, [helps]), queries.known_offer(helps)) is not None:
        raise NotPossible(_("They fit no more: a colleague was quicker, or something changed. Look at the list again."))
    row = Pair.objects.create(
        wish=asked,
        learner=asked.learner,
        subject_id=asked.subject_id,
        compartment=LEARNING.code,
        member=helps.member,
        since=today,
        made_by=viewer.member,
    )
    asked.ended_at = timezone.now()
    asked.save(update_fields=["ended_at"])
    opening.to_teachers(viewer, asked.learner.subject, [helps.member], row.id)
    record(viewer, kinds.PAIR_MADE, subject=asked.learner.subject, compartment=LEARNING, row=row)
    words.tell(helps.member, PAIRED, {"pair": str(row.id)})
    return row


@transaction.atomic
def end_pair(viewer: Viewer, *, pair: Pair, said: str, today: date) -> None:
    """By the partner, or by a teacher of the learner. With it the learner closes to the partner."""
    row = Pair.objects.select_for_update(of=("self",)).select_related("subject").get(id=pair.id)
    may = can.SEE_DESK if row.member_id == viewer.member.id else RUN_CLASSES
    policy.require(viewer, may, subject=row.subject, compartment=LEARNING)
    if row.ended_on is not None:
        raise NotPossible(_("This pair has ended."))
    row.ended_on, row.ended_words = today, said
    row.save(update_fields=["ended_on", "ended_words"])
    record(viewer, kinds.PAIR_ENDED, subject=row.subject, compartment=LEARNING, row=row)
    grants.end(viewer, origin=row.id)


@transaction.atomic
def keep_time(viewer: Viewer, *, pair: Pair, day: date, minutes: int, token: UUID | None = None) -> PairTime:
    """By the partner, while the pair runs."""
    policy.require(viewer, can.SEE_DESK, subject=pair.subject, compartment=LEARNING)
    if pair.member_id != viewer.member.id or pair.ended_on is not None:
        raise NotPossible(_("Time is written down by the partner, while the pair runs."))

    def make() -> PairTime:
        row = PairTime.objects.create(
            pair=pair,
            subject_id=pair.subject_id,
            compartment=LEARNING.code,
            day=day,
            minutes=minutes,
            kept_by=viewer.member,
        )
        record(viewer, kinds.PAIR_TIME_KEPT, subject=pair.subject, compartment=LEARNING, row=row)
        return row

    return once(viewer, token, PairTime, make)
