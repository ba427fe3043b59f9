"""Words of lists made equal where a reader calls them equal."""

import unicodedata

from jiwar.casework.people import search


def folded(text: str) -> str:
    """As names are folded for the search, and without accents: `Prénom` is `prenom`, `العائلة` is `العاءله`."""
    plain = unicodedata.normalize("NFKD", search.normalised(text))
    return " ".join("".join(mark for mark in plain if not unicodedata.combining(mark)).replace("ı", "i").split())
