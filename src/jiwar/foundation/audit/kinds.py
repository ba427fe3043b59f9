"""What can be audited: typed constants registered by the rooms, each with words for the page."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """`looked`: reading, not changing."""

    code: str
    words: str | Promise = field(compare=False)
    looked: bool = False

    def __str__(self) -> str:
        return self.code


_known: dict[str, Kind] = {}


def register(code: str, words: str | Promise, *, looked: bool = False) -> Kind:
    if code in _known:
        raise ValueError(f"audit kind {code} is registered twice")
    _known[code] = Kind(code, words, looked)
    return _known[code]


def words_for(code: str) -> str | Promise:
    """The words of a kind; of one that no installed room knows any more, its code."""
    return _known[code].words if code in _known else code


def has_looked(code: str) -> bool:
    """Whether this is a kind of reading."""
    return code in _known and _known[code].looked


def all_kinds() -> tuple[Kind, ...]:
    return tuple(_known.values())


REFUSED = register("refused", _("was refused"))
SIGNED_IN = register("signed-in", _("signed in"))
SIGN_IN_FAILED = register("sign-in-failed", _("failed to sign in"))
SIGNED_OUT = register("signed-out", _("signed out"))
EXPORTED = register("exported", _("took data out"))
