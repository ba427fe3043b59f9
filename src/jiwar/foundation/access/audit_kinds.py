"""What this room writes into the audit. Grants have their own, beside their doors."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.audit.kinds import register

INVITED = register("member-invited", _("invited a member"))
MEMBERSHIP_ENDED = register("membership-ended", _("ended a membership"))
MEMBER_PLACED = register("member-placed", _("changed a member's office or supervisor"))
ROLE_GIVEN = register("role-given", _("gave a role"))
ROLE_CONFIRMED = register("role-confirmed", _("agreed to a role"))
ROLE_ENDED = register("role-ended", _("ended a role"))
GRANT_CONFIRMED = register("grant-confirmed", _("agreed that a part of the file is opened"))
GRANT_REFUSED = register("grant-refused", _("refused that a part of the file is opened"))
HIDDEN = register("file-hidden", _("hid that a file exists"))
SHOWN = register("file-shown", _("let a hidden file be known again"))
RESET_WISHED = register("reset-wished", _("asked, signed out, for help with signing in"))
RESET_ASKED = register("reset-asked", _("asked that a sign-in be reset"))
RESET_AGREED = register("reset-agreed", _("agreed that a sign-in is reset"))
RESET_REFUSED = register("reset-refused", _("refused that a sign-in is reset"))
SECRET_SHOWN = register("secret-shown", _("was shown a one-time secret, to hand over"))
PASSWORD_CHANGED = register("password-changed", _("changed the own password"))
FACTOR_ADDED = register("second-factor-added", _("added a second factor"))
FACTOR_REMOVED = register("second-factor-removed", _("removed a second factor"))
CODES_RENEWED = register("recovery-codes-renewed", _("made new recovery codes"))
SESSION_ENDED = register("session-ended", _("ended a session elsewhere"))
PREFERENCES_KEPT = register("preferences-changed", _("changed own preferences"))
GROUP_CHANGED = register("group-changed", _("changed the group's settings"))
OFFICE_CHANGED = register("office-changed", _("changed an office or its hours"))
LOCAL_DAY_CHANGED = register("local-day-changed", _("announced or withdrew a local day"))
WHO_LOOKED = register("who-looked-read", _("read who looked at a file"), looked=True)
AUDIT_READ = register("audit-read", _("read the group's audit"), looked=True)
AUDIT_CHECKED = register("audit-checked", _("checked the audit's chain"))
