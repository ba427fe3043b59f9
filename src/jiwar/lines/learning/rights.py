"""What the learning line adds to the one policy: a compartment that stands apart, a role, what its holders may do."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import compartments, roles
from jiwar.foundation.access.compartments import Compartment
from jiwar.foundation.access.roles import Role

LEARNING = compartments.register(
    Compartment(
        "learning",
        _("learning"),
        _("What a person learns: levels, classes, attendance. Opens neither the person’s page nor a case."),
        apart=True,
    )
)

TEACH = can.register("teach", _("teach the learners one was given, and mark who came"))
RUN_CLASSES = can.register("run-classes", _("set up courses and classes, and give places by the stated rules"))

TEACHER = roles.register(
    Role(
        "teacher",
        _("Teacher"),
        _("Places, teaches, marks attendance, certifies. Sees learners, never why they fled."),
        frozenset({can.SIGNED_IN, can.SEE_DESK, TEACH, RUN_CLASSES}),
    )
)
