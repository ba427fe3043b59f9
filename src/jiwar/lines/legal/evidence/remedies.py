"""What a bundle can answer: a procedure of the case, or one remedy that runs in it; and how it is said to be filed."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from markupsafe import Markup

from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import queries as on_procedures
from jiwar.lines.legal import words
from jiwar.lines.legal.models import Bundle, Procedure
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.standings import pack_of, standing_of

_FILING = (EventKind.APPEAL_FILED, EventKind.SUIT_FILED, EventKind.DETENTION_CHALLENGED)


@dataclass(frozen=True)
class Answer:
    """`rule`: the remedy in the pack; '' for the procedure as a whole."""

    procedure: Procedure
    rule: str
    said: str

    @property
    def code(self) -> str:
        return f"{self.procedure.id}:{self.rule}" if self.rule else str(self.procedure.id)


def answers(viewer: Viewer, case: Case, only: UUID | None = None) -> list[Answer]:
    """Running remedies first, the nearest on top; then the procedures themselves."""
    running = [row for row in on_procedures.procedures_of(viewer, case) if row.is_open and only in (None, row.id)]
    remedies, whole = [], []
    for row in running:
        name = _(pack_of(row).name)
        remedies += [
            (found.act_by, Answer(row, found.rule.id, f"{_(found.rule.action)} · {name}"))
            for found in standing_of(row, clock.today()).running
            if found.rule.reading.met_by
        ]
        whole.append(Answer(row, "", name))
    remedies.sort(key=lambda pair: (pair[0] is None, pair[0]))
    return [answer for _day, answer in remedies] + whole


def filings(bundle: Bundle) -> list[tuple[str, str]]:
    """The events by which it can be said to be filed, those first that meet what it answers."""
    if bundle.procedure is None:
        return []
    pack = pack_of(bundle.procedure)
    rules = [rule for rule in pack.rules if rule.id == bundle.remedy] or [
        found.rule for found in standing_of(bundle.procedure, clock.today()).running
    ]
    meeting = [kind for rule in rules for kind in sorted(rule.reading.met_by)]
    found = dict.fromkeys([*meeting, *_FILING])
    return [(kind.value, str(words.EVENTS[kind])) for kind in found]


def said(bundle: Bundle) -> str | Markup:
    """What it answers, in words."""
    if bundle.procedure is None:
        return _("only the case")
    pack = pack_of(bundle.procedure)
    rule = next((rule for rule in pack.rules if rule.id == bundle.remedy), None)
    name = phrase(pack.name)
    return Markup("{} · {}").format(phrase(rule.action), name) if rule else name
