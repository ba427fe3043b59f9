"""A deck as cards to cut out and fold."""

from collections.abc import Iterable
from typing import Any, cast

from django.template import engines
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.groups.models import Group
from jiwar.foundation.papers import drawing
from jiwar.foundation.papers.cards import Half, Sheet
from jiwar.foundation.papers.coverage import can_write
from jiwar.lines.learning.phrases.cards import Card


def paper(cards: Iterable[Card], *, title: str, learned: str, own: str, group: Group) -> bytes:
    """Raises `NotPossible` where paper cannot write the letters, or nothing came of it."""
    pictures = _pictures()
    halves = [
        (
            Half(learned, card.front.text, card.front.said, card.front.example, pictures.get(card.icon, "")),
            Half(own, card.back.text),
        )
        for card in cards
    ]
    if not halves:
        raise NotPossible(_("There is no word to print."))
    if not all(can_write(half.text) and can_write(half.example) for both in halves for half in both):
        raise NotPossible(_("Our paper cannot write the letters of one of these languages yet."))
    invented = _("Everybody in this group is invented.") if group.fictional else ""
    try:
        return drawing.cards(Sheet((get_language() or "en").split("-")[0], title, halves, invented))
    except drawing.NotDrawn:
        raise NotPossible(_("The cards could not be drawn. Try again.")) from None


def _pictures() -> dict[str, str]:
    """The strokes of the desk's own icons, by name."""
    environment = cast(Any, engines["jiwar"]).env
    return dict(environment.get_template("ui/icons.html").module.paths)
