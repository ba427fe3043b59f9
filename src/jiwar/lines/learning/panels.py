"""What stands on a learner's page: each sub-room of the line adds its part."""

from datetime import date
from typing import Any, Protocol

from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.phrases.panel import Panel as Words


class LearnerPanel(Protocol):
    template: str

    def context(self, viewer: Viewer, learner: Learner, today: date) -> dict[str, Any] | None: ...


PANELS: tuple[LearnerPanel, ...] = (Words(),)
