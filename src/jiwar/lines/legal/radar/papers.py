"""What can run out outside of a procedure, in words."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Paper(StrEnum):
    RESIDENCE = "residence-card"
    PERMIT = "permit"
    PASSPORT = "passport"
    UNHCR = "unhcr-card"
    AUTHORITY = "power-of-attorney"
    DETENTION = "detention-review"
    OTHER = "other"


PAPERS: Final[dict[Paper, str | Promise]] = {
    Paper.RESIDENCE: _("Residence card"),
    Paper.PERMIT: _("Permit"),
    Paper.PASSPORT: _("Passport"),
    Paper.UNHCR: _("UNHCR card"),
    Paper.AUTHORITY: _("Power of attorney"),
    Paper.DETENTION: _("Custody or detention: next review"),
    Paper.OTHER: _("Something else"),
}
