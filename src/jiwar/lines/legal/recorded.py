"""What happened, as a row keeps it sealed and as the knowledge of procedures reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from jiwar.knowledge import procedures
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.procedures import Event, EventKind, HowNotified, Proof, ToWhom
from jiwar.lines.legal.models import PrintedDate, ProcedureEvent


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event as the desk records it. `about`: ids of the deadlines it concerns, when only some."""

    kind: EventKind
    given: GivenDate
    how_notified: HowNotified | None = None
    to_whom: ToWhom | None = None
    proof: Proof | None = None
    about: tuple[str, ...] = ()
    type_certain: bool = True

    @classmethod
    def of(cls, row: ProcedureEvent) -> Self:
        kept = row.details
        return cls(
            kind=EventKind(kept["kind"]),
            given=GivenDate.of_plain(kept["given"]),
            how_notified=HowNotified(kept["how_notified"]) if kept.get("how_notified") else None,
            to_whom=ToWhom(kept["to_whom"]) if kept.get("to_whom") else None,
            proof=Proof(kept["proof"]) if kept.get("proof") else None,
            about=tuple(kept.get("about", ())),
            type_certain=kept.get("type_certain", True),
        )

    def kept(self) -> dict[str, Any]:
        """As sealed JSON: the date as given, and beside it the civil days it can be."""
        days = self.given.interval()
        return {
            "kind": self.kind.value,
            "given": self.given.as_plain(),
            "earliest": days.earliest.isoformat(),
            "latest": days.latest.isoformat(),
            "how_notified": self.how_notified.value if self.how_notified else None,
            "to_whom": self.to_whom.value if self.to_whom else None,
            "proof": self.proof.value if self.proof else None,
            "about": list(self.about),
            "type_certain": self.type_certain,
        }

    def event(self, ref: str, printed: Mapping[str, procedures.PrintedDate] | None = None) -> Event:
        return Event(
            kind=self.kind,
            given=self.given,
            ref=ref,
            how_notified=self.how_notified,
            to_whom=self.to_whom,
            proof=self.proof,
            about=self.about,
            printed=dict(printed or {}),
            type_certain=self.type_certain,
        )


def events_of(rows: Iterable[ProcedureEvent], printed: Iterable[PrintedDate]) -> list[Event]:
    """The events in force, each with the dates printed on its paper."""
    papers: dict[str, dict[str, procedures.PrintedDate]] = {}
    for date in printed:
        if date.replaced_at is None:
            day = procedures.PrintedDate(date.printed, confirmed=date.confirmed_at is not None)
            papers.setdefault(str(date.thread), {})[date.rule] = day
    return [Recorded.of(row).event(str(row.thread), papers.get(str(row.thread))) for row in rows if row.in_force]
