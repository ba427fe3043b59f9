"""What the learning line declares of itself to casework and the desk."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case
from jiwar.casework.service_lines import Burning, OpenMatter, ServiceKind, ServiceLine
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning import keeping
from jiwar.lines.learning.subscriptions import subscribe


def nothing_burns(_viewer: Viewer, _today: date) -> list[Burning]:
    """A class is missed, not lost: what is to be done stands among the tasks."""
    return []


def nothing_stands_open(_viewer: Viewer, _case: Case) -> list[OpenMatter]:
    """A case may close while the person goes on learning."""
    return []


LINE = ServiceLine(
    code="learning",
    name=_("Learning"),
    icon="learning",
    urls="jiwar.lines.learning.urls",
    services=(ServiceKind("language-class", _("Language class")),),
    panels=(),
    burning=nothing_burns,
    open_matters=nothing_stands_open,
    holds=keeping.holds,
    keeping=keeping.RULES,
    timeline={},
    subscribe=subscribe,
    demo="jiwar.lines.learning.demo",
)
