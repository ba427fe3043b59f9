"""What can be done with courses and classes, by whoever runs them."""

from jiwar.lines.learning.courses.actions.classes import Plan, Times, change_class, close_class, open_class, set_times
from jiwar.lines.learning.courses.actions.courses import change_course, end_course, make_course, write_unit

__all__ = [
    "Plan",
    "Times",
    "change_class",
    "change_course",
    "close_class",
    "end_course",
    "make_course",
    "open_class",
    "set_times",
    "write_unit",
]
