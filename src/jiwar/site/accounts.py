"""How allauth behaves here: nobody signs up by themselves, seeds of second factors are sealed."""

import base64
from pathlib import Path

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.http import HttpRequest

from jiwar.foundation.vault import custody, sealing

PLACE = sealing.associated("mfa_authenticator", "data")


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; an address changes nothing by itself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps TOTP and recovery seeds sealed under the site key."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(sealing.seal(_cipher(), text.encode(), PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(_cipher(), base64.b64decode(encrypted_text), PLACE).decode()


def _cipher() -> AESGCM:
    return AESGCM(sealing.derive(custody.load(Path(settings.JIWAR_KEYS)).site, "second-factors/v1"))
