"""What the audit knows of the learning line."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.audit.kinds import register

LEARNER_SEEN = register("learner-seen", _("looked at a learner"), looked=True)
LEARNER_ADDED = register("learner-added", _("added a learner"))
LEVEL_SET = register("learner-level-set", _("set a learner’s level"))
COURSE_MADE = register("course-made", _("set up a course"))
COURSE_CHANGED = register("course-changed", _("changed a course"))
COURSE_ENDED = register("course-ended", _("ended a course"))
UNIT_WRITTEN = register("course-unit-written", _("wrote a unit of a course"))
CLASS_OPENED = register("class-opened", _("opened a class"))
CLASS_CHANGED = register("class-changed", _("changed a class"))
CLASS_CLOSED = register("class-closed", _("closed a class"))
TIMES_SET = register("class-times-set", _("set the times of a class"))
WAITING_ADDED = register("learner-waits", _("put somebody on a waiting list"))
WAITING_ENDED = register("learner-waits-no-more", _("took somebody off a waiting list"))
WAITING_SEEN = register("waiting-list-seen", _("looked at a waiting list"), looked=True)
PLACE_OFFERED = register("place-offered", _("offered a place in a class"))
PLACE_ANSWERED = register("place-answered", _("recorded the answer to a place in a class"))
PLACE_LAPSED = register("place-lapsed", _("a place in a class was not answered in time"))
ENROLLED = register("learner-enrolled", _("gave somebody a place in a class"))
ENROLMENT_ENDED = register("learner-left", _("recorded that somebody left a class"))
REGISTER_SEEN = register("register-seen", _("looked at the register of a class"), looked=True)
ATTENDANCE_MARKED = register("attendance-marked", _("marked who came to a class"))
MEETING_CALLED_OFF = register("meeting-called-off", _("called a meeting of a class off, or on again"))
