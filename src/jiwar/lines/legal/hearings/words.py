"""The codes of a hearing, in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal.models import Hearing

Words = str | Promise

REGISTRATION: Final = "registration"
ASYLUM: Final = "asylum"
RSD: Final = "rsd"
COURT: Final = "court"
DETENTION: Final = "detention"
BIOMETRIC: Final = "biometric"
KINDS: Final[dict[str, Words]] = {
    REGISTRATION: _("Registration interview"),
    ASYLUM: _("Asylum interview"),
    RSD: _("Interview on refugee status (RSD)"),
    COURT: _("Court hearing"),
    DETENTION: _("Review of a detention"),
    BIOMETRIC: _("Fingerprints, photograph, renewal"),
}
MODES: Final[dict[str, Words]] = {"in-person": _("in person"), "online": _("online")}
INTERPRETERS: Final[dict[str, Words]] = {
    "not-needed": _("not needed"),
    "to-ask": _("still to be asked for"),
    "asked": _("asked of the authority"),
    "confirmed": _("the authority has confirmed one"),
    "ours": _("we bring one"),
}
PARTS: Final[dict[str, Words]] = {
    "lawyer": _("lawyer"),
    "support": _("support person"),
    "interpreter": _("interpreter"),
    "driver": _("driver"),
}
READ_BACK: Final[dict[str, Words]] = {
    "": _("not known yet"),
    "all": _("all of it was read back"),
    "part": _("a part was read back"),
    "no": _("it was not read back"),
}
OUTCOMES: Final[dict[str, Words]] = {
    Hearing.State.HELD.value: _("held"),
    Hearing.State.POSTPONED.value: _("postponed"),
    Hearing.State.NOT_COME.value: _("did not appear"),
    Hearing.State.ANNOUNCED.value: _("decision announced"),
    Hearing.State.TO_FOLLOW.value: _("decision to follow"),
}
ATTENDED: Final = frozenset({Hearing.State.HELD, Hearing.State.ANNOUNCED, Hearing.State.TO_FOLLOW})
_INTERVIEWS: Final = frozenset({ASYLUM, RSD})


def event_of(kind: str, state: str) -> EventKind | None:
    """What such an end means in a procedure: offered to be recorded there, never recorded from here."""
    if state == Hearing.State.ANNOUNCED:
        return EventKind.DECISION_ISSUED
    if state == Hearing.State.NOT_COME:
        return EventKind.INTERVIEW_MISSED if kind in _INTERVIEWS else None
    if state not in ATTENDED:
        return None
    if kind == REGISTRATION:
        return EventKind.REGISTRATION
    return EventKind.INTERVIEW_HELD if kind in _INTERVIEWS else None
