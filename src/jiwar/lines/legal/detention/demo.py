"""Somebody whose deportation was ordered calls every evening; one day they do not, and the alarm climbs."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from jiwar.casework.cases.models import Assignment, Case
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.detention import actions, rhythm, watching
from jiwar.lines.legal.detention.actions import PlanGiven, RungGiven
from jiwar.lines.legal.models import CheckIn, SafetyPlan

_WHAT_TO_DO = """1. Call the number of the brother; he knows where they sleep.
2. Ask the shelter's night desk.
3. If nothing by nine: the lawyer on duty goes to the removal centre with the power of attorney."""


def tell(story: Story, adviser: Viewer, case: Case, *, missed: bool) -> None:
    team = [row.member for row in Assignment.objects.filter(case=case, ended_at__isnull=True).order_by("lead")]
    others = [RungGiven(member) for member in team if member.id != adviser.id]
    brother = RungGiven(None, "Yusuf Adam", "+905550001122")
    asked_on = (story.today - timedelta(days=3)).isoformat()
    plan = actions.keep_plan(
        adviser,
        case=case,
        given=PlanGiven(
            rungs=(RungGiven(adviser.member), brother, *others)[:5],
            at=time(18),
            contact="They write 'the tea is ready' to the office's telephone. Anything else means: not safe.",
            what_to_do=_WHAT_TO_DO,
            agreed={"power": ("yes", asked_on), "family": ("yes", asked_on), "press": ("no", asked_on)},
        ),
        seen_version=None,
    )
    now = timezone.now()
    if missed:
        _not_heard_from(plan, now)
        return
    after = rhythm.moment(rhythm.local_day(now) + timedelta(days=4), time(16))
    actions.agree_once(adviser, plan=plan, due_at=after, what_for="After the appointment at the directorate.")


def _not_heard_from(plan: SafetyPlan, now: datetime) -> None:
    """The check-in was awaited a while ago; the worker finds it missed."""
    due_at = now - timedelta(minutes=plan.grace_minutes + 5)
    CheckIn.objects.filter(plan=plan).update(due_at=due_at, alarm_at=now - timedelta(minutes=5))
    watching.watch(now)
