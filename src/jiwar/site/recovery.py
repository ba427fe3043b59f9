"""The recovery sheet on paper, and the key of backups made from the site key.

The sheet carries one line a key: what it is, then its code. Whoever holds it holds the keys: it is the one share of
one. Shares of which several are needed are made by `keyring`.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from pyrage import x25519

from jiwar.foundation.vault import custody, passphrase, sealing
from jiwar.site.command_line.refusal import Refusal

SITE = "site"
_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one installation as found on paper or in a file."""

    site: bytes
    groups: Mapping[UUID, custody.GroupKeys]
    shares: custody.Shares | None = None
    protection: passphrase.Protection | None = None

    def write(self, directory: Path) -> None:
        """Into a new key file, locked as the one they come from; into one of the same installation what it lacks: a
        group's key may have been changed since these were written down."""
        if custody.key_file(directory).exists():
            if custody.load(directory).site != self.site:
                raise Refusal(f"Other keys lie in {directory} already; restore into an empty home.")
            custody.change(directory, lambda store: store.opening_also(self.groups))
            return
        custody.create(directory, site=self.site, groups=self.groups, shares=self.shares, protection=self.protection)

    @property
    def identity(self) -> x25519.Identity:
        """What opens backups: an age identity derived from the site key, so that paper needs no further line."""
        return age_identity(sealing.derive(self.site, "backups/v1"))


def from_home(directory: Path) -> Keys:
    """The keys of this installation; raises Refusal."""
    try:
        store = custody.load(directory)
    except custody.NoKey as missing:
        raise Refusal(str(missing)) from missing
    return Keys(store.site, store.groups, store.shares, store.protection)


def from_key_file(path: Path) -> Keys:
    """The keys in a key file somewhere else."""
    if path.name != custody.FILE_NAME:
        raise Refusal(f"The key file is called {custody.FILE_NAME}, not {path.name}.")
    return from_home(path.parent)


def from_sheet(path: Path) -> Keys:
    """The keys on a recovery sheet that was typed or scanned; '-' reads standard input."""
    text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    site = None
    groups: dict[UUID, list[bytes]] = {}
    for line in text.splitlines():
        name, colon, code = line.strip().partition(":")
        if not colon or "-" not in code:
            continue
        try:
            if name.strip().lower() == SITE:
                site = custody.from_recovery_code(code)
            elif (group := _reference(name)) is not None:
                groups.setdefault(group, []).append(custody.from_recovery_code(code))
        except custody.NoKey as wrong:
            raise Refusal(f"In the line '{name.strip()}': {wrong}") from wrong
    if site is None:
        raise Refusal(f"The sheet has no line that begins with '{SITE}:'.")
    return Keys(site, {group: custody.GroupKeys(first, past=tuple(more)) for group, (first, *more) in groups.items()})


def sheet(store: custody.KeyStore, names: Iterable[tuple[UUID, str]]) -> str:
    """The recovery sheet as text for paper."""
    lines = [
        "JIWAR · RECOVERY SHEET",
        f"printed {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "",
        "With this sheet and a backup everything can be read. Without it, when the server is lost,",
        "nothing can. Print it twice, keep the copies with two people in two places, never on a",
        "computer. Letters that look alike do not matter: O is 0, I is 1.",
        "After 'jiwar key rotate' print a new one; this one stays needed for backups of before.",
        "",
        f"{SITE}: {custody.recovery_code(store.site)}",
    ]
    for group, name in names:
        lines += ["", name, *(f"{group}: {custody.recovery_code(key)}" for key in store.keys_of(group).all)]
    return "\n".join([*lines, "", "To restore: jiwar restore BACKUP --sheet FILE", ""])


def age_identity(secret: bytes) -> x25519.Identity:
    """The identity of age whose secret half these 32 bytes are."""
    return x25519.Identity.from_str(_bech32("age-secret-key-", secret).upper())


def _reference(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def _bech32(prefix: str, data: bytes) -> str:
    """BIP 173, which age uses to write a key as text."""
    bits = int.from_bytes(data) << (-len(data) * 8 % 5)
    count = -(-len(data) * 8 // 5)
    values = [bits >> (5 * place) & 31 for place in reversed(range(count))]
    head = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    checked = _polymod([*head, *values, *[0] * 6]) ^ 1
    values += [checked >> (5 * place) & 31 for place in reversed(range(6))]
    return f"{prefix}1{''.join(_ALPHABET[value] for value in values)}"


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> place & 1 else 0
    return check
