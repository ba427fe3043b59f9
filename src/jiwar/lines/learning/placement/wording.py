"""What was found, and why it speaks for a level, in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.knowledge.instruments import READS, Found, Mark, Reason, Skill, Suggested, Weighs
from jiwar.knowledge.levels import Level
from jiwar.lines.learning.words import level_in_words

SKILLS: Final[dict[Skill, str | Promise]] = {
    Skill.OWN_SCRIPT: gettext_lazy("Reading and writing in their own language"),
    Skill.HOST_SCRIPT: gettext_lazy("The script of the language taught"),
    Skill.LISTENING: gettext_lazy("Listening"),
    Skill.SPEAKING: gettext_lazy("Speaking"),
    Skill.CAN_DO: gettext_lazy("What they say they can do"),
}
MARKS: Final[dict[Mark, str | Promise]] = {
    Mark.YES: gettext_lazy("Yes"),
    Mark.PARTLY: gettext_lazy("Partly, or with help"),
    Mark.NO: gettext_lazy("No"),
    Mark.SKIPPED: gettext_lazy("Leave it out"),
}
_SCRIPT: Final[tuple[str | Promise, ...]] = (
    gettext_lazy("Reads nothing of it yet."),
    gettext_lazy("Knows single signs."),
    gettext_lazy("Reads words."),
    gettext_lazy("Reads a short text."),
)
_WEIGHS: Final[dict[Weighs, str | Promise]] = {
    Weighs.DECIDES: gettext_lazy("This decides."),
    Weighs.AGREES: gettext_lazy("It agrees with what was shown."),
    Weighs.HIGHER: gettext_lazy("Higher than what decides: the class begins where the weaker side stands."),
    Weighs.LOWER: gettext_lazy("Lower than what was shown; what was shown counts."),
    Weighs.BESIDE: gettext_lazy("Good to know; it does not decide."),
    Weighs.UNKNOWN: gettext_lazy("Not known, so nothing follows from it."),
    Weighs.LEFT_OUT: gettext_lazy("Not asked: nothing would follow from it."),
}
_LEVELS: Final = (Level.A1, Level.A2, Level.B1, Level.B2, Level.C1)


def found_in_words(found: Found) -> str:
    if found.reached is None:
        return ""
    if found.skill.is_script:
        return str(_SCRIPT[found.reached])
    if found.none:
        return _("Not yet at A1.")
    level = _LEVELS[found.reached - 1].value.upper()
    return (_("At least %(level)s.") if found.or_more else _("Reached %(level)s.")) % {"level": level}


def reasons_in_words(suggested: Suggested) -> list[tuple[str, str, str]]:
    """Skill, what was found, what it does to the suggestion."""
    return [
        (str(SKILLS[each.found.skill]), found_in_words(each.found), _weight(each, suggested))
        for each in suggested.reasons
    ]


def _weight(reason: Reason, suggested: Suggested) -> str:
    if reason.weighs is Weighs.DECIDES and reason.found.skill.is_script:
        return _("No text in any script: reading and writing come first, whatever is spoken.")
    if reason.found.skill is Skill.HOST_SCRIPT and suggested.letters and (reason.found.reached or 0) < READS:
        return _("It does not decide; the letters are to be learned beside the class.")
    return str(_WEIGHS[reason.weighs])


def suggestion_in_words(suggested: Suggested) -> str:
    if suggested.level is None:
        return _("Too little is known to suggest a level.")
    return _("The answers speak for: %(level)s") % {"level": level_in_words(suggested.level)}
