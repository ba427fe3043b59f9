"""Which group we act for. Every tenant query asks here, and fails closed without an answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from jiwar.foundation.groups.models import Group

_current: ContextVar["Group | None"] = ContextVar("jiwar_group", default=None)


class NoGroupChosen(RuntimeError):
    """A tenant query ran where no group had been chosen. Always a fault in the program, never 'all groups'."""


def current_group() -> "Group":
    """The group this request, job or command acts for. Raises `NoGroupChosen` without one."""
    group = _current.get()
    if group is None:
        raise NoGroupChosen("No group is chosen here: wrap the call in acting_for(group).")
    return group


def current_group_id() -> UUID:
    return current_group().id


def chosen_id() -> UUID | None:
    """The id of the group that is chosen, or None. For the database's own wall, which then shows nothing."""
    group = _current.get()
    return None if group is None else group.id


@contextmanager
def acting_for(group: "Group") -> Iterator["Group"]:
    """Everything inside the block belongs to `group`."""
    token = _current.set(group)
    try:
        yield group
    finally:
        _current.reset(token)
