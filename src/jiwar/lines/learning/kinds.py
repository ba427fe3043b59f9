"""What the audit knows of the learning line."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.audit.kinds import register

LEARNER_SEEN = register("learner-seen", _("looked at a learner"), looked=True)
LEARNER_ADDED = register("learner-added", _("added a learner"))
LEVEL_SET = register("learner-level-set", _("set a learner’s level"))
