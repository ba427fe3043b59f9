"""Who oversees proposes a partner for somebody who waits; whoever knows the learner takes them or does not.

Who oversees knows learners by number alone, so they propose and do not pair.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.service_lines import Said
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, words
from jiwar.foundation.access.models import Membership, Word
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.record import record
from jiwar.lines.learning import kinds
from jiwar.lines.learning.models import HelpOffer, PartnerWish
from jiwar.lines.learning.pairs import queries
from jiwar.lines.learning.pairs.actions import may_answer
from jiwar.lines.learning.rights import LEARNING, RUN_CLASSES

PROPOSED: Final = "learning-pair-proposed"


@transaction.atomic
def propose(viewer: Viewer, *, wish: PartnerWish, offer: HelpOffer) -> None:
    """Proposing the same again changes nothing; another one stands instead of the first."""
    found = queries.waits(viewer, wish.id)
    row = PartnerWish.objects.select_for_update(of=("self",)).select_related("learner__subject").get(id=wish.id)
    if offer.id not in {each.id for each in found.fitting}:
        raise NotPossible(_("They fit no more: a colleague was quicker, or something changed. Look at the list again."))
    if row.proposed_id == offer.id:
        return
    asked = _who_answer(row)
    if not asked:
        raise NotPossible(
            _("Nobody works with this learner now who could take the proposal. Give their case to somebody.")
        )
    row.proposed, row.proposed_by, row.proposed_at = offer, viewer.member, timezone.now()
    row.save(update_fields=["proposed", "proposed_by", "proposed_at"])
    record(viewer, kinds.PAIR_PROPOSED, subject=row.learner.subject, compartment=LEARNING, row=row)
    for member in asked:
        words.tell(member, PROPOSED, {"wish": str(row.id), "offer": str(offer.id)})


@transaction.atomic
def not_taken(viewer: Viewer, *, wish: PartnerWish) -> None:
    """They go on waiting, with all their days. Answered twice, it is answered once."""
    row = PartnerWish.objects.select_for_update(of=("self",)).select_related("learner__subject").get(id=wish.id)
    policy.require(viewer, may_answer(viewer), subject=row.learner.subject, compartment=LEARNING)
    if row.proposed_id is None:
        return
    row.proposed = row.proposed_by = row.proposed_at = None
    row.save(update_fields=["proposed", "proposed_by", "proposed_at"])
    record(viewer, kinds.PAIR_NOT_TAKEN, subject=row.learner.subject, compartment=LEARNING, row=row)


def _who_answer(wish: PartnerWish) -> list[Membership]:
    """To whom the learner stands open, and who may take a proposal."""
    grants = policy.grants_not_over().filter(subject=wish.subject_id, compartment=LEARNING.code)
    held = grants.filter(waits_for_second=False).values("member")
    members = Membership.objects.filter(id__in=held, ended_at__isnull=True)
    viewers = [viewer_for(member) for member in members]
    return [each.member for each in viewers if each.can(RUN_CLASSES) or each.can(can.WORK_ON_FILES)]


def proposed(viewer: Viewer, told: Sequence[Word]) -> dict[UUID, Said]:
    """Once it is answered it says nothing more."""
    asked = {word.id: (UUID(word.about["wish"]), UUID(word.about["offer"])) for word in told}
    wishes = PartnerWish.objects.filter(id__in=[wish for wish, _offer in asked.values()], ended_at__isnull=True)
    known = {row.id: row for row in policy.scope(viewer, wishes).select_related("learner")}
    text = _("%(number)s: somebody is proposed to learn with them. Take them, or say that it does not fit.")
    return {
        word: Said(text % {"number": row.learner.written_number}, _page(row), "soon")
        for word, (wish, offer) in asked.items()
        if (row := known.get(wish)) is not None and row.proposed_id == offer
    }


def _page(row: PartnerWish) -> str:
    return reverse("learning:learner", args=[row.learner_id]) + "#pairs"
