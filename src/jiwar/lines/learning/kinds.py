"""What the audit knows of the learning line."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.audit.kinds import register

LEARNER_SEEN = register("learner-seen", _("looked at a learner"), looked=True)
LEARNER_ADDED = register("learner-added", _("added a learner"))
LEVEL_SET = register("learner-level-set", _("set a learner’s level"))

PLACEMENT_ASKED = register("placement-asked", _("asked for or began a placement"))
PLACEMENT_SEEN = register("placement-seen", _("looked at a placement"), looked=True)
PLACEMENT_ANSWERED = register("placement-answered", _("answered a question of a placement"))
PLACEMENT_DECIDED = register("placement-decided", _("decided a placement"))
PLACEMENT_GIVEN_UP = register("placement-given-up", _("gave up a placement"))

CAN_DO_KEPT = register("can-do-kept", _("wrote down what a learner can do"))
CAN_DO_TAKEN_BACK = register("can-do-taken-back", _("took back what a learner can do"))
TEST_KEPT = register("learner-test-kept", _("wrote down a learner’s test"))

LEARNING_CERTIFICATE_GIVEN = register("learning-certificate-given", _("gave a learner a certificate"))
LEARNING_CERTIFICATE_READ = register("learning-certificate-read", _("took out a learner’s certificate"), looked=True)
LEARNING_CERTIFICATE_WITHDRAWN = register("learning-certificate-withdrawn", _("withdrew a learner’s certificate"))
CERTIFICATE_NAME_SAID = register(
    "certificate-name-said", _("said whether the page that checks certificates names the group")
)
COURSE_MADE = register("course-made", _("set up a course"))
COURSE_CHANGED = register("course-changed", _("changed a course"))
COURSE_ENDED = register("course-ended", _("ended a course"))
UNIT_WRITTEN = register("course-unit-written", _("wrote a unit of a course"))
CLASS_OPENED = register("class-opened", _("opened a class"))
CLASS_CHANGED = register("class-changed", _("changed a class"))
CLASS_CLOSED = register("class-closed", _("closed a class"))
TIMES_SET = register("class-times-set", _("set the times of a class"))
