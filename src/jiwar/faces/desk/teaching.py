"""What an empty day teaches: the next step of each role."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.capabilities import Capability
from jiwar.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Lesson:
    capability: Capability
    text: str | Promise
    url_name: str
    link: str | Promise
    icon: str

    @property
    def href(self) -> str:
        return reverse(self.url_name)


LESSONS: Final = (
    Lesson(
        can.REGISTER_PEOPLE,
        _("Somebody stands before you? Search first; register only who is not found."),
        "people:register",
        _("Register a person"),
        "plus",
    ),
    Lesson(
        can.ASSIGN,
        _("Cases wait for somebody to lead them. Look at the queue, then at who carries how much."),
        "cases:queue",
        _("Intake queue"),
        "inbox",
    ),
    Lesson(
        can.WORK_ON_FILES,
        _("The files you have been given are here. New ones appear on this page first."),
        "cases:list",
        _("Your cases"),
        "cases",
    ),
    Lesson(
        can.GUARD_DATA,
        _("Roles, resets and guarded parts wait for your word. Look now and then at who looked at what."),
        "access:audit",
        _("The audit"),
        "audit",
    ),
    Lesson(
        can.MANAGE_MEMBERS,
        _("Invite colleagues, give them roles, and keep offices and hours up to date."),
        "access:members",
        _("Members"),
        "users",
    ),
)
"""In this order; a viewer is taught what their roles let them do."""


def lessons_for(viewer: Viewer) -> list[Lesson]:
    return [lesson for lesson in LESSONS if viewer.can(lesson.capability)]
