"""Shares on paper: any k of n bring back the keys, k-1 tell nothing (SLIP-39).

What is split is a secret of its own, from which an age identity is made. Keys are sealed to that identity's public
half, which stands in the key file: so each backup has beside it a sealed copy of the keys of its day, and the shares
printed once open all of them, also after the keys were changed.
"""

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyrage
import shamir_mnemonic
from pyrage.x25519 import Identity, Recipient
from shamir_mnemonic.wordlist import WORD_INDEX_MAP, WORDLIST

from jiwar.foundation.vault import custody, disk, sealing
from jiwar.site import recovery
from jiwar.site.command_line.refusal import Refusal
from jiwar.site.options import Options

SECRET_BYTES: Final = 16
WORDS: Final = 20
FEWEST: Final = 2
MOST: Final = 16
UNIQUE: Final = 4
"""No two words of the list begin with the same four letters."""
_NUMBERED = re.compile(r"(\d{1,2})[.)]?[ \t]+([A-Za-z]+)")
_NUMBERED_LINE = re.compile(rf"(?:\s*{_NUMBERED.pattern}\s*)+")


@dataclass(frozen=True)
class Split:
    """What goes onto paper. Kept nowhere."""

    shares: custody.Shares
    words: tuple[str, ...]


def split(given: Options, *, needed: int, of: int) -> Split:
    """A new secret in `of` shares; those of before open only copies of before. Raises Refusal."""
    if not FEWEST <= needed <= of <= MOST:
        raise Refusal(f"At least {FEWEST} shares are needed of at most {MOST}, and not more than there are.")
    secret = os.urandom(SECRET_BYTES)
    [words] = shamir_mnemonic.generate_mnemonics(1, [(needed, of)], secret)
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    made = custody.Shares(str(_identity(secret).to_public()), needed, of, today)
    custody.change(given.keys, lambda store: replace(store, shares=made))
    return Split(made, tuple(words))


def fingerprint(shares: custody.Shares) -> str:
    """Eight letters by which people see that shares and keys belong together."""
    digest = hashlib.sha256(shares.recipient.encode()).hexdigest()[:8].upper()
    return f"{digest[:4]}-{digest[4:]}"


def copy_beside(backup: Path, store: custody.KeyStore) -> Path | None:
    """A sealed copy of the keys that open it beside a backup; None where no shares were made."""
    if store.shares is None:
        return None
    place = copy_of(backup)
    disk.put(place, sealed_copy(store, store.shares))
    return place


def copy_of(backup: Path) -> Path:
    """Where the sealed copy of the keys of a backup lies."""
    return backup.with_name(f"{backup.name.removesuffix('.age')}.keys.age")


def sealed_copy(store: custody.KeyStore, shares: custody.Shares) -> bytes:
    data = json.dumps(custody.as_data(store)).encode()
    return bytes(pyrage.encrypt(data, [Recipient.from_str(shares.recipient)]))


def opened_copy(copy: Path, identity: Identity) -> recovery.Keys:
    """The keys in a sealed copy; raises Refusal."""
    try:
        data = json.loads(pyrage.decrypt(copy.read_bytes(), [identity]))
        store = custody.from_data(copy, data)
    except OSError as error:
        raise Refusal(f"There is no sealed copy of the keys at {copy}.") from error
    except (pyrage.DecryptError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal(f"These shares do not open {copy}: it was made for others, or is damaged.") from error
    return recovery.Keys(store.site, store.groups, store.shares)


class Collection:
    """Shares as they are typed in, one after another, until there are enough."""

    def __init__(self) -> None:
        self._found: list[shamir_mnemonic.Share] = []

    @property
    def missing(self) -> int:
        """How many more are needed; 1 before the first tells."""
        return self._found[0].member_threshold - len(self._found) if self._found else 1

    def add(self, text: str) -> None:
        """Raises Refusal with a sentence that says what is wrong with this share."""
        share = _read(text)
        if self._found and share.common_parameters() != self._found[0].common_parameters():
            raise Refusal("This share belongs to another set than the first: compare the fingerprints on the pages.")
        if any(share.index == other.index for other in self._found):
            raise Refusal("This share was given already: take another one.")
        self._found.append(share)

    def identity(self) -> Identity:
        """What opens the sealed copies; raises Refusal while too few are there."""
        if not self._found or self.missing:
            raise Refusal(f"Too few shares: {self.missing} more are needed." if self._found else "No share was given.")
        try:
            secret = shamir_mnemonic.combine_mnemonics([share.mnemonic() for share in self._found])
        except shamir_mnemonic.MnemonicError as error:
            raise Refusal("These shares do not fit together: at least one is no share of this set.") from error
        return _identity(secret)


def _read(text: str) -> shamir_mnemonic.Share:
    words = _spelt(words_in(text))
    if len(words) != WORDS:
        raise Refusal(f"A share has {WORDS} words; {len(words)} are here.")
    try:
        return shamir_mnemonic.Share.from_mnemonic(" ".join(words))
    except shamir_mnemonic.MnemonicError as error:
        raise Refusal("The words do not belong together: one is misread, or two are exchanged.") from error


def words_in(text: str) -> list[str]:
    """The words of a share, typed one after another or taken from a printed page, where each has its number."""
    numbered: dict[int, str] = {}
    for line in text.splitlines():
        if _NUMBERED_LINE.fullmatch(line):
            numbered |= {int(number): word.lower() for number, word in _NUMBERED.findall(line)}
    if numbered:
        return [numbered[number] for number in sorted(numbered)]
    return [word.lower() for word in re.findall(r"[^\W\d_]+", text)]


def _spelt(words: Sequence[str]) -> list[str]:
    """Each by its first four letters, which are enough; raises Refusal at the first that is in no share."""
    beginnings = {word[:UNIQUE]: word for word in WORDLIST}
    found = []
    for number, word in enumerate(words, 1):
        if word not in WORD_INDEX_MAP and len(word) > UNIQUE:
            near = beginnings.get(word[:UNIQUE])
            hint = f": is it '{near}'?" if near else ""
            raise Refusal(f"Word {number}, '{word}', is in no share{hint or '.'}")
        whole = word if word in WORD_INDEX_MAP else beginnings.get(word)
        if whole is None:
            raise Refusal(f"Word {number}, '{word}', is in no share.")
        found.append(whole)
    return found


def _identity(secret: bytes) -> Identity:
    return recovery.age_identity(sealing.derive(secret, "recovery-shares/v1"))
