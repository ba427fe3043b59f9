"""The criteria of the screen in words, and those of them the group asks."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.knowledge.instruments import Answer, Criterion, legal_help
from jiwar.lines.legal.models import AskedCriterion

QUESTIONS: Final[dict[str, str | Promise]] = {
    "country": _("Does the procedure run in a country whose law we work with?"),
    "matter": _("Is it a kind of claim we take on?"),
    "means": _("Is it so that they cannot pay for a lawyer themselves?"),
    "language": _("Can we speak with the person, ourselves or through an interpreter they trust?"),
    "no-other-adviser": _("Is it so that no other lawyer or adviser acts for them?"),
    "wish": _("Does the person want us to act, having heard what it means?"),
    "prospects": _("On what is known today, does the claim have some prospect?"),
    "evidence": _("Is there something to support it, or a way to get it?"),
    "capacity": _("Has somebody of us the time to do it properly?"),
    "time": _("Is there enough time before the nearest date?"),
}
PARTS: Final[dict[str, str | Promise]] = {
    "eligibility": _("Whom we help"),
    "merits": _("What the claim is worth trying"),
    "means-of-ours": _("What we can do"),
}
ANSWERS: Final[dict[Answer, str | Promise]] = {
    Answer.YES: _("yes"),
    Answer.NO: _("no"),
    Answer.UNKNOWN: _("not known yet"),
}


@dataclass(frozen=True)
class Asked:
    criterion: Criterion
    asked: bool
    note: str


def all_criteria() -> list[Asked]:
    """Every criterion, with what the group chose; before it chose, all are asked."""
    chosen = {row.code: row for row in AskedCriterion.objects.all()}
    return [_asked(each, chosen.get(each.id)) for each in legal_help()]


def _asked(criterion: Criterion, row: AskedCriterion | None) -> Asked:
    return Asked(criterion, row.asked if row else True, row.note if row else "")


def asked() -> list[Asked]:
    return [each for each in all_criteria() if each.asked]
