"""The criteria the group asks, and answering them for one service."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import receipts
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Service
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.knowledge.instruments import Answer, Help, Suggestion, legal_help, suggest
from jiwar.lines.legal import kinds
from jiwar.lines.legal.helping import criteria
from jiwar.lines.legal.helping.actions.service import next_number, place, tell, to_advise
from jiwar.lines.legal.models import AskedCriterion, Screen
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED

_NOT_ANSWERED: Final = (Answer.UNKNOWN, "")


@transaction.atomic
def choose_criteria(viewer: Viewer, *, chosen: Mapping[str, tuple[bool, str]]) -> None:
    """Which criteria the group asks, by id, each with what its advisers should know."""
    policy.require(viewer, can.MANAGE_GROUP)
    known = {each.criterion.id for each in criteria.all_criteria()}
    for code, (asked, note) in chosen.items():
        if code in known:
            AskedCriterion.objects.update_or_create(code=code, defaults={"asked": asked, "note": note})
    record(
        viewer, kinds.CRITERIA_CHANGED, about={"asked": sorted(code for code, (asked, _n) in chosen.items() if asked)}
    )


def screen(
    viewer: Viewer, *, service: Service, answers: Mapping[str, tuple[Answer, str]], token: UUID | None = None
) -> Screen:
    """The answers with their reasons. What limits needs its reason; what is not answered is not known."""
    to_advise(viewer, service)
    asked = [each.criterion.id for each in criteria.asked()]
    given = {code: (answer, reason.strip()) for code in asked for answer, reason in [answers.get(code, _NOT_ANSWERED)]}
    if any(answer is Answer.NO and not reason for answer, reason in given.values()):
        raise NotPossible(_("Write a reason wherever the answer is no."))
    found = suggestion(service.kind, {code: answer for code, (answer, _reason) in given.items()})
    with transaction.atomic():
        return receipts.once(viewer, token, Screen, lambda: _screen(viewer, service, given, found))


def _screen(viewer: Viewer, service: Service, given: Mapping[str, tuple[Answer, str]], found: Suggestion) -> Screen:
    row = Screen.objects.create(
        **place(service, LEGAL_PRIVILEGED.code),
        number=next_number(Screen, service),
        answers={code: [answer.value, reason] for code, (answer, reason) in given.items()},
        asked_for=service.kind,
        suggested=found.help.value,
        screened_by=viewer.member,
    )
    facts = {"suggested": found.help.value}
    tell(viewer, service, "legal-help-screened", kinds.SCREENED, row, facts, LEGAL_PRIVILEGED)
    return row


def suggestion(asked_for: str | None, answers: Mapping[str, Answer]) -> Suggestion:
    """Of the criteria that were answered, whichever are asked today."""
    asked = Help(asked_for) if asked_for in set(Help) else Help.REPRESENTATION
    return suggest([each for each in legal_help() if each.id in answers], answers, asked=asked)
