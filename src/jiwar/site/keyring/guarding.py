"""Making a key file, and putting a passphrase on it or taking it off."""

from dataclasses import replace

from jiwar.foundation.vault import custody, passphrase
from jiwar.site.options import Options


def create(given: Options, phrase: str | None) -> custody.KeyStore:
    """A key file for a home that has none; locked where a passphrase is given. Raises `NoKey`."""
    return custody.create(given.keys, protection=passphrase.protect(phrase) if phrase else None)


def protect(given: Options, phrase: str | None) -> None:
    """The same keys under a new passphrase; without one they lie open, for their user only."""
    protection = passphrase.protect(phrase) if phrase else None
    custody.change(given.keys, lambda store: replace(store, protection=protection))
