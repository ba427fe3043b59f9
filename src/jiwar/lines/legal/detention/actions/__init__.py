"""What can be done for somebody's safety: one verb a function, the acting viewer first, each in one transaction."""

from jiwar.lines.legal.detention.actions.alarms import ALARM_CALLS, close_alarm, raise_by_hand, take_alarm
from jiwar.lines.legal.detention.actions.checking import agree_once, drop_check_in, heard, not_reached
from jiwar.lines.legal.detention.actions.planning import PlanGiven, RungGiven, end_plan, keep_plan

__all__ = [
    "ALARM_CALLS",
    "PlanGiven",
    "RungGiven",
    "agree_once",
    "close_alarm",
    "drop_check_in",
    "end_plan",
    "heard",
    "keep_plan",
    "not_reached",
    "raise_by_hand",
    "take_alarm",
]
