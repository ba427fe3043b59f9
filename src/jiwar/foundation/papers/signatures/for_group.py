"""Signing for the group, for rooms that do not keep its key. The room that does says so; where none does, nothing is
signed and papers go out as they are."""

from collections.abc import Callable

from jiwar.foundation.papers.signatures import asking
from jiwar.foundation.papers.signatures.certificates import KeyPair

_keepers: list[Callable[[], KeyPair | None]] = []


def kept_by(keeper: Callable[[], KeyPair | None]) -> None:
    """`keeper` gives the key in force of the group acted for; None: it has none, or none that is valid today."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def has_key() -> bool:
    return _key() is not None


def signed(pdf: bytes, *, name: str, reason: str) -> bytes | None:
    """The PDF signed by the group; None where the group has no key to sign with. Raises `asking.NotRead`."""
    pair = _key()
    return asking.signed(pdf, pair, name=name, reason=reason) if pair else None


def _key() -> KeyPair | None:
    return next((pair for keeper in _keepers if (pair := keeper()) is not None), None)
