"""Resetting a password or a second factor: an attack unless two people agree that it is not.

asked (by an administrator, or signed out by the one concerned) → carried by an administrator, who meets the person →
agreed or refused by a data guardian who is neither → handed over: the carrier is shown a one-time secret, once.
"""

from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from jiwar.foundation.access import audit_kinds, events, policy, secrets_once, sessions, words
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Account, Membership, ResetRequest
from jiwar.foundation.access.signing_door import membership_of
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import acting_for

Kind = ResetRequest.Kind


@transaction.atomic
def ask_reset(viewer: Viewer, *, member: Membership, kind: ResetRequest.Kind, reason: str) -> ResetRequest:
    """An administrator asks, having met the person or being sure who calls. A wish said signed out is taken up."""
    policy.require(viewer, can.MANAGE_MEMBERS)
    if member == viewer.member:
        policy.refuse("second-person")
    if member.ended_at is not None:
        raise Impossible(_("This member has left."))
    waiting = ResetRequest.objects.filter(member=member, kind=kind, decided_at__isnull=True).first()
    if waiting is not None and waiting.carried_by is not None:
        raise Impossible(_("This has been asked for already and waits for the data guardian."))
    request = waiting or ResetRequest(member=member, kind=kind, asked_by=viewer.member)
    request.reason, request.carried_by = reason, viewer.member
    request.save()
    about = {"member": str(member.id), "kind": str(kind)}
    record(viewer, audit_kinds.RESET_ASKED, row=request, about=about)
    words.tell(member, words.RESET_ASKED, about)
    words.tell_guardians(words.RESET_ASKED, about)
    return request


def wish_reset(*, said: str, kind: ResetRequest.Kind) -> None:
    """Somebody signed out says that they cannot sign in. Answers nothing, so that nobody learns who has an account.

    One row is written here whether there is such an account or not, and the worker does the rest: so the time it takes
    tells nothing either.
    """
    names = Q(username__iexact=said) | (Q(email__iexact=said) & ~Q(email=""))
    account = Account.objects.filter(names, is_active=True).first()
    keep_wish.enqueue(str(account.id if account else uuid4()), kind.value)


@task()
def keep_wish(account_id: str, kind: str) -> None:
    """The wish of an account, once while it waits; of an account that does not exist nothing."""
    account = Account.objects.filter(id=account_id, is_active=True).first()
    member = membership_of(account) if account else None
    if member is None:
        return
    with acting_for(member.group), transaction.atomic():
        request, made = ResetRequest.objects.get_or_create(
            member=member, kind=kind, decided_at=None, defaults={"asked_by": member}
        )
        if made:
            about = {"member": str(member.id), "kind": str(kind)}
            record(None, audit_kinds.RESET_WISHED, row=request, about=about)
            words.tell(member, words.RESET_ASKED, about)
            words.tell_administrators(words.RESET_WISHED, about)


@transaction.atomic
def decide_reset(viewer: Viewer, *, request: ResetRequest, agreed: bool) -> None:
    """The data guardian's word: neither the one who asked or carries it, nor the one it is about."""
    policy.require(viewer, can.GUARD_DATA)
    if viewer.member.id in (request.asked_by_id, request.carried_by_id, request.member_id):
        policy.refuse("second-person")
    if request.carried_by_id is None:
        raise Impossible(_("No administrator has met this person yet: one of them asks first."))
    waiting = ResetRequest.objects.filter(id=request.id, decided_at__isnull=True)
    if not waiting.update(decided_at=timezone.now(), decided_by=viewer.member, agreed=agreed):
        raise Impossible(_("This has been decided in the meantime."))
    about = {"member": str(request.member_id), "kind": request.kind, "agreed": agreed}
    record(viewer, audit_kinds.RESET_AGREED if agreed else audit_kinds.RESET_REFUSED, row=request, about=about)
    for told in (request.member, request.carried_by):
        if told is not None:
            words.tell(told, words.RESET_DECIDED, about)
    if agreed:
        _take_effect(viewer, request)


def _take_effect(viewer: Viewer, request: ResetRequest) -> None:
    account = request.member.account
    if request.kind == Kind.SECOND_FACTOR:
        Authenticator.objects.filter(user=account).delete()
    else:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    sessions.end_all(account)
    events.publish(events.SignInChanged(viewer, request.member))


@transaction.atomic
def hand_over_reset(viewer: Viewer, *, request: ResetRequest) -> str:
    """The one-time secret of an agreed reset of a password: shown once, to the one who carries it to the person."""
    policy.require(viewer, can.MANAGE_MEMBERS)
    if viewer.member.id != request.carried_by_id:
        policy.refuse("second-person")
    agreed = ResetRequest.objects.filter(
        id=request.id, kind=Kind.PASSWORD, agreed=True, handed_over_at__isnull=True, member__ended_at__isnull=True
    )
    if not agreed.update(handed_over_at=timezone.now()):
        raise Impossible(_("There is no secret to hand over: it was shown already, or nobody agreed to it."))
    record(viewer, audit_kinds.SECRET_SHOWN, row=request, about={"member": str(request.member_id)})
    return secrets_once.give(request.member.account)
