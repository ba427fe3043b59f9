"""The letters there are: to whom each goes, what it asks, what it shows of the person, who signs, and when it fits."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal.letters.asked import RECORDED

REFUSALS: Final = frozenset(
    {
        EventKind.REFUSAL_NOTIFIED,
        EventKind.INADMISSIBILITY_NOTIFIED,
        EventKind.WITHDRAWAL_NOTIFIED,
        EventKind.CESSATION_NOTIFIED,
        EventKind.DEPORTATION_DECISION_NOTIFIED,
    }
)
ANSWERS: Final = frozenset({EventKind.APPEAL_FILED, EventKind.SUIT_FILED})
WITH_THE_AUTHORITY: Final = frozenset({EventKind.APPLICATION_LODGED, EventKind.REGISTRATION})


class To(StrEnum):
    """Whom a letter addresses; of an authority its own language is offered first, of a person theirs."""

    AUTHORITY = "authority"
    PERSON = "person"
    PARTNER = "partner"
    ANYBODY = "anybody"


@dataclass(frozen=True, slots=True)
class LetterKind:
    """`asks`: the fields of `asked`; `shows`: the facts in its table; `signs`: whose lines stand below.

    It fits while one of `after` has happened in a running procedure and none of `until` since; with `at_first`, as long
    as none was made. `recorded`: nobody is asked for it; it prints what stands on a page of its own (`helping`).
    `cites`: the field into which what is cited for the case can be put.
    """

    code: str
    name: Promise
    about: Promise
    to: To
    asks: tuple[str, ...]
    shows: tuple[str, ...]
    signs: tuple[str, ...]
    after: frozenset[EventKind] = frozenset()
    until: frozenset[EventKind] = frozenset()
    at_first: bool = False
    cites: str = ""
    recorded: bool = False


_TO_AN_AUTHORITY: Final = ("authority_name", "authority_address", "reference")
_WHO: Final = ("person", "other_name", "birth", "nationality", "paper")

LETTERS: Final = (
    LetterKind(
        "authorisation",
        _("Authorisation"),
        _("The person lets us see the file, hand in papers and speak for them."),
        To.AUTHORITY,
        (*_TO_AN_AUTHORITY,),
        _WHO,
        ("person", "interpreter"),
        at_first=True,
    ),
    LetterKind(
        "scope",
        _("Scope letter"),
        _("What we do for the person and what we do not, agreed and signed by both."),
        To.PERSON,
        tuple(RECORDED),
        (),
        ("person", "group"),
        recorded=True,
    ),
    LetterKind(
        "appeal-cover",
        _("Cover letter of an appeal"),
        _("Lies on top of the appeal or objection and asks for a receipt."),
        To.AUTHORITY,
        (*_TO_AN_AUTHORITY, "decision_number", "notified_on", "basis", "relied_on", "enclosures"),
        (*_WHO, "decision_number", "notified_on", "basis"),
        ("group",),
        after=REFUSALS,
        until=ANSWERS,
        cites="relied_on",
    ),
    LetterKind(
        "request-documents",
        _("Request for documents"),
        _("Asks an authority for copies from the file."),
        To.AUTHORITY,
        (*_TO_AN_AUTHORITY, "documents"),
        _WHO,
        ("group",),
        after=REFUSALS,
        until=ANSWERS,
    ),
    LetterKind(
        "request-interpreter",
        _("Request for an interpreter"),
        _("Before an interview or a hearing, in the language the person speaks best."),
        To.AUTHORITY,
        (*_TO_AN_AUTHORITY, "interview_on", "interpreter_note"),
        ("person", "other_name", "paper", "interpreter_language", "interpreter_gender", "interview_on"),
        ("group",),
        after=WITH_THE_AUTHORITY,
        until=frozenset({EventKind.INTERVIEW_HELD}),
    ),
    LetterKind(
        "change-address",
        _("Change of address"),
        _("So that the next letter arrives."),
        To.AUTHORITY,
        (*_TO_AN_AUTHORITY, "new_address", "moved_on", "letters_to_us"),
        ("person", "other_name", "paper", "new_address", "moved_on"),
        ("person",),
        after=frozenset({EventKind.SENT_TO_PROVINCE}),
    ),
    LetterKind(
        "referral",
        _("Referral"),
        _("Asks a partner for help. Only with the person’s consent, and no more than the partner needs."),
        To.PARTNER,
        ("partner_name", "partner_address", "ask"),
        ("person", "other_name"),
        ("group",),
    ),
    LetterKind(
        "detention",
        _("Intervention: person held"),
        _("To the place where somebody is held: asks for access, an interpreter and copies of the decisions."),
        To.AUTHORITY,
        (*_TO_AN_AUTHORITY, "place", "held_since", "care"),
        (*_WHO, "place", "held_since"),
        ("group",),
        after=frozenset({EventKind.DETENTION_ORDERED}),
    ),
    LetterKind(
        "attendance",
        _("Certificate of attendance"),
        _("That the person was here, for an employer or a school. It does not say why."),
        To.ANYBODY,
        ("present_on", "present_from", "present_until", "attendance_note"),
        ("person", "other_name", "present_on", "present_at"),
        ("group",),
    ),
)


def letter_kind(code: str) -> LetterKind | None:
    return next((kind for kind in LETTERS if kind.code == code), None)
