"""What the legal line adds to the one policy: a compartment, a role, and what its holders may do."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import compartments, roles
from jiwar.foundation.access.compartments import RESTRICTED, Compartment
from jiwar.foundation.access.roles import Role

LEGAL_PRIVILEGED = compartments.register(
    Compartment(
        "legal-privileged",
        _("legal-privileged"),
        _("What is said between the person and their lawyer: strategy, doubts, statements not yet filed."),
        guarded=True,
    )
)

OPEN_PROCEDURES = can.register("open-procedures", _("open and close procedures, record what happened in them"))
DECIDE_HELP = can.register("decide-legal-help", _("screen, and decide who is helped by the legal desk and how"))
CONFIRM_LETTER_DATES = can.register(
    "confirm-letter-dates", _("confirm that the date printed on a letter is the one that counts")
)
CORRECT_RULES = can.register(
    "correct-rules",
    _("set another value for a time limit with a second adviser; record official holidays and renewal rounds"),
)
TAKE_STATEMENTS = can.register(
    "take-statements", _("take down what the person tells, and see what is still to be asked")
)
SIGN_FOR_GROUP = can.register("sign-for-group", _("sign letters and bundles with the group’s certificate"))
KEEP_TEMPLATES = can.register("keep-templates", _("bring, try and retire the group’s own templates for letters"))

USE_SHELF = can.register("use-shelf", _("read and keep the shelf of country information and arguments"))

LEGAL_ADVISER = roles.register(
    Role(
        "legal-adviser",
        _("Legal adviser"),
        _("Advises, prepares documents, represents; keeps the deadlines of the cases given to them."),
        frozenset(
            {
                can.SIGNED_IN,
                can.SEE_DESK,
                can.FIND_PEOPLE,
                can.REGISTER_PEOPLE,
                can.MATCH_PEOPLE,
                can.WORK_ON_FILES,
                can.BREAK_GLASS,
                can.TRIAGE,
                can.BOOK,
                OPEN_PROCEDURES,
                DECIDE_HELP,
                CONFIRM_LETTER_DATES,
                CORRECT_RULES,
                TAKE_STATEMENTS,
                USE_SHELF,
                SIGN_FOR_GROUP,
                KEEP_TEMPLATES,
            }
        ),
        frozenset({LEGAL_PRIVILEGED, RESTRICTED}),
        takes_sides=True,
    )
)
