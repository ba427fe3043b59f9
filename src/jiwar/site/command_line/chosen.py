"""Which groups a command is about."""

from typing import TYPE_CHECKING

from jiwar.site.command_line.refusal import Refusal

if TYPE_CHECKING:
    from jiwar.foundation.groups.models import Group


def groups(name: str | None) -> "list[Group]":
    """The one of this name, else all, by name; raises Refusal where there is none."""
    from jiwar.foundation.groups.models import Group

    found = list(Group.objects.filter(name=name) if name else Group.objects.order_by("name"))
    if not found:
        raise Refusal(f"There is no group '{name}'." if name else "There is no group yet: run jiwar setup.")
    return found
