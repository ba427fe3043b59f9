"""Why a text document is no template, as codes the child can say and sentences a person can act on."""

from collections.abc import Callable
from enum import StrEnum


class Refusal(StrEnum):
    NO_DOCX = "no-docx"
    MACROS = "macros"
    EMBEDDED = "embedded"
    OUTSIDE = "outside"
    GAPS = "gaps"
    TOO_HEAVY = "too-heavy"


class NotATemplate(Exception):
    def __init__(self, code: Refusal) -> None:
        super().__init__(code.value)
        self.code = code


def sentences() -> dict[Refusal, Callable[[], str]]:
    # The child reads this module and does without Django.
    from django.utils.translation import gettext as _

    return {
        Refusal.NO_DOCX: lambda: _(
            "This is no text document (DOCX), or it is damaged or locked. Save it anew as DOCX."
        ),
        Refusal.MACROS: lambda: _("It holds a program (macros). Save it as a DOCX without them."),
        Refusal.EMBEDDED: lambda: _(
            "It holds another file or an active field inside. Take those out, and add it again."
        ),
        Refusal.OUTSIDE: lambda: _(
            "It fetches something from outside: a link, a picture or a template. Take the link out, and add it again."
        ),
        Refusal.GAPS: lambda: _(
            "A gap in it cannot be read. What can stand there: the name of a field in double braces, and an if with "
            "such a name around what may be missing."
        ),
        Refusal.TOO_HEAVY: lambda: _("It is too large, or takes too long to fill."),
    }
