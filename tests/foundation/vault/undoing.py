"""Something done and rolled back."""

from collections.abc import Callable

from django.db import transaction


class Undone(Exception):
    """Thrown to roll back."""


def undo(act: Callable[[], object]) -> None:
    """Does it inside a transaction, or a savepoint, that does not hold."""
    try:
        with transaction.atomic():
            act()
            raise Undone
    except Undone:
        pass
