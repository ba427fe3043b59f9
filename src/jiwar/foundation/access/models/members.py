"""Accounts that sign in, memberships in a group, roles given, resets asked for, and words to members."""

import secrets
import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.groups.models import GroupOwned


def new_mark() -> str:
    """What a session must carry to be one of the account's: a new mark ends all that were begun under the old one."""
    return secrets.token_hex(16)


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """Who signs in. What they may do comes from their membership, never from the account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[\w.@+-]+\Z", _("Letters, digits and . @ + - _ only."))],
    )
    email = models.EmailField(_("e-mail"), blank=True)
    name = models.CharField(_("name as colleagues see it"), max_length=120)
    is_active = models.BooleanField(default=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    calendar = models.CharField(_("calendar beside the civil one"), max_length=16, blank=True)
    digits = models.CharField(_("digits"), max_length=8, blank=True)
    wants_reminders = models.BooleanField(
        default=False, help_text=_("A neutral e-mail when a deadline escalates and the office is closed")
    )
    one_time_until = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="The password is a one-time secret that opens nothing after this",
    )
    sessions_mark = models.CharField(max_length=32, default=new_mark, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django compares this with the session at every request: a new password or mark ends every session at once."""
        return salted_hmac(
            "jiwar.access.sessions", f"{self.password} {self.sessions_mark}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Membership(GroupOwned):
    """An account's place in a group: 'member' everywhere in the program means this row."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    supervisor = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="supervises")
    office = models.ForeignKey("groups.Office", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    languages = models.JSONField(default=list, blank=True, help_text="Codes of languages the member works in")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at__isnull=True), name="one_running_membership_an_account"
            )
        ]

    def __str__(self) -> str:
        return self.account.name


class MemberRole(GroupOwned):
    """A role given to a member. One that needs a second person counts from that person's word on."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=32)
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["member", "role"], condition=Q(ended_at__isnull=True), name="one_running_role_of_a_kind"
            )
        ]


class ResetRequest(GroupOwned):
    """Someone asks that a password or a second factor be reset. Nothing happens until a second person agrees."""

    class Kind(models.TextChoices):
        PASSWORD = "password", _("password")
        SECOND_FACTOR = "second-factor", _("second factor")

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    reason = models.CharField(max_length=200)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    carried_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    handed_over_at = models.DateTimeField(null=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind"], condition=Q(decided_at__isnull=True), name="one_waiting_reset_of_a_kind"
            )
        ]


class Word(GroupOwned):
    """A message of the house to one member: 'a role of yours changed', 'a reset was asked for'. Codes, no names."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(max_length=48)
    about = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        ordering = ["-at"]
