"""What the audit knows of the legal line."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.audit.kinds import register

PROCEDURE_SEEN = register("procedure-seen", _("looked at a procedure"), looked=True)
PROCEDURE_OPENED = register("procedure-opened", _("opened a procedure"))
TRACKS_CHANGED = register("procedure-tracks-changed", _("changed the kind of procedure"))
PROCEDURE_CLOSED = register("procedure-closed", _("closed a procedure"))
EVENT_RECORDED = register("procedure-event-recorded", _("recorded what happened in a procedure"))
EVENT_CORRECTED = register("procedure-event-corrected", _("corrected what happened in a procedure"))
EVENT_WITHDRAWN = register("procedure-event-withdrawn", _("withdrew what was recorded of a procedure"))
PRINTED_RECORDED = register("printed-date-recorded", _("recorded the date printed on a letter"))
PRINTED_CONFIRMED = register("printed-date-confirmed", _("confirmed the date printed on a letter"))
PRINTED_REMOVED = register("printed-date-removed", _("removed the date printed on a letter"))
CRITERIA_CHANGED = register("legal-criteria-changed", _("changed by what the legal desk decides whom it helps"))
HELP_SEEN = register("legal-help-seen", _("looked at what was decided about legal help"), looked=True)
SCREENED = register("legal-help-screened", _("answered the screen for legal help"))
HELP_DECIDED = register("legal-help-decided", _("decided about legal help"))
SECOND_LOOK = register("legal-help-second-look", _("looked at a decision about legal help as the second adviser"))
SCOPE_WRITTEN = register("legal-scope-written", _("wrote what we do and do not do for the person"))
SCOPE_AGREED = register("legal-scope-agreed", _("recorded that the scope of help was agreed"))
SCOPE_ENDED = register("legal-scope-ended", _("recorded that the agreed help has ended"))
LETTER_SEEN = register("legal-scope-letter-seen", _("opened the scope letter"), looked=True)
DEADLINE_TAKEN_OVER = register("deadline-taken-over", _("took over a deadline"))
DEADLINE_ACKNOWLEDGED = register("deadline-acknowledged", _("said that a deadline is being worked on"))
DEADLINE_SET_ASIDE = register("deadline-set-aside", _("set a deadline aside"))
DEADLINE_TAKEN_UP = register("deadline-taken-up", _("took a deadline up again"))
DEADLINE_ESCALATED = register("deadline-escalated", _("called for someone to act on a deadline"))
LETTER_MADE = register("letter-made", _("made a letter"))
LETTER_SIGNED = register("letter-signed", _("had a letter signed"))
LETTER_TAKEN = register("letter-taken", _("took a letter out as a text document"), looked=True)

RIGHTS_SEEN = register("legal-rights-seen", _("opened the page of rights for a procedure"), looked=True)

INTERVIEW_SEEN = register("legal-interview-seen", _("looked at a guided interview"), looked=True)
INTERVIEW_STARTED = register("legal-interview-started", _("began a guided interview"))
INTERVIEW_ANSWERED = register("legal-interview-answered", _("saved an answer of a guided interview"))
INTERVIEW_FINISHED = register("legal-interview-finished", _("finished a guided interview"))
