"""An adviser wrote down their week; a colleague looked a file of theirs through, and what is to be filed."""

from datetime import timedelta
from typing import Final

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.models import FileReview, FilingLook, Procedure, TimeEntry
from jiwar.lines.legal.quality import looking, looks, pool, queries, reviewing, timekeeping
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
    _looks(story, adviser, case)


def _looks(story: Story, adviser: Viewer, case: Case) -> None:
    """Asked, mended, and asked again: the second waits. Nothing where nobody else has the file open."""
    asked = looking.colleagues(adviser, case)
    colleagues = [viewer for viewer in map(story.as_, story.cast) if viewer.member in asked]
    if not colleagues:
        return
    colleague = colleagues[0]
    procedure, papers = story.recall("ahmed/procedure", Procedure), looks.papers(adviser, case)[:2]
    until = story.today + timedelta(days=2)

    def ask(question: str) -> FilingLook:
        of = colleague.member
        return looking.ask(adviser, procedure=procedure, of=of, papers=papers, until=until, question=question)

    first = ask("Does the story of the road agree with the exhibits?")
    word = "Two dates differ: the letter says spring, the statement says summer. The rest is good."
    looking.answer(colleague, look=looks.look(colleague, first.id), go=False, word=word)
    ask("The dates are mended.")


def _review(story: Story, reviewer: Viewer) -> None:
    drawn = reviewing.draw(reviewer, how=FileReview.How.LONGEST)
    found = {item.id: Found(Verdict.FINE) for item in items()}
    by = story.today + timedelta(days=6)
    found["next-step"] = Found(Verdict.MEND, "Nobody is named for the call to the registry. Who calls, and when?", by)
    reviewing.finish(
        reviewer, review=queries.review(reviewer, drawn.id), found=found, word="Clear notes. Thank you for the dates."
    )
