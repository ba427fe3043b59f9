"""The short English phrases of the packs, listed so that the catalogues hold them; the packs themselves know no Django.

A phrase that is missing here, or not translated yet, is shown in English and marked as English.
"""

from functools import lru_cache

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _
from markupsafe import Markup, escape

NAMES = (
    _("Asylum, Egypt"),
    _("International protection, Türkiye"),
    _("UNHCR mandate refugee status determination"),
)
"""Procedures."""
LABELS = (
    _("Accelerated procedure"),
    _("Admissibility"),
    _("Appeal"),
    _("Application"),
    _("Application treated as withdrawn"),
    _("Before the track is known"),
    _("Certificate"),
    _("Committee documents"),
    _("Court"),
    _("Decision"),
    _("Deportation decision"),
    _("Detention"),
    _("Family unity"),
    _("File closure"),
    _("Grievance and court"),
    _("Identity card"),
    _("Interview"),
    _("Kinds of procedure"),
    _("Notification"),
    _("Objection"),
    _("Permanent Committee (Law 164 of 2024)"),
    _("Re-opening"),
    _("Registration"),
    _("Regular procedure"),
    _("Temporary protection"),
    _("UNHCR Egypt (transitional)"),
    _("UNHCR documents"),
    _("UNHCR mandate procedure"),
)
"""Tracks and stages."""
ACTIONS = (
    _("Annulment suit against an administrative decision"),
    _("Answer an administrative grievance (silence is refusal)"),
    _("Appeal a negative UNHCR decision"),
    _("Appeal a negative first-instance decision"),
    _("Ask UNHCR for a renewal appointment before the document expires"),
    _("Ask for re-opening"),
    _("Bring a suit against a decision treating the application as withdrawn"),
    _("Bring a suit against a deportation decision"),
    _("Bring a suit against other decisions under temporary protection"),
    _("Bring an annulment suit against a rejection in the accelerated procedure"),
    _("Bring an annulment suit against a rejection in the regular procedure"),
    _("Bring an annulment suit against an inadmissibility decision"),
    _("Challenge the detention order"),
    _("Commission decides the objection"),
    _("Committee records that asylum has ended"),
    _("Contact UNHCR after missing the RSD interview"),
    _("Court rules on the deportation suit; ruling final"),
    _("Court rules; ruling described as final"),
    _("Decide the application"),
    _("Decide the application (irregular entry)"),
    _("Decide the application (lawful entry)"),
    _("Earliest date to apply for a work permit (applicant)"),
    _("Earliest date to apply for a work permit (conditional refugee)"),
    _("Earliest date to apply for a work permit (temporary protection)"),
    _("Existing refugees and asylum seekers bring their status into line with the law"),
    _("File the asylum application after irregular entry"),
    _("File the asylum application after lawful entry"),
    _("Governorate finishes the deportation assessment"),
    _("Governorate reviews pre-removal detention"),
    _("Hold the personal interview"),
    _("Keep the file open for late appeals"),
    _("Longest planned gap between registration and RSD interview"),
    _("Magistrate decides the challenge; final"),
    _("Maximum detention of an applicant"),
    _("Maximum pre-removal detention, first period"),
    _("Object to a decision treating the application as withdrawn"),
    _("Object to the International Protection Evaluation Commission"),
    _("Onward appeal against an administrative court judgment"),
    _("PDMM informs headquarters of an inadmissibility decision (grounds a and b)"),
    _("Refugee status ends after an absence from Egypt without an accepted excuse"),
    _("Remaining validity the UNHCR document must have on the residence appointment"),
    _("Renew the conditional refugee or subsidiary protection identity card"),
    _("Renew the international protection applicant identity card"),
    _("Renew the refugee status identity card"),
    _("Renew the registration document given at registration"),
    _("Special grievance under Decree 1568 of 2026"),
    _("Transfer to a removal centre"),
    _("Travel to and report at the PDMM of the assigned province"),
    _("Validity of the blue refugee card"),
    _("Validity of the residence permit on the yellow card"),
    _("Validity of the yellow asylum-seeker card"),
)
"""What a deadline asks for, or what the other side has to do."""


def phrase(text: str) -> Markup | str:
    """The phrase in the reader's language; else as the pack has it, marked as English."""
    if not text:
        return ""
    return _phrase(text, get_language() or "en")


@lru_cache(maxsize=4096)
def _phrase(text: str, language: str) -> Markup | str:
    """The same few phrases stand on every board; `language` is the one at hand."""
    translated = gettext(text)
    return translated if translated != text or language.startswith("en") else foreign(text)


def foreign(text: str) -> Markup:
    """Prose of a pack: stays in its own language and direction."""
    return Markup(f'<span lang="en" dir="ltr">{escape(text)}</span>')  # noqa: S704  # the text is escaped
