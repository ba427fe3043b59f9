"""Who hears of a round: whoever looks after a case in it, once for each thing that happens to it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.service_lines import Said
from jiwar.foundation.access import policy, words
from jiwar.foundation.access.models import Membership, Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_day
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal.models import Renewal, RenewalRound
from jiwar.lines.legal.radar.papers import PAPERS, Paper
from jiwar.lines.legal.radar.queries import Source, window_of
from jiwar.lines.legal.radar.rounds.days import act_by

ROUND_SAID: Final = "renewal-round"
RENEWAL_CALLS: Final = "renewal-calls"
ANNOUNCED: Final = "announced"
CORRECTED: Final = "corrected"
WITHDRAWN: Final = "withdrawn"


def owners(row: RenewalRound, what: str, renewals: Iterable[Renewal]) -> None:
    """In the transaction. Who has heard that it was announced does not hear it again for the next case."""
    members = {each.owner_id: each.owner for each in renewals if each.owner is not None and each.owner.ended_at is None}
    if what == ANNOUNCED:
        heard = Word.objects.filter(kind=ROUND_SAID, about__round=str(row.id), about__what=what)
        for known in heard.values_list("member_id", flat=True):
            members.pop(known, None)
    for member in members.values():
        _tell(member, row, what)


def _tell(member: Membership, row: RenewalRound, what: str) -> None:
    words.tell(member, ROUND_SAID, {"round": str(row.id), "what": what})


def round_said(_viewer: Viewer, said: Sequence[Word]) -> dict[UUID, Said]:
    """A round is about nobody. One that was withdrawn says only that."""
    rows = {row.id: row for row in RenewalRound.objects.filter(id__in=[UUID(word.about["round"]) for word in said])}
    found = {}
    for word in said:
        row = rows.get(UUID(word.about["round"]))
        if row is not None and (row.withdrawn_at is None or word.about["what"] == WITHDRAWN):
            found[word.id] = Said(_text(row, word.about["what"]), _page(act_by(row.first, row.last)), "soon")
    return found


def _text(row: RenewalRound, what: str) -> str:
    text = {
        ANNOUNCED: _("Renewal round: %(paper)s, from %(first)s to %(last)s. It concerns cases of yours."),
        CORRECTED: _("Renewal round corrected: %(paper)s, now from %(first)s to %(last)s."),
        WITHDRAWN: _("Renewal round taken back: %(paper)s. Nobody has to come."),
    }[what]
    return text % {"paper": PAPERS[Paper(row.kind)], "first": format_day(row.first), "last": format_day(row.last)}


def renewal_calls(viewer: Viewer, said: Sequence[Word]) -> dict[UUID, Said]:
    """The file's number and the last day, to who may know it; once somebody said what became of it, no more."""
    asked = [UUID(word.about["row"]) for word in said]
    rows = Renewal.objects.filter(id__in=asked, ended_on__isnull=True).select_related("case")
    known = {row.id: row for row in policy.known(viewer, rows, Subject.Kind.CASE)}
    found = {}
    for word in said:
        row = known.get(UUID(word.about["row"]))
        if row is not None:
            facts = {"number": row.case.written_number, "day": format_day(row.due)}
            missed = row.due < clock.today()
            text = _("%(number)s: a renewal round ended on %(day)s. Ask what happened.")
            if not missed:
                text = _("%(number)s: a renewal round ends on %(day)s")
            found[word.id] = Said(text % facts, _page(row.safe), "now" if missed else "soon")
    return found


def _page(day: date) -> str:
    window = window_of(day, clock.today())
    return f"{reverse('legal:radar')}?window={window}&source={Source.ROUNDS}"
