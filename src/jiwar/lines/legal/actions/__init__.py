"""What can be done in the legal line: one verb a function, the acting viewer first, each in one transaction."""

from jiwar.lines.legal.actions.deadlines import acknowledge, set_aside, take_over, take_up_again
from jiwar.lines.legal.actions.happenings import correct_event, record_event, withdraw_event
from jiwar.lines.legal.actions.letters import Draft, drafted, letter_as_text, make_letter, pages_of, sign_letter
from jiwar.lines.legal.actions.printed import confirm_printed_date, record_printed_date, remove_printed_date
from jiwar.lines.legal.actions.procedures import change_tracks, close_procedure, open_procedure

__all__ = [
    "Draft",
    "acknowledge",
    "change_tracks",
    "close_procedure",
    "confirm_printed_date",
    "correct_event",
    "drafted",
    "letter_as_text",
    "make_letter",
    "open_procedure",
    "pages_of",
    "record_event",
    "record_printed_date",
    "remove_printed_date",
    "set_aside",
    "sign_letter",
    "take_over",
    "take_up_again",
    "withdraw_event",
]
