"""What is refused as a password, and how one is kept."""

import unicodedata

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from jiwar.foundation.access.models import Account
from jiwar.site.passwords import Argon2id

GOOD = [
    "correct horse staple battery",
    "قهوة صباح مطر نافذة كتاب",
    "vélo-Nuage-7-citron",
    "x" * 3 + "kettle pond 41 azure",
]
WEAK = {
    "short": "password_too_short",
    "fourteen chars": "password_too_short",
    "x" * 257: "password_too_long",
    "passwordpassword": "password_guessable",
    "iloveyou1234567890": "password_guessable",
    "aaaaaaaaaaaaaaaaaaa": "password_guessable",
    "12345678901234567890": "password_guessable",
    "abcdefghijklmnopqrst": "password_guessable",
    "!!password!!2026!!!": "password_guessable",
}


@pytest.mark.parametrize("password", GOOD)
def test_words_in_any_script_are_accepted(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize(("password", "code"), WEAK.items())
def test_what_is_tried_first_is_refused(password: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert code in {error.code for error in refused.value.error_list}


def test_one_s_own_name_is_refused() -> None:
    with pytest.raises(ValidationError):
        validate_password("maryam.haddad.1990", Account(username="maryam.haddad.1990", name="Maryam"))


def test_a_password_is_kept_by_argon2id_and_composed() -> None:
    hasher = Argon2id()
    typed, other_keyboard = (unicodedata.normalize(form, "vélo Nuage citron éé") for form in ("NFD", "NFC"))
    assert typed != other_keyboard
    kept = hasher.encode(typed, hasher.salt())
    assert kept.startswith("argon2$argon2id$v=19$m=65536,t=3,p=1$")
    assert hasher.verify(other_keyboard, kept)
    assert not hasher.verify("velo Nuage citron ee", kept)
