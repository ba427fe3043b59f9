"""What can make a person's situation harder: UNHCR's codes as data, told in our own words.

The codes, categories and their provenance stand in `data/specific_needs.tsv`. The words here are what a page shows: a
situation, never a label on a person. The proposed sensitivity decides the compartment.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access.compartments import GENERAL, RESTRICTED, Compartment

_DATA = Path(__file__).parent / "data" / "specific_needs.tsv"


@dataclass(frozen=True)
class Need:
    """`restricted` needs lie in the compartment of that name."""

    code: str
    category: str
    restricted: bool

    @property
    def words(self) -> str:
        return str(WORDS[self.code])

    @property
    def compartment(self) -> Compartment:
        return RESTRICTED if self.restricted else GENERAL


@cache
def _all() -> dict[str, Need]:
    lines = [line for line in _DATA.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    rows = [dict(zip(columns, line.split("\t"), strict=False)) for line in lines[1:]]
    return {
        row["code"]: Need(row["code"], row["category"], row["suggested_sensitivity"] == "restricted") for row in rows
    }


def need(code: str) -> Need:
    """Raises `KeyError` for a code that is not in the list."""
    return _all()[code]


def codes() -> list[str]:
    return list(_all())


def choices(*, restricted: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped by category, in words. Restricted ones are offered only to those who may write them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in _all().values():
        if row.code != row.category and (restricted or not row.restricted):
            groups.setdefault(row.category, []).append((row.code, row.words))
    return [(str(WORDS[category]), rows) for category, rows in groups.items()]


WORDS: dict[str, str | Promise] = {
    "CR": _("A child whose situation worries us"),
    "CR-CP": _("A child who is a parent"),
    "CR-CS": _("A child who is married"),
    "CR-CC": _("A child who looks after others"),
    "CR-TP": _("A pregnant teenager"),
    "CR-LW": _("A child in dangerous work"),
    "CR-LO": _("A child who works"),
    "CR-NE": _("A child who may lose school"),
    "CR-SE": _("A child who needs support to learn"),
    "CR-AF": _("A child who was with armed forces or groups"),
    "CR-CL": _("A child in trouble with the law"),
    "SC": _("A child without parents here"),
    "SC-SC": _("A child apart from parents, with other relatives"),
    "SC-UC": _("A child alone, with no adult responsible"),
    "SC-CH": _("A child who heads the household"),
    "SC-IC": _("A child living in an institution"),
    "SC-FC": _("A child in a foster family"),
    "WR": _("A woman in danger"),
    "WR-WR": _("A woman in danger"),
    "WR-SF": _("A woman alone, in danger"),
    "WR-LC": _("A breastfeeding mother"),
    "ER": _("An older person whose situation worries us"),
    "ER-NF": _("An older person living alone"),
    "ER-MC": _("An older person with children to care for"),
    "ER-FR": _("An older person who cannot manage alone"),
    "SP": _("One adult caring alone"),
    "SP-PT": _("A parent alone with children"),
    "SP-GP": _("A grandparent alone with grandchildren"),
    "SP-CG": _("A caregiver alone with children"),
    "DS": _("Something makes daily life harder"),
    "DS-BD": _("Hard to see, or blind"),
    "DS-DF": _("Hard to hear, or deaf"),
    "DS-PM": _("Hard to move: some help needed"),
    "DS-PS": _("Hard to move: much help needed"),
    "DS-MM": _("Hard to understand or remember: some help needed"),
    "DS-MS": _("Hard to understand or remember: much help needed"),
    "DS-SD": _("Hard to speak"),
    "SM": _("Serious illness"),
    "SM-MI": _("An illness of the mind"),
    "SM-MN": _("Not enough to eat for the body’s needs"),
    "SM-DP": _("A difficult pregnancy"),
    "SM-CI": _("A lasting illness"),
    "SM-CC": _("A life-threatening illness"),
    "SM-OT": _("Another illness"),
    "SM-AD": _("Dependence on a substance"),
    "FU": _("A family torn apart"),
    "FU-TR": _("Searching for missing relatives"),
    "FU-FR": _("Wants to be reunited with family"),
    "LP": _("Protection and papers"),
    "LP-ND": _("No papers"),
    "LP-BN": _("Basic needs not met"),
    "LP-NA": _("No way to reach services"),
    "LP-MM": _("A mixed marriage"),
    "LP-MD": _("Displaced more than once"),
    "LP-RR": _("May be sent back into danger"),
    "LP-RD": _("May be removed from the country"),
    "LP-DA": _("Detained in this country"),
    "LP-DO": _("Was detained in the country they fled"),
    "LP-DT": _("Was detained elsewhere"),
    "LP-IH": _("In hiding"),
    "LP-WP": _("A witness without protection"),
    "LP-AN": _("Violence, abuse or neglect"),
    "LP-RP": _("In danger for who they are or what they did"),
    "LP-MS": _("Pushed to the margin by others"),
    "LP-LS": _("No lasting solution in sight"),
    "LP-AP": _("May have harmed others"),
    "LP-CR": _("A criminal record"),
    "LP-ST": _("May be a danger to staff"),
    "LP-AF": _("Was with armed forces or groups"),
    "TR": _("Torture"),
    "TR-PI": _("Body or mind harmed by torture"),
    "TR-HO": _("Was forced to do terrible things"),
    "TR-WV": _("Saw violence done to others"),
    "SV": _("Sexual or gender-based violence"),
    "SV-VA": _("Harmed by such violence in this country"),
    "SV-VF": _("Harmed by such violence on the way"),
    "SV-VO": _("Harmed by such violence in the country they fled"),
    "SV-GM": _("Genital cutting"),
    "SV-HP": _("Harmful customs"),
    "SV-HK": _("Threatened in the name of honour"),
    "SV-FM": _("A forced or early marriage"),
    "SV-SS": _("Sex in exchange for survival"),
}
