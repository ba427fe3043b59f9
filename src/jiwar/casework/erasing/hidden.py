"""Hidden means hidden here too: an erasure through which a hidden file would show is the data guardians' alone."""

from django.db.models import Exists, OuterRef, Q

from jiwar.casework.cases.models import CaseMember
from jiwar.casework.conflicts.models import Match
from jiwar.casework.erasing.models import Erasure
from jiwar.casework.people.models import Pair, Relation
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer


def nothing_hidden() -> Q:
    """Of erasures: nothing hidden shows through them now, nor did before they were done and the rows were gone."""
    return Q(_nothing_now(), hid=False)


def note(erasure: Erasure) -> None:
    """Keeps what shows now: when it is asked for, and before the rows that tell it go."""
    asked = Erasure.objects.filter(id=erasure.id)
    asked.exclude(_nothing_now()).update(hid=True)


def _nothing_now() -> Q:
    """Neither the person is hidden, nor anything whose rows are counted among what goes: a case of theirs, a record
    that was compared with theirs whatever was decided, a relation, or the other side of a possible conflict."""
    person = OuterRef("person")
    hidden = (
        CaseMember.objects.filter(person=person, case__subject__hidden=True),
        Pair.objects.filter(first=person, second__subject__hidden=True),
        Pair.objects.filter(second=person, first__subject__hidden=True),
        Relation.objects.filter(person=person, other__subject__hidden=True),
        Relation.objects.filter(other=person, person__subject__hidden=True),
        Match.objects.filter(person=person, opposed__case__subject__hidden=True),
        Match.objects.filter(opposed__case__members__person=person, person__subject__hidden=True),
    )
    return Q(*(~Exists(rows) for rows in hidden), subject__hidden=False)


def may_see(viewer: Viewer, erasure: Erasure) -> bool:
    if viewer.can(can.GUARD_DATA):
        return True
    return viewer.can(can.AGREE_TO_ERASING) and hides_nothing(erasure)


def hides_nothing(erasure: Erasure) -> bool:
    return Erasure.objects.filter(nothing_hidden(), id=erasure.id).exists()
