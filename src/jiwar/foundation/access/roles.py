"""Roles: bundles of capabilities, and the guarded compartments a holder may be granted. Lines register their own."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.capabilities import Capability
from jiwar.foundation.access.compartments import RESTRICTED, Compartment


@dataclass(frozen=True)
class Role:
    """`opens`: compartments that an assignment may grant to its holder. A role itself opens no file."""

    code: str
    name: str | Promise = field(compare=False)
    does: str | Promise = field(compare=False)
    capabilities: frozenset[Capability]
    opens: frozenset[Compartment] = field(default_factory=frozenset)
    takes_sides: bool = False
    """Whoever works in it stands for the person: conflicts of interest are looked for before."""

    def __str__(self) -> str:
        return self.code

    @property
    def needs_second_person(self) -> bool:
        """Roles that reach guarded data, or decide who reaches it, take effect when the data guardian agrees."""
        return any(compartment.guarded for compartment in self.opens) or bool(
            self.capabilities & {can.GUARD_DATA, can.MANAGE_MEMBERS, can.ASSIGN, can.IMPORT_PEOPLE, can.EXPORT_PEOPLE}
        )

    def in_force(self, confirmed_at: datetime | None) -> bool:
        """Whether a role given, and confirmed then or not yet, counts."""
        return confirmed_at is not None or not self.needs_second_person


_known: dict[str, Role] = {}


def register(role: Role) -> Role:
    if role.code in _known:
        raise ValueError(f"role {role.code} is registered twice")
    _known[role.code] = role
    return role


def role(code: str) -> Role:
    """Raises `KeyError` for a role nobody registered."""
    return _known[code]


def all_roles() -> tuple[Role, ...]:
    return tuple(_known.values())


RECEPTION = register(
    Role(
        "reception",
        _("Reception"),
        _("Finds or registers people, books, triages. Sees no notes."),
        frozenset({can.SIGNED_IN, can.SEE_DESK, can.FIND_PEOPLE, can.REGISTER_PEOPLE, can.TRIAGE, can.BOOK}),
    )
)
CASEWORKER = register(
    Role(
        "caseworker",
        _("Caseworker"),
        _("Assesses, plans, follows up and closes the cases given to them."),
        frozenset(
            {
                can.SIGNED_IN,
                can.SEE_DESK,
                can.FIND_PEOPLE,
                can.REGISTER_PEOPLE,
                can.MATCH_PEOPLE,
                can.WORK_ON_FILES,
                can.BREAK_GLASS,
                can.TRIAGE,
                can.BOOK,
            }
        ),
        frozenset({RESTRICTED}),
    )
)
COORDINATOR = register(
    Role(
        "coordinator",
        _("Coordinator"),
        _("Gives cases to people and watches load: sees owner, date and minutes, not content."),
        frozenset(
            {
                can.SIGNED_IN,
                can.SEE_DESK,
                can.FIND_PEOPLE,
                can.MATCH_PEOPLE,
                can.TRIAGE,
                can.OVERSEE,
                can.DECIDE_CONFLICTS,
                can.ASSIGN,
                can.BOOK,
                can.SEE_MEMBERS,
                can.IMPORT_PEOPLE,
                can.EXPORT_PEOPLE,
            }
        ),
    )
)
VOLUNTEER = register(
    Role(
        "volunteer",
        _("Volunteer"),
        _("Works on the files they have been given, and finds no others."),
        frozenset({can.SIGNED_IN, can.SEE_DESK, can.WORK_ON_FILES}),
    )
)
DATA_GUARDIAN = register(
    Role(
        "data-guardian",
        _("Data guardian"),
        _("Gives the second word on roles and resets, hides files, reads the audit. Reads no notes."),
        frozenset(
            {
                can.SIGNED_IN,
                can.SEE_DESK,
                can.SEE_MEMBERS,
                can.GUARD_DATA,
                can.HIDE_FILES,
                can.AGREE_TO_ERASING,
                can.DECIDE_CONFLICTS,
            }
        ),
    )
)
ADMINISTRATOR = register(
    Role(
        "administrator",
        _("Administrator"),
        _("Runs the server, members and settings. Reads nobody's notes."),
        frozenset(
            {can.SIGNED_IN, can.SEE_DESK, can.SEE_MEMBERS, can.MANAGE_MEMBERS, can.MANAGE_GROUP, can.AGREE_TO_ERASING}
        ),
    )
)
