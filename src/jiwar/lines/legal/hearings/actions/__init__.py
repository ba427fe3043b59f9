"""What can be done with a hearing: one verb a function, the acting viewer first, each in one transaction."""

from jiwar.lines.legal.hearings.actions.company import answer_for, ask_along, withdraw_request
from jiwar.lines.legal.hearings.actions.ending import end_hearing
from jiwar.lines.legal.hearings.actions.noting import NotesGiven, ask_noted, correct_noted, keep_record
from jiwar.lines.legal.hearings.actions.planning import HearingGiven, change_hearing, move_hearing, plan_hearing
from jiwar.lines.legal.hearings.actions.preparing import TravelGiven, add_item, keep_travel, tick, untick

__all__ = [
    "HearingGiven",
    "NotesGiven",
    "TravelGiven",
    "add_item",
    "answer_for",
    "ask_along",
    "ask_noted",
    "change_hearing",
    "correct_noted",
    "end_hearing",
    "keep_record",
    "keep_travel",
    "move_hearing",
    "plan_hearing",
    "tick",
    "untick",
    "withdraw_request",
]
