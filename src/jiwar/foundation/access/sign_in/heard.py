"""What signing in leaves behind: who came, from which network, who left, what failed, what was changed."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from jiwar.foundation.access import audit_kinds, words
from jiwar.foundation.access.models import Account, Membership
from jiwar.foundation.access.requests import coarse_address, session_mark
from jiwar.foundation.access.sign_in import second_factor
from jiwar.foundation.access.signing_door import membership_of
from jiwar.foundation.access.viewer import viewer_of_account
from jiwar.foundation.audit import kinds
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.groups.statements import statement

LOOKED_BACK: Final = timedelta(days=90)


def connect() -> None:
    for signal, receiver in (
        (user_logged_in, signed_in),
        (user_logged_out, signed_out),
        (password_changed, password_was_changed),
        (mfa.authenticator_added, factor_added),
        (mfa.authenticator_removed, factor_removed),
        (mfa.authenticator_reset, codes_renewed),
        (mfa.authentication_failed, factor_failed),
    ):
        signal.connect(receiver, dispatch_uid=f"jiwar.access.{receiver.__name__}")


def signed_in(*, request: HttpRequest, user: Account, **_signal: Any) -> None:
    """Who comes from a network they never came from lately is told so: the one it really is then knows."""
    viewer = viewer_of_account(user, session=session_mark(request), address=coarse_address(request))
    if viewer is None:
        return
    with acting_for(viewer.group):
        known = {place for (place,) in _places(viewer.member.id, timezone.now() - LOOKED_BACK)}
        new = bool(known) and viewer.address not in known
        record(viewer, kinds.SIGNED_IN, about={"new_place": True} if new else None)
        if new:
            words.tell(viewer.member, words.NEW_PLACE, {})


@statement
def _places(member: UUID, since: datetime) -> "QuerySet[Entry, tuple[str]]":
    rows = Entry.objects.filter(member_id=member, kind=kinds.SIGNED_IN.code, at__gte=since)
    return rows.order_by().values_list("address").distinct()


def signed_out(*, request: HttpRequest, user: Account | None, **_signal: Any) -> None:
    if user is not None:
        _keep(request, user, kinds.SIGNED_OUT)


def password_was_changed(*, request: HttpRequest, user: Account, **_signal: Any) -> None:
    """A password of one's own takes the place of the one-time secret."""
    Account.objects.filter(pk=user.pk).update(one_time_until=None)
    _keep(request, user, audit_kinds.PASSWORD_CHANGED)


def factor_added(*, request: HttpRequest, user: Account, authenticator: Authenticator, **_signal: Any) -> None:
    _keep(request, user, audit_kinds.FACTOR_ADDED, {"type": authenticator.type})


def factor_removed(*, request: HttpRequest, user: Account, authenticator: Authenticator, **_signal: Any) -> None:
    request.session.pop(second_factor.SEEN, None)
    _keep(request, user, audit_kinds.FACTOR_REMOVED, {"type": authenticator.type})


def codes_renewed(*, request: HttpRequest, user: Account, **_signal: Any) -> None:
    _keep(request, user, audit_kinds.CODES_RENEWED)


def factor_failed(*, request: HttpRequest, user: Account, **_signal: Any) -> None:
    """The right password, the wrong code: worth more attention than a mistyped name."""
    _keep_failure(request, membership_of(user), "code")


def sign_in_failed(request: HttpRequest, *, said: str) -> None:
    """Kept without what was typed: people type passwords into the wrong field."""
    account = Account.objects.filter(Q(username__iexact=said) | (Q(email__iexact=said) & ~Q(email=""))).first()
    _keep_failure(request, membership_of(account) if account else None, "password")


def _keep_failure(request: HttpRequest, member: Membership | None, step: str) -> None:
    """For a known account in its group; for an unknown one in every group, so that a search for names is seen."""
    about = {"step": step, "account": str(member.id) if member else "", "from": coarse_address(request)}
    # All at once: each commit takes time, and the time would tell whether there is such an account.
    with transaction.atomic():
        for group in [member.group] if member else Group.objects.order_by("created_at")[:20]:
            with acting_for(group):
                record(None, kinds.SIGN_IN_FAILED, about=about)


def _keep(request: HttpRequest, user: Account, kind: kinds.Kind, about: dict[str, Any] | None = None) -> None:
    viewer = viewer_of_account(user, session=session_mark(request), address=coarse_address(request))
    if viewer is not None:
        with acting_for(viewer.group):
            record(viewer, kind, about=about)
