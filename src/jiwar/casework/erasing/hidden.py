"""Hidden means hidden here too: an erasure through which a hidden file would show is the data guardians' alone."""

from django.db.models import Exists, OuterRef, Q

from jiwar.casework.cases.models import CaseMember
from jiwar.casework.erasing.models import Erasure
from jiwar.casework.people.models import Pair
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer


def nothing_hidden() -> Q:
    """Of erasures: neither the person, nor a case of theirs, nor a record linked with theirs is hidden."""
    cases = CaseMember.objects.filter(person=OuterRef("person"), case__subject__hidden=True)
    same = Pair.objects.filter(state=Pair.State.SAME)
    one = same.filter(first=OuterRef("person"), second__subject__hidden=True)
    other = same.filter(second=OuterRef("person"), first__subject__hidden=True)
    return Q(~Exists(cases), ~Exists(one), ~Exists(other), subject__hidden=False)


def may_see(viewer: Viewer, erasure: Erasure) -> bool:
    if viewer.can(can.GUARD_DATA):
        return True
    return viewer.can(can.AGREE_TO_ERASING) and hides_nothing(erasure)


def hides_nothing(erasure: Erasure) -> bool:
    return Erasure.objects.filter(nothing_hidden(), id=erasure.id).exists()
