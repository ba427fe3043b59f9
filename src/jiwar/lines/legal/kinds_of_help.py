"""The kinds of help the legal line gives, in the words of the Nairobi Code."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from jiwar.casework.service_lines import ServiceKind

SERVICES: Final = (
    ServiceKind("advice", _("Legal advice")),
    ServiceKind("document-preparation", _("Preparing documents")),
    ServiceKind("representation", _("Representation")),
)
