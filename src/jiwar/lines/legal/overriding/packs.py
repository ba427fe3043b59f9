"""A pack as it counts for the group acted for: the package's, with the group's own values laid over it.

What was laid over once is kept by its content, the package and every value, so that no group can meet another's.
"""

from collections.abc import Sequence
from functools import lru_cache

from django.db.models import QuerySet

from jiwar.foundation.groups.statements import statement
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Override, Pack
from jiwar.lines.legal.models import RuleOverride


def load(pack_id: str, *, also: Sequence[Override] = ()) -> Pack:
    """The newest edition with the earlier ones. `also`: values that do not count yet, to see what they would change.
    Raises `UnknownProcedure`."""
    return laid(pack_id, also=also)[0]


def laid(pack_id: str, *, also: Sequence[Override] = ()) -> tuple[Pack, tuple[Override, ...]]:
    """The same, with those of the group's values that no longer fit the package and so do not count."""
    package = procedures.load(pack_id)
    own = (*(row.override for row in _counting(pack_id)), *also)
    return _laid(package, own) if own else (package, ())


@statement
def _counting(pack: str) -> QuerySet[RuleOverride]:
    return RuleOverride.objects.filter(pack=pack, state__in=RuleOverride.COUNTING).order_by("since", "id")


@lru_cache(maxsize=256)
def _laid(package: Pack, own: tuple[Override, ...]) -> tuple[Pack, tuple[Override, ...]]:
    return procedures.laid_over(package, own)
