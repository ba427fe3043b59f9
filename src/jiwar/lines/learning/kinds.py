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

# words and phrases
WORDS_CHOSEN = register("words-chosen", _("chose the words a learner learns"))
WORDS_REVIEWED = register("words-reviewed", _("went through words with a learner"))
WORD_LINK_MADE = register("word-link-made", _("made an address for a learner’s words"))
WORD_LINK_ENDED = register("word-link-ended", _("ended an address for a learner’s words"))
WORDING_SPOKEN = register("wording-spoken", _("confirmed a wording as a native speaker"))
DECK_MADE = register("deck-made", _("made a deck of words"))
DECK_ENDED = register("deck-ended", _("took a deck of words away"))
DECK_CHANGED = register("deck-changed", _("changed the words of a deck"))
