"""Numbers people can say on the telephone: P-0142, C-0142. One series a kind, without gaps on purpose of order only."""

from django.db import transaction
from django.db.models import F

from jiwar.foundation.groups.context import current_group
from jiwar.foundation.groups.models import Counter


def next_number(series: str) -> int:
    """The next number of `series` ('P', 'C') of the current group. Call inside the transaction that uses it."""
    with transaction.atomic():
        if not Counter.objects.filter(series=series).update(last=F("last") + 1):
            Counter.objects.get_or_create(group=current_group(), series=series)
            Counter.objects.filter(series=series).update(last=F("last") + 1)
        return int(Counter.objects.values_list("last", flat=True).get(series=series))


def written(series: str, number: int) -> str:
    """`written("C", 142)` is `C-0142`."""
    return f"{series}-{number:04d}"
