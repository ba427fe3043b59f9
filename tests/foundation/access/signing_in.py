"""Signing in through the pages, as a person does."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, TOTP_SEED


def code_now(seed: str = TOTP_SEED, *, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(seed, int(time.time()) // 30 + steps)))


def give_password(client: Client, username: str, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": username, "password": password})


def give_code(client: Client, code: str | None = None) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code or code_now()})


def is_in(client: Client) -> bool:
    return bool(client.get(reverse("access:me")).status_code == 200)
