"""What this room writes into the audit. `about` holds names of fields, states and numbers, never content."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.audit import kinds

REGISTERED = kinds.register("person-registered", _("registered the person"))
REGISTERED_IN_SPITE = kinds.register(
    "person-registered-none-of-these", _("registered the person after saying: none of the ones shown")
)
LOOKED = kinds.register("person-looked-at", _("looked at the person’s page"), looked=True)
CHANGED = kinds.register("person-changed", _("changed what is known of the person"))
HOUSEHOLD_CHANGED = kinds.register("household-changed", _("changed who lives with whom"))
RELATED = kinds.register("relation-recorded", _("recorded a relation"))
RELATION_ENDED = kinds.register("relation-ended", _("ended a relation"))
NEED_RECORDED = kinds.register("need-recorded", _("recorded what makes the situation harder"))
NEED_ENDED = kinds.register("need-ended", _("marked it as no longer so"))
CONSENT = kinds.register("consent-changed", _("recorded an answer about consent"))
PAIR_SAME = kinds.register("pair-same", _("said that another record is of the same person"))
PAIR_DIFFERENT = kinds.register("pair-different", _("said that another record is of somebody else"))
PAIR_OPEN = kinds.register("pair-open", _("left open whether another record is of the same person"))
PAIR_UNLINKED = kinds.register("pair-unlinked", _("took back that another record is of the same person"))
COMPARED = kinds.register("person-compared", _("compared the person with another record"), looked=True)
IMPORT_BEGUN = kinds.register("import-begun", _("sent in a list of people"))
IMPORT_STARTED = kinds.register("import-started", _("began to try or to bring in a list"))
IMPORT_FINISHED = kinds.register("import-finished", _("came to the end of a list"))
IMPORT_DECIDED = kinds.register("import-row-decided", _("decided about a row of a list"))
IMPORT_RESULT = kinds.register("import-result-taken", _("took out what became of a list"), looked=True)
IMPORT_UNDONE = kinds.register("import-undone", _("undid an import"))
IMPORT_CLOSED = kinds.register("import-closed", _("closed an import and erased its rows"))
UNREGISTERED = kinds.register("person-unregistered", _("erased a record that an import had made"))
