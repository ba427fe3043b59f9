"""What can be done with a case: viewer first, one transaction each; policy, write, timeline, audit.

Raises `NotThere` and `Refused` (rights), `NotPossible` (the work does not allow it now, with words for the form),
`StillOpen` (closing, with the open matters by name), `Stale` (someone changed the row meanwhile).
`token`: of the form that was sent, so that sending it twice has one effect.
"""

from jiwar.casework.cases.actions.case import (
    close_case,
    describe_case,
    move_step,
    open_case,
    reopen_case,
)
from jiwar.casework.cases.actions.danger import clear_danger, flag_danger
from jiwar.casework.cases.actions.documents import add_document, describe_document, read_document
from jiwar.casework.cases.actions.looking import looked_at
from jiwar.casework.cases.actions.notes import amend_note, write_note
from jiwar.casework.cases.actions.people import add_member, remove_member
from jiwar.casework.cases.actions.plan import assess, change_goal, meet_need, record_need, set_goal
from jiwar.casework.cases.actions.services import progress_service, request_service
from jiwar.casework.cases.actions.tasks import (
    add_task,
    drop_task,
    end_follow_up,
    finish_task,
    follow_up_on_file,
    follow_up_task,
    move_task,
)
from jiwar.casework.cases.actions.team import assign, end_assignment, hand_over

__all__ = [
    "add_document",
    "add_member",
    "add_task",
    "amend_note",
    "assess",
    "assign",
    "change_goal",
    "clear_danger",
    "close_case",
    "describe_case",
    "describe_document",
    "drop_task",
    "end_assignment",
    "end_follow_up",
    "finish_task",
    "flag_danger",
    "follow_up_on_file",
    "follow_up_task",
    "hand_over",
    "looked_at",
    "meet_need",
    "move_step",
    "move_task",
    "open_case",
    "progress_service",
    "read_document",
    "record_need",
    "remove_member",
    "reopen_case",
    "request_service",
    "set_goal",
    "write_note",
]
