"""When the next check-in is: every so many days at an hour of the place where the group is."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from jiwar.casework.cases import clock
from jiwar.lines.legal.models import SafetyPlan


def moment(day: date, at: time) -> datetime:
    """In the group's time zone; an hour the clocks skip is the one after it."""
    return datetime.combine(day, at, clock.zone()).astimezone(timezone.get_fixed_timezone(0))


def local_day(when: datetime) -> date:
    return timezone.localtime(when, clock.zone()).date()


def first(plan: SafetyPlan, now: datetime) -> datetime:
    """The first of a new rhythm: today if the hour is still to come, else tomorrow."""
    today = moment(local_day(now), plan.at)
    return today if today > now else moment(local_day(now) + timedelta(days=1), plan.at)


def following(plan: SafetyPlan, due_at: datetime, now: datetime) -> datetime:
    """The next after `due_at` that is still to come; days that passed meanwhile are not asked for any more."""
    every = timedelta(days=plan.every_days or 1)
    day = local_day(due_at) + every
    if day < local_day(now):
        day += every * ((local_day(now) - day) // every)
    while moment(day, plan.at) <= now:
        day += every
    return moment(day, plan.at)
