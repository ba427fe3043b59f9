"""Narrow ways through the second wall (`groups.walls`), for what must be read before a group can be chosen.

A door opens single rows for reading, by what somebody already holds: the account of a session, the secret of a feed.
A room declares its door beside the code that needs it, and opens it for one question:

    ACCOUNT = doors.declare("account", {"access_membership": "account_id::text = {value}"})

    with ACCOUNT.opened(account.id):
        member = Membership.across_groups.filter(account=account).first()

`WHOLE` is no such door: it opens everything, and only to the role that owns the tables. Migrations, backups and a
restore go through it; a server that runs as another role finds it locked.

On SQLite there is no second wall, and opening a door does nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

_open: ContextVar[str] = ContextVar("jiwar_door", default="")


@dataclass(frozen=True, slots=True)
class Door:
    """`opens`: for each table the condition on its rows; `{value}` stands for what the door was opened with."""

    name: str
    opens: Mapping[str, str]

    @contextmanager
    def opened(self, value: UUID | str) -> Iterator[None]:
        """What is asked inside the block may come through this door. Another door that stood open is shut meanwhile."""
        token = _open.set(f"{self.name}:{value}")
        try:
            yield
        finally:
            _open.reset(token)


_known: dict[str, Door] = {}


def declare(name: str, opens: Mapping[str, str]) -> Door:
    """A room's own door; each name once."""
    if name in _known:
        raise ValueError(f"door {name} is declared twice")
    _known[name] = Door(name, dict(opens))
    return _known[name]


def all_doors() -> list[Door]:
    return [_known[name] for name in sorted(_known)]


def standing_open() -> str:
    """What the database is told: the door that is open and with what, or nothing."""
    return _open.get()


WHOLE = Door("whole", {})
