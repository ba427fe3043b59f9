"""The events of a procedure: one vocabulary for all packs.

Ids are stored with cases and named in packs; they never change their meaning. Labels are English; pages translate
them by id.
"""

from dataclasses import dataclass
from enum import StrEnum


class EventKind(StrEnum):
    """What can happen in a procedure."""

    ENTRY = "entry"
    IRREGULAR_ENTRY = "irregular-entry"
    REGISTRATION = "registration"
    APPLICATION_LODGED = "application-lodged"
    DOCUMENT_ISSUED = "document-issued"
    DOCUMENT_EXPIRES = "document-expires"
    SENT_TO_PROVINCE = "sent-to-province"
    INTERVIEW_HELD = "interview-held"
    INTERVIEW_MISSED = "interview-missed"
    DECISION_ISSUED = "decision-issued"
    REFUSAL_NOTIFIED = "refusal-notified"
    INADMISSIBILITY_NOTIFIED = "inadmissibility-notified"
    WITHDRAWAL_NOTIFIED = "withdrawal-notified"
    RECOGNITION_NOTIFIED = "recognition-notified"
    CESSATION_NOTIFIED = "cessation-notified"
    APPEAL_FILED = "appeal-filed"
    APPEAL_REFUSED_NOTIFIED = "appeal-refused-notified"
    SUIT_FILED = "suit-filed"
    JUDGMENT_NOTIFIED = "judgment-notified"
    DEPORTATION_DECISION_NOTIFIED = "deportation-decision-notified"
    DETENTION_ORDERED = "detention-ordered"
    DETENTION_CHALLENGED = "detention-challenged"
    DEPARTURE = "departure"
    FILE_CLOSED = "file-closed"


class Need(StrEnum):
    """What a record of the event should say besides its date. None of it is required to count a deadline."""

    HOW_NOTIFIED = "how-notified"
    TO_WHOM = "to-whom"
    PROOF = "proof"
    PRINTED_DATE = "printed-date"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class EventType:
    """One event of the vocabulary. `ends`: after it the procedure rests, unless a later event reopens it."""

    kind: EventKind
    label: str
    notification: bool = False
    needs: tuple[Need, ...] = ()
    ends: bool = False
    may_lie_ahead: bool = False


_OF_A_NOTICE = (Need.HOW_NOTIFIED, Need.TO_WHOM, Need.PROOF, Need.PRINTED_DATE)


def _plain(kind: EventKind, label: str, *needs: Need, ends: bool = False) -> EventType:
    return EventType(kind, label, needs=needs, ends=ends)


def _notice(kind: EventKind, label: str, *, ends: bool = False) -> EventType:
    return EventType(kind, label, notification=True, needs=_OF_A_NOTICE, ends=ends)


VOCABULARY: dict[EventKind, EventType] = {
    event.kind: event
    for event in (
        _plain(EventKind.ENTRY, "Entered the country"),
        _plain(EventKind.IRREGULAR_ENTRY, "Entered the country irregularly"),
        _plain(EventKind.REGISTRATION, "Registered", Need.PROOF),
        _plain(EventKind.APPLICATION_LODGED, "Application lodged", Need.PROOF),
        _plain(EventKind.DOCUMENT_ISSUED, "Document issued", Need.ABOUT, Need.PRINTED_DATE),
        EventType(EventKind.DOCUMENT_EXPIRES, "Document expires", needs=(Need.ABOUT,), may_lie_ahead=True),
        _plain(EventKind.SENT_TO_PROVINCE, "Sent to another province", Need.PROOF, Need.PRINTED_DATE),
        _plain(EventKind.INTERVIEW_HELD, "Interview held"),
        _plain(EventKind.INTERVIEW_MISSED, "Interview missed"),
        _plain(EventKind.DECISION_ISSUED, "Decision issued", Need.PROOF),
        _notice(EventKind.REFUSAL_NOTIFIED, "Refusal notified"),
        _notice(EventKind.INADMISSIBILITY_NOTIFIED, "Inadmissibility notified"),
        _notice(EventKind.WITHDRAWAL_NOTIFIED, "Told that the application counts as withdrawn"),
        _notice(EventKind.RECOGNITION_NOTIFIED, "Recognition notified", ends=True),
        _notice(EventKind.CESSATION_NOTIFIED, "End of protection notified"),
        _plain(EventKind.APPEAL_FILED, "Appeal or objection filed", Need.PROOF, Need.ABOUT),
        _notice(EventKind.APPEAL_REFUSED_NOTIFIED, "Refusal of the appeal notified"),
        _plain(EventKind.SUIT_FILED, "Suit filed in court", Need.PROOF, Need.ABOUT),
        _notice(EventKind.JUDGMENT_NOTIFIED, "Judgment notified"),
        _notice(EventKind.DEPORTATION_DECISION_NOTIFIED, "Deportation decision notified"),
        _plain(EventKind.DETENTION_ORDERED, "Detention ordered", *_OF_A_NOTICE, Need.ABOUT),
        _plain(EventKind.DETENTION_CHALLENGED, "Detention challenged", Need.PROOF),
        _plain(EventKind.DEPARTURE, "Left the country", ends=True),
        _plain(EventKind.FILE_CLOSED, "File closed by the authority", Need.PROOF, ends=True),
    )
}
