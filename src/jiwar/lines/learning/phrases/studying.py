"""What a learner learns words of, and each answer: by a member with the learner, or by the learner's own address."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.knowledge.phrases.progress import Progress
from jiwar.knowledge.phrases.recall import Grade
from jiwar.lines.learning import kinds
from jiwar.lines.learning.models import Learner, WordLink, WordStudy
from jiwar.lines.learning.phrases.cards import chosen
from jiwar.lines.learning.rights import LEARNING

SECRET_BYTES: Final = 32
DAYS: Final = (7, 30, 90)
"""For how long an address may be made to hold."""


@transaction.atomic
def choose_words(viewer: Viewer, *, learner: Learner, learned: str, own: str, decks: Sequence[str]) -> WordStudy:
    """By whoever the learner stands open to. What was remembered stays, also of a language that comes back later."""
    _require(viewer, learner)
    if learned == own:
        raise NotPossible(_("Learn one language, explained in another."))
    if not chosen(decks, learned, own):
        raise NotPossible(_("These decks have no word in both languages."))
    study = WordStudy.objects.select_for_update().filter(learner=learner).first()
    if study is None:
        study = WordStudy(
            subject_id=learner.subject_id, compartment=LEARNING.code, learner=learner, begun_by=viewer.member
        )
    study.learned, study.own, study.decks = learned, own, list(decks)
    study.save()
    record(viewer, kinds.WORDS_CHOSEN, subject=learner.subject, compartment=LEARNING, row=study)
    return study


@transaction.atomic
def answer(viewer: Viewer | None, *, study: WordStudy, card: str, grade: Grade, seen: int) -> bool:
    """False where nothing was kept: `seen` counts the answers the page knew of, so a page sent twice counts once.

    Without a viewer: by the learner's own address, which whoever calls this has looked at.
    """
    if viewer is not None:
        _require(viewer, study.learner)
    row = WordStudy.objects.select_for_update().get(id=study.id)
    progress = Progress.of_plain(row.progress)
    if progress.reviews != seen or card not in {each.id for each in chosen(row.decks, row.learned, row.own)}:
        return False
    today = clock.today()
    if row.last_on != today:
        about = {"by": "member" if viewer else "address"}
        record(viewer, kinds.WORDS_REVIEWED, subject=row.subject_id, compartment=LEARNING, row=row, about=about)
    row.progress = progress.after(card, grade, timezone.now(), today).plain()
    row.last_on = today
    row.save(update_fields=["progress", "last_on"])
    return True


@transaction.atomic
def make_link(viewer: Viewer, *, learner: Learner, days: int) -> str:
    """A new secret, shown once; the address made before stops working."""
    _require(viewer, learner)
    if days not in DAYS:
        raise ValueError(f"no address holds {days} days")
    if not WordStudy.objects.filter(learner=learner).exists():
        raise NotPossible(_("Choose words first."))
    _end(viewer, learner)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = WordLink.objects.create(
        learner=learner,
        secret_hash=hash_of(secret),
        until=timezone.now() + timedelta(days=days),
        made_by=viewer.member,
    )
    record(viewer, kinds.WORD_LINK_MADE, subject=learner.subject, compartment=LEARNING, row=link)
    return secret


@transaction.atomic
def end_link(viewer: Viewer, *, learner: Learner) -> None:
    """The address stops working at once."""
    _require(viewer, learner)
    _end(viewer, learner)


def hash_of(secret: str) -> str:
    """256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _end(viewer: Viewer, learner: Learner) -> None:
    for link in WordLink.objects.filter(learner=learner, ended_at__isnull=True):
        link.ended_at = timezone.now()
        link.save(update_fields=["ended_at"])
        record(viewer, kinds.WORD_LINK_ENDED, subject=learner.subject, compartment=LEARNING, row=link)


def _require(viewer: Viewer, learner: Learner) -> None:
    policy.require(viewer, can.SEE_DESK, subject=learner.subject, compartment=LEARNING)
