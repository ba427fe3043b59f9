"""The kinds of help the legal line gives, in the words of the Nairobi Code."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.casework.service_lines import ServiceKind
from jiwar.knowledge.instruments import Help

HELPS: Final[dict[Help, str | Promise]] = {
    Help.REPRESENTATION: _("Representation"),
    Help.DOCUMENT_PREPARATION: _("Preparing documents"),
    Help.ADVICE: _("Legal advice"),
    Help.REFUSAL: _("No help by us: refusal"),
}
GIVEN: Final = (Help.ADVICE, Help.DOCUMENT_PREPARATION, Help.REPRESENTATION)
SERVICES: Final = tuple(ServiceKind(kind.value, HELPS[kind]) for kind in GIVEN)


def help_in_words(code: str) -> str:
    return str(HELPS[Help(code)]) if code in set(Help) else code
