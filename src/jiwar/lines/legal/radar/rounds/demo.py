"""An invented round in which residence cards are renewed: Ahmed has one, and whoever brought an asylum card."""

from datetime import timedelta

from django.utils import timezone

from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.context import current_group
from jiwar.lines.legal.radar.papers import Paper
from jiwar.lines.legal.radar.rounds import actions, reach
from jiwar.lines.legal.radar.rounds.actions import Says


def tell(story: Story, adviser: Viewer) -> None:
    says = Says(
        first=story.today - timedelta(days=3),
        last=story.today + timedelta(days=40),
        todo="Invented for the demo: come to the provincial office in person, with the old card and two photographs.",
        source="Invented for the demo: notice 7 of the migration authority",
        source_date=story.today - timedelta(days=6),
        note="Children have to be brought along.",
    )
    actions.announce(adviser, kind=Paper.RESIDENCE, country=current_group().country, says=says)
    reach.some(timezone.now())
