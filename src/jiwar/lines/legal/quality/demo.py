"""An adviser wrote down their week, and a colleague looked one of their files through."""

from datetime import timedelta
from typing import Final

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.models import FileReview, TimeEntry
from jiwar.lines.legal.quality import pool, queries, reviewing, timekeeping
from jiwar.lines.legal.quality.checklist import Verdict, items
from jiwar.lines.legal.quality.reviewing import Found
from jiwar.lines.legal.rights import DECIDE_HELP

_WEEK: Final = (
    (3, 90, TimeEntry.Kind.ADVICE, True),
    (2, 120, TimeEntry.Kind.DRAFTING, True),
    (2, 40, TimeEntry.Kind.TRAVEL, True),
    (1, 60, TimeEntry.Kind.SUPERVISION, False),
    (1, 30, TimeEntry.Kind.ADMINISTRATION, False),
)


def tell(story: Story, adviser: Viewer, case: Case) -> None:
    for back, minutes, kind, on_case in _WEEK:
        day = story.today - timedelta(days=back)
        timekeeping.write(adviser, day=day, minutes=minutes, kind=kind, case=case if on_case else None)
    reviewers = [viewer for viewer in map(story.as_, story.cast) if viewer.can(DECIDE_HELP) and pool.drawable(viewer)]
    if reviewers:
        _review(story, reviewers[0])


def _review(story: Story, reviewer: Viewer) -> None:
    drawn = reviewing.draw(reviewer, how=FileReview.How.LONGEST)
    found = {item.id: Found(Verdict.FINE) for item in items()}
    by = story.today + timedelta(days=6)
    found["next-step"] = Found(Verdict.MEND, "Nobody is named for the call to the registry. Who calls, and when?", by)
    reviewing.finish(
        reviewer, review=queries.review(reviewer, drawn.id), found=found, word="Clear notes. Thank you for the dates."
    )
