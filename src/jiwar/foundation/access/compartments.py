"""Compartments: what a grant opens. A row stands in exactly one; no role opens all of them."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Compartment:
    """`guarded`: whoever may hold it needs a second person's word (the data guardian's).

    `apart`: who holds only this part of a file knows of what lies in it, and of nothing else: the file's own page, names
    and numbers stay closed, as for somebody who may not know that the file exists.
    """

    code: str
    name: str | Promise = field(compare=False)
    explanation: str | Promise = field(compare=False)
    guarded: bool = False
    apart: bool = False

    def __str__(self) -> str:
        return self.code


_known: dict[str, Compartment] = {}


def register(compartment: Compartment) -> Compartment:
    if compartment.code in _known:
        raise ValueError(f"compartment {compartment.code} is registered twice")
    _known[compartment.code] = compartment
    return compartment


def compartment(code: str) -> Compartment:
    """Raises `KeyError` for a code nobody registered: an unknown compartment is never 'open'."""
    return _known[code]


def all_compartments() -> tuple[Compartment, ...]:
    return tuple(_known.values())


def apart() -> list[str]:
    """Codes of the parts that make nothing known but themselves."""
    return [known.code for known in _known.values() if known.apart]


IDENTITY = register(
    Compartment(
        "identity",
        _("identity"),
        _("Names, birth, numbers, safe contact: what the front desk needs to find and greet a person."),
    )
)
GENERAL = register(
    Compartment(
        "general", _("general file"), _("Assessment, needs, plan, services, notes of those who work on the file.")
    )
)
RESTRICTED = register(
    Compartment(
        "restricted",
        _("protection-restricted"),
        _("What could kill if it leaked: threats, violence, faith, sexuality, HIV. Only those named for it."),
        guarded=True,
    )
)
