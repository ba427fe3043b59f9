"""The call tree as it can be climbed now: who has to act at each step, and whose number they call."""

from dataclasses import dataclass

from jiwar.casework.cases.models import Case
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import viewer_for
from jiwar.lines.legal.models import Rung, SafetyPlan
from jiwar.lines.legal.owners import owner_of


@dataclass(frozen=True, slots=True)
class Step:
    """`rung` None: nobody of the tree is left, so the coordinators are called."""

    rung: Rung | None
    caller: Membership | None


def rungs_of(plan: SafetyPlan) -> list[Rung]:
    rows = Rung.objects.filter(plan=plan).select_related("member__account", "member__group")
    return list(rows.order_by("position"))


def steps_of(plan: SafetyPlan, case: Case) -> list[Step]:
    """Colleagues who no longer work on the case are passed over; the last step are the coordinators.

    Somebody outside has no day in the program: the colleague before them is told to call.
    """
    found: list[Step] = []
    caller = None
    for rung in rungs_of(plan):
        if rung.member is not None:
            if not works_on(rung.member, case):
                continue
            caller = rung.member
        caller = caller or owner_of(case)
        found.append(Step(rung, caller))
    if not found:
        owner = owner_of(case)
        found = [Step(None, owner)] if owner else []
    return [*found, Step(None, None)]


def works_on(member: Membership, case: Case) -> bool:
    if member.ended_at is not None:
        return False
    return policy.decide(viewer_for(member), can.WORK_ON_FILES, subject=case.subject, compartment=GENERAL).allowed
