"""How passwords are kept and which are refused.

At least 15 and at most 256 characters, any script, no rules of composition (NIST SP 800-63B-4). What is refused is what
an attacker tries first. Characters are composed (NFC) before hashing: keyboards differ in how they write é.
"""

import threading
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 15
LONGEST = 256

# Two hashes at once fill two cores for a fifth of a second and 128 MiB; more would make sign-in the cheapest attack.
_turns = threading.BoundedSemaphore(2)


class Argon2id(Argon2PasswordHasher):
    """Argon2id, three passes over 64 MiB, one lane."""

    time_cost = 3
    memory_cost = 64 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _turns:
            return super().encode(_composed(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _turns:
            return super().verify(_composed(password), encoded)


def _composed(password: str) -> str:
    return unicodedata.normalize("NFC", password)


class RightLength:
    """Refuses what is shorter than 15 or longer than 256 characters."""

    def validate(self, password: str, user: Any = None) -> None:
        length = len(_composed(password))
        if length < SHORTEST:
            raise ValidationError(
                _("The password has %(length)d characters; it needs at least %(least)d. Four or five words are easy.")
                % {"length": length, "least": SHORTEST},
                code="password_too_short",
            )
        if length > LONGEST:
            raise ValidationError(
                _("The password may have at most %(most)d characters.") % {"most": LONGEST}, code="password_too_long"
            )

    def get_help_text(self) -> str:
        return _("At least %(least)d characters. Four or five words that do not belong together are easy to keep.") % {
            "least": SHORTEST
        }


class NotGuessable:
    """Refuses a common password made longer: repeated, padded with digits or signs, or a run of few characters."""

    def validate(self, password: str, user: Any = None) -> None:
        text = _composed(password).casefold()
        unit = _repeated_unit(text)
        letters = "".join(character for character in text if character.isalpha())
        if (
            len(set(text)) < 5
            or _is_run(text)
            or any(word in _common() or word == "" for word in (unit, letters, _repeated_unit(letters)))
        ):
            raise ValidationError(
                _("This password is among the first that are tried. Take words that do not belong together."),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return _("Not a common password made longer.")


def _repeated_unit(text: str) -> str:
    """`abcabcabc` → `abc`; a text that repeats nothing is its own unit."""
    for size in range(1, len(text) // 2 + 1):
        unit = text[:size]
        if (unit * (len(text) // size + 1))[: len(text)] == text:
            return unit
    return text


def _is_run(text: str) -> bool:
    """Whether at least four in five characters follow their neighbour by one, as in 123456 or abcdef."""
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    return sum(step in (1, -1) for step in steps) >= 0.8 * len(steps)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)
