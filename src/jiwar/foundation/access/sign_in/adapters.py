"""How allauth behaves here: nobody signs up, seeds are sealed, failures are kept, strangers lock nobody out."""

import base64
from pathlib import Path
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest

from jiwar.foundation.access.models import Account
from jiwar.foundation.access.requests import coarse_address
from jiwar.foundation.access.sign_in import heard, second_factor
from jiwar.foundation.vault import custody, sealing

PLACE = sealing.associated("mfa_authenticator", "data")


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; an address changes nothing by itself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        heard.sign_in_failed(request, said=str(credentials.get("username") or credentials.get("email") or ""))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Messages leave through the outbox only, and say nothing."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say what they did; allauth's own sentences would be in another voice."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Counted per account *and* network: a stranger elsewhere cannot lock a colleague out.
        said = str(credentials.get("username") or credentials.get("email") or "").casefold()
        return f"{coarse_address(request)}:{said}"


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps TOTP and recovery seeds sealed under the site key."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(sealing.seal(_cipher(), text.encode(), PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(_cipher(), base64.b64decode(encrypted_text), PLACE).decode()

    def get_totp_label(self, user: Account) -> str:
        return user.username

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last second factor stays: add another one first."""
        return second_factor.has_one(authenticator.user, but=authenticator)


def _cipher() -> AESGCM:
    return AESGCM(sealing.derive(custody.load(Path(settings.JIWAR_KEYS)).site, "second-factors/v1"))
