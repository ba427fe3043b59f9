"""What a column can mean."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

from jiwar.casework.people.models import Identifier

FIELDS: Final = (
    "number", "name", "other_name", "given", "middle", "family", "father", "mother", "birth", "age", "sex",
    "nationality", "phone", "unhcr", "passport", "card", "national", "paper", "arrived", "languages", "household",
    "area", "note",
)  # fmt: skip
SEVERAL: Final = frozenset({"other_name", "phone", "paper", "languages", "note"})
"""Fields that more than one column may fill."""
OF_A_NAME: Final = frozenset({"name", "given", "middle", "family"})
PAPERS: Final = {
    "unhcr": Identifier.Kind.UNHCR.value,
    "passport": Identifier.Kind.PASSPORT.value,
    "card": Identifier.Kind.ASYLUM_CARD.value,
    "national": Identifier.Kind.NATIONAL.value,
    "paper": Identifier.Kind.OTHER.value,
}
"""Field to the kind of paper whose number it holds."""
_NAMES: Final[dict[str, Callable[[], str]]] = {
    "number": lambda: _("Number in the list"),
    "name": lambda: _("Name"),
    "other_name": lambda: _("Another name, or the same in other letters"),
    "given": lambda: _("First name"),
    "middle": lambda: _("Middle name"),
    "family": lambda: _("Family name"),
    "father": lambda: _("Father’s name"),
    "mother": lambda: _("Mother’s name"),
    "birth": lambda: _("Date of birth"),
    "age": lambda: _("Age"),
    "sex": lambda: _("Woman or man"),
    "nationality": lambda: _("Nationality"),
    "phone": lambda: _("Telephone"),
    "unhcr": lambda: _("UNHCR number"),
    "passport": lambda: _("Passport"),
    "card": lambda: _("Asylum or protection card"),
    "national": lambda: _("National identity number"),
    "paper": lambda: _("Other paper"),
    "arrived": lambda: _("Arrival"),
    "languages": lambda: _("Languages"),
    "household": lambda: _("Family or household"),
    "area": lambda: _("Where they live"),
    "note": lambda: _("Notes"),
}


def field_name(code: str) -> str:
    """In words, in the language at hand."""
    return _NAMES[code]()
