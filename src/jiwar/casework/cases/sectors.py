"""In what an assessment looks, and how severe what it finds is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sector(TextChoices):
    PROTECTION = "protection", _("Protection and safety")
    LEGAL = "legal", _("Legal situation")
    DOCUMENTS = "documents", _("Papers")
    SHELTER = "shelter", _("Shelter")
    BASIC_NEEDS = "basic-needs", _("Food and basic needs")
    HEALTH = "health", _("Health")
    MENTAL_HEALTH = "mental-health", _("Mental health")
    EDUCATION = "education", _("School and education")
    LIVELIHOOD = "livelihood", _("Work and income")
    FAMILY = "family", _("Family")
    LANGUAGE = "language", _("Language")
    COMMUNITY = "community", _("Neighbours and community")


class Severity(TextChoices):
    NONE = "none", _("no concern")
    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")
    CRITICAL = "critical", _("critical")


TONES = {
    Severity.NONE: "ok",
    Severity.LOW: "",
    Severity.MEDIUM: "soon",
    Severity.HIGH: "soon",
    Severity.CRITICAL: "now",
}


def word(choices: type[TextChoices], code: str) -> str:
    """The word of a code; the code itself where a later version does not know it any more."""
    return str(choices(code).label) if code in choices.values else code
