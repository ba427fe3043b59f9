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

HELP_OFFERED = register("learning-help-offered", _("said what they can do for learners"))
HELP_OFFER_ENDED = register("learning-help-ended", _("offers learners no help any more"))
PARTNER_WISHED = register("partner-wished", _("wrote down that a learner looks for a partner"))
PARTNER_WISH_ENDED = register("partner-wish-ended", _("ended a learner’s wish for a partner"))
PARTNERS_WAITING_SEEN = register(
    "partners-waiting-seen", _("looked at who waits for somebody to learn with"), looked=True
)
PAIR_PROPOSED = register("learning-pair-proposed", _("proposed a member as a learner’s partner"))
PAIR_NOT_TAKEN = register("learning-pair-not-taken", _("answered that a proposed partner is not taken"))
PAIR_MADE = register("learning-pair-made", _("paired a learner with a member"))
PAIR_ENDED = register("learning-pair-ended", _("ended a pair of learner and member"))
PAIR_TIME_KEPT = register("learning-pair-time", _("wrote down time with a learner"))
WAITING_ADDED = register("learner-waits", _("put somebody on a waiting list"))
WAITING_ENDED = register("learner-waits-no-more", _("took somebody off a waiting list"))
WAITING_SEEN = register("waiting-list-seen", _("looked at a waiting list"), looked=True)
PLACE_OFFERED = register("place-offered", _("offered a place in a class"))
PLACE_ANSWERED = register("place-answered", _("recorded the answer to a place in a class"))
PLACE_LAPSED = register("place-lapsed", _("a place in a class was not answered in time"))
ENROLLED = register("learner-enrolled", _("gave somebody a place in a class"))
ENROLMENT_ENDED = register("learner-left", _("recorded that somebody left a class"))
REGISTER_SEEN = register("register-seen", _("looked at the register of a class"), looked=True)
"""One entry of the class: twenty names of a register are not twenty files that were opened."""
ATTENDANCE_MARKED = register("attendance-marked", _("marked who came to a class"))
MEETING_CALLED_OFF = register("meeting-called-off", _("called a meeting of a class off, or on again"))
MEETING_MOVED = register("meeting-moved", _("moved a meeting of a class"))
# words and phrases
WORDS_CHOSEN = register("words-chosen", _("chose the words a learner learns"))
WORDS_REVIEWED = register("words-reviewed", _("went through words with a learner"))
WORD_LINK_MADE = register("word-link-made", _("made an address for a learner’s words"))
WORD_LINK_ENDED = register("word-link-ended", _("ended an address for a learner’s words"))
WORDING_SPOKEN = register("wording-spoken", _("confirmed a wording as a native speaker"))
DECK_MADE = register("deck-made", _("made a deck of words"))
DECK_ENDED = register("deck-ended", _("took a deck of words away"))
DECK_CHANGED = register("deck-changed", _("changed the words of a deck"))
