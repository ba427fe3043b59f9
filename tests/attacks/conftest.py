"""The attacks of SECURITY.md by their numbers, against the doors that exist."""

from tests.casework.cases.conftest import case, person, waiting
from tests.routes.kept_world import cast, group, keys, other_group, told, told_world, world

__all__ = ["case", "cast", "group", "keys", "other_group", "person", "told", "told_world", "waiting", "world"]
