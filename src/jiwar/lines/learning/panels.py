"""What stands on a learner's page: each sub-room of the line adds its part."""

from datetime import date
from typing import Any, Protocol

from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning.attending.panel import AttendancePanel
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.pairs.panel import PairPanel
from jiwar.lines.learning.phrases.panel import Panel as Words
from jiwar.lines.learning.placement.panel import PlacementPanel
from jiwar.lines.learning.places.panel import PlacesPanel
from jiwar.lines.learning.progress.panel import PortfolioPanel


class LearnerPanel(Protocol):
    template: str

    def context(self, viewer: Viewer, learner: Learner, today: date) -> dict[str, Any] | None: ...


PANELS: tuple[LearnerPanel, ...] = (
    PlacementPanel(),
    PlacesPanel(),
    AttendancePanel(),
    PortfolioPanel(),
    Words(),
    PairPanel(),
)
