"""What can be done about legal help: one verb a function, the acting viewer first, each in one transaction."""

from jiwar.lines.legal.helping.actions.deciding import SECOND_LOOK, Told, decide, look_second
from jiwar.lines.legal.helping.actions.scopes import LETTER_LANGUAGES, agree_scope, end_scope, write_scope
from jiwar.lines.legal.helping.actions.screening import choose_criteria, screen, suggestion

__all__ = [
    "LETTER_LANGUAGES",
    "SECOND_LOOK",
    "Told",
    "agree_scope",
    "choose_criteria",
    "decide",
    "end_scope",
    "look_second",
    "screen",
    "suggestion",
    "write_scope",
]
