"""Why a paper is not bound, as codes the child can say and sentences a person can act on."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from jiwar.foundation.papers.bundles import limits


class Refusal(StrEnum):
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    SCRIPTED = "scripted"
    PORTFOLIO = "portfolio"
    LAYERS = "layers"
    EMPTY = "empty"
    PICTURE = "picture"
    KIND = "kind"
    TOO_HEAVY = "too-heavy"
    TOO_MANY_PAPERS = "too-many-papers"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_LARGE = "too-large"
    NOT_DRAWN = "not-drawn"


class NotBound(Exception):
    """`str()` is the code alone. `paper`: which one, from 0; None where it is all of them together."""

    def __init__(self, code: Refusal, paper: int | None = None) -> None:
        super().__init__(code.value)
        self.code, self.paper = code, paper


_NUMBERS: Final = {
    "papers": limits.PAPERS,
    "pages": limits.PAGES,
    "megabytes": limits.BYTES // limits.MB,
    "bound": limits.BOUND // limits.MB,
}


def sentence(code: Refusal, paper: str) -> str:
    """What is wrong and what to do, in the language at hand. `paper`: what people call the one it is about."""
    return sentences()[code]() % {**_NUMBERS, "paper": paper}


def sentences() -> dict[Refusal, Callable[[], str]]:
    # The child reads this module and does without Django.
    from django.utils.translation import gettext as _

    return {
        Refusal.ENCRYPTED: lambda: _("%(paper)s is locked with a password. Add it again without one."),
        Refusal.DAMAGED: lambda: _("%(paper)s is damaged. Open it where it was made, save it again, and add that."),
        Refusal.SCRIPTED: lambda: _(
            "%(paper)s holds a program that decides what it shows. Print it to a PDF, and add that."
        ),
        Refusal.PORTFOLIO: lambda: _("%(paper)s is a folder of files inside a PDF. Add its files one by one."),
        Refusal.LAYERS: lambda: _("%(paper)s has parts that are switched off. Print it to a PDF, and add that."),
        Refusal.EMPTY: lambda: _("%(paper)s has no pages."),
        Refusal.PICTURE: lambda: _("%(paper)s is a picture that is damaged or far too large. Add a smaller one."),
        Refusal.KIND: lambda: _(
            "%(paper)s is neither a PDF nor a picture in JPEG, PNG, WebP or TIFF; photos of an iPhone often are HEIC. "
            "Save it as a PDF or a JPEG, and add that."
        ),
        Refusal.TOO_HEAVY: lambda: _("%(paper)s would take too much time or memory. Print it to a PDF, and add that."),
        Refusal.TOO_MANY_PAPERS: lambda: _("A bundle holds up to %(papers)s papers. Make two."),
        Refusal.TOO_MANY_PAGES: lambda: _("A bundle has up to %(pages)s pages. Make two."),
        Refusal.TOO_LARGE: lambda: _(
            "A bundle takes up to %(megabytes)s MB of papers and may become %(bound)s MB itself. Make two."
        ),
        Refusal.NOT_DRAWN: lambda: _(
            "The cover and the index could not be drawn. Try again; if it stays so, ask the administrator to run "
            "jiwar doctor."
        ),
    }
