"""Who speaks with a learner with whom nobody works on a case: one coordinator, by a rule that is stated.

The coordinators whose role is in force and who may know of the file; of them whoever has the fewest open tasks of this
kind, then whoever has been a member longest. Where none may know (a hidden file), the data guardians are told, by
number.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.casework.cases.models import Task
from jiwar.casework.service_lines import Said
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, roles, words
from jiwar.foundation.access.models import Membership, Word
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.lines.learning.models import Learner

NOBODY_SPEAKS: Final = "learner-nobody-speaks"
REASON: Final = gettext_lazy("to speak with a learner")


def who(learner: Learner, origin_kind: str, origin: UUID) -> Membership | None:
    """Whoever has the task already keeps it while they are among those who could."""
    able = [member for member in words.members_in_role(roles.COORDINATOR) if _may_know(member, learner)]
    tasks = Task.objects.filter(state=Task.State.OPEN, case__isnull=True, owner__in=able)
    has_it = tasks.filter(origin_kind=origin_kind, origin=origin).values_list("owner", flat=True).first()
    load = Counter(tasks.filter(origin_kind__startswith="learning.").values_list("owner", flat=True))
    return min(able, key=lambda each: (each.id != has_it, load[each.id], each.since, each.id), default=None)


def _may_know(member: Membership, learner: Learner) -> bool:
    return policy.decide(viewer_for(member), can.SIGNED_IN, subject=learner.subject).allowed


def tell_guardians(learner: Learner) -> None:
    words.tell_guardians(NOBODY_SPEAKS, {"number": learner.written_number})


def nobody(_viewer: Viewer, told: Sequence[Word]) -> dict[UUID, Said]:
    text = _(
        "Somebody should speak with the learner %(number)s, and nobody who could works on their file. See who can."
    )
    return {word.id: Said(text % {"number": word.about["number"]}, tone="soon") for word in told}
